import { call } from '$lib/api/client';
import { importPeople, importPreview, type ImportProblem, type ImportRow } from '$lib/api/contracts/people-import';
import { asServiceError, type ServiceError } from '$lib/model/service-errors';
import { readPeopleFile, type FileFault, type PeopleFile } from './import-file';
import type { CodeLine } from './code-sheet';

/** A file of people on its way to accounts: read here, judged by the service, created at once. */
export class ImportDesk {
  #file = $state.raw<PeopleFile>();
  #fault = $state<FileFault>();
  #problems = $state.raw<readonly ImportProblem[]>([]);
  #newGroups = $state.raw<readonly string[]>([]);
  #step = $state<'choose' | 'checking' | 'preview' | 'creating'>('choose');
  #error = $state.raw<ServiceError>();
  leaveOut = $state(false);
  createGroups = $state(true);

  get file(): PeopleFile | undefined {
    return this.#file;
  }
  get fault(): FileFault | undefined {
    return this.#fault;
  }
  get problems(): readonly ImportProblem[] {
    return this.#problems;
  }
  get step(): 'choose' | 'checking' | 'preview' | 'creating' {
    return this.#step;
  }
  get error(): ServiceError | undefined {
    return this.#error;
  }

  /** lines with something wrong */
  readonly badLines: ReadonlySet<number> = $derived(new Set(this.#problems.map(({ line }) => line)));
  /** what would be created */
  readonly chosen: readonly ImportRow[] = $derived((this.#file?.rows ?? []).filter(({ line }) => !this.badLines.has(line)));
  /** groups of those that are not there yet */
  readonly newGroups: readonly string[] = $derived.by(() => {
    const wanted = new Set(this.chosen.flatMap(({ groups }) => groups.map((group) => group.normalize('NFC').trim())));
    return this.#newGroups.filter((group) => wanted.has(group));
  });
  readonly canCreate: boolean = $derived(
    this.#step === 'preview' &&
      this.chosen.length > 0 &&
      (this.badLines.size === 0 || this.leaveOut) &&
      (this.newGroups.length === 0 || this.createGroups)
  );

  /** Read a file and have it judged. */
  async take(file: File, language: 'ja' | 'en'): Promise<void> {
    this.reset();
    const read = readPeopleFile(new Uint8Array(await file.arrayBuffer()), language);
    if (typeof read === 'string') {
      this.#fault = read;
      return;
    }
    this.#file = read;
    this.#step = 'checking';
    try {
      const { problems, newGroups } = await call(importPreview, { body: { rows: [...read.rows] } });
      this.#problems = problems;
      this.#newGroups = newGroups;
      this.#step = 'preview';
    } catch (why) {
      this.#error = asServiceError(why);
      this.#step = 'choose';
    }
  }

  /** Create all that are chosen, or none. @returns their codes; undefined where it was refused */
  async create(): Promise<readonly CodeLine[] | undefined> {
    this.#step = 'creating';
    this.#error = undefined;
    try {
      const { people } = await call(importPeople, { body: { rows: [...this.chosen], createGroups: this.createGroups } });
      return people;
    } catch (why) {
      this.#error = asServiceError(why);
      this.#step = 'preview';
      return undefined;
    }
  }

  /** Another file. */
  reset(): void {
    this.#file = undefined;
    this.#fault = undefined;
    this.#error = undefined;
    this.#problems = [];
    this.#newGroups = [];
    this.leaveOut = false;
    this.#step = 'choose';
  }
}
