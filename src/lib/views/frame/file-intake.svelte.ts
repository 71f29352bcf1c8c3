import { getContext, setContext } from 'svelte';
import { goto } from '$app/navigation';
import type { Workspace } from '$lib/session/workspace.svelte';
import { isBackup } from '$lib/views/kept/backup-file';
import { ANALYSIS_SUFFIX, type AnalysisDesk } from './analysis-desk.svelte';

function isAnalysis(file: File): boolean {
  return file.name.toLowerCase().endsWith(ANALYSIS_SUFFIX);
}

/**
 * Where files come in, by picker or drop, on whatever page: logs end on the import page, an analysis file is opened, a backup asks for its
 * passphrase. Given by context.
 */
export class FileIntake {
  #input: HTMLInputElement | undefined;
  /** While true, more files join those of the import page; otherwise they take their place. Set by the import page. */
  adding = $state(false);
  /** A backup that waits for its passphrase. */
  backup = $state.raw<File>();

  constructor(
    readonly workspace: Workspace,
    private readonly desk: AnalysisDesk
  ) {}

  /** The frame's one file input. */
  set input(input: HTMLInputElement | undefined) {
    this.#input = input;
  }

  /** Let the user choose files. */
  choose(): void {
    this.#input?.click();
  }

  take(files: readonly File[]): void {
    const [analysis] = files.filter(isAnalysis);
    if (analysis) void this.desk.openFile(analysis);
    const [backup] = files.filter(isBackup);
    if (backup) this.backup = backup;
    const logs = files.filter((file) => !isAnalysis(file) && !isBackup(file));
    if (logs.length === 0) return;
    const isKnown = (file: File): boolean =>
      this.workspace.files.some(
        (old) => old.name === file.name && old.size === file.size && old.lastModified === file.lastModified
      );
    this.workspace.files = this.adding ? [...this.workspace.files, ...logs.filter((file) => !isKnown(file))] : logs;
    void goto('/import');
  }
}

const KEY = Symbol('file-intake');

export function setFileIntake(intake: FileIntake): FileIntake {
  return setContext(KEY, intake);
}

export function getFileIntake(): FileIntake {
  return getContext<FileIntake>(KEY);
}
