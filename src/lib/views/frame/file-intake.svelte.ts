import { getContext, setContext } from 'svelte';
import { goto } from '$app/navigation';
import type { Workspace } from '$lib/session/workspace.svelte';

/** Where files come in, by picker or drop, on whatever page: they end on the import page. Given by context. */
export class FileIntake {
  #input: HTMLInputElement | undefined;
  /** While true, more files join those of the import page; otherwise they take their place. Set by the import page. */
  adding = $state(false);

  constructor(readonly workspace: Workspace) {}

  /** The frame's one file input. */
  set input(input: HTMLInputElement | undefined) {
    this.#input = input;
  }

  /** Let the user choose files. */
  choose(): void {
    this.#input?.click();
  }

  take(files: readonly File[]): void {
    if (files.length === 0) return;
    const isKnown = (file: File): boolean =>
      this.workspace.files.some(
        (old) => old.name === file.name && old.size === file.size && old.lastModified === file.lastModified
      );
    this.workspace.files = this.adding ? [...this.workspace.files, ...files.filter((file) => !isKnown(file))] : files;
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
