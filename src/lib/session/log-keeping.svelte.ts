import { untrack } from 'svelte';
import type { KeptLogs } from '$lib/engine/protocol';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import type { KeptArea, OpenedArea, VaultProgress } from '$lib/model/vault';
import { isSharedNote, notesOf, type Noted } from './log-notes';
import { NoteBook, type NoteChanges } from './note-book';

/**
 * `offered`: not kept, and only will be when asked, or when there is a finding or a saved filter to lose (samples); `waiting`: will be when its map is there; `saving`; `kept`: safe on this
 * device; `not-kept`: `error` says why.
 */
export type KeepingState = 'offered' | 'waiting' | 'saving' | 'kept' | 'not-kept';

/** The open log, as it is kept. */
export interface KeptSubject {
  readonly summary: { readonly logId: string };
  readonly report: ImportReport;
  readonly noted: Noted;
  /** Take what another tab has changed. */
  takeNotes(changes: NoteChanges): void;
  /** It is called otherwise now. */
  rename(name: string): void;
}

/** Changes are written soon, but so long after the last write at the earliest: a dragged slider changes the view all the time. */
const SOON_MS = 60;
const REST_MS = 800;
/** Errors after which the log is not on this device, whatever was there. */
const IS_GONE: ReadonlySet<string> = new Set(['unknown-area', 'object-missing', 'object-damaged']);

/** Keeps an open log on this device, and what is made of it: all of it once, then each change, and what other tabs change. */
export class LogKeeping {
  #state = $state<KeepingState>('waiting');
  #area = $state.raw<KeptArea>();
  /** of the notes that `#book` knows */
  #version = 0;
  #progress = $state.raw<VaultProgress>();
  #error = $state.raw<MiningError>();
  #hasUnwritten = $state(false);
  #book: NoteBook | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** when it was written last */
  #written = -REST_MS;
  #work: Promise<unknown> = Promise.resolve();
  #end: (() => void)[] = [];

  /**
   * @param opened the kept log it is
   * @param onkept called when it was kept for the first time
   */
  constructor(
    private readonly logs: KeptLogs,
    private readonly subject: KeptSubject,
    { opened, isOffered, onkept }: { opened?: OpenedArea; isOffered: boolean; onkept: () => void }
  ) {
    this.onkept = onkept;
    if (opened) this.#isKept(opened.area, new NoteBook(opened.notes, isSharedNote));
    else if (isOffered) this.#state = 'offered';
    // hidden: perhaps for good; seen again: the browser may have been told to clear its storage meanwhile
    const onturn = (): void => void (document.visibilityState === 'hidden' ? this.flush() : this.#look());
    document.addEventListener('visibilitychange', onturn);
    this.#end = [
      () => document.removeEventListener('visibilitychange', onturn),
      logs.onChange((areaId) => {
        if (areaId !== null && areaId === this.#area?.areaId) void this.#look();
      }),
      $effect.root(() => {
        $effect(() => {
          const { view, findings, filters, sql, isReportClosed } = this.subject.noted;
          void [view, findings, filters, sql.draft, sql.past, isReportClosed];
          untrack(() => this.#touched());
        });
      })
    ];
  }
  private readonly onkept: () => void;

  get state(): KeepingState {
    return this.#state;
  }
  /** The kept log it is, once it is one. */
  get area(): KeptArea | undefined {
    return this.#area;
  }
  get progress(): VaultProgress | undefined {
    return this.#progress;
  }
  /** Why it is not kept, or why the last changes are not. */
  get error(): MiningError | undefined {
    return this.#error;
  }
  /** Something was changed that is not on the disk yet. */
  get hasUnwritten(): boolean {
    return this.#hasUnwritten;
  }

  /** Its map is there: keep it, unless that waits for a word of the user. */
  mapShown(): void {
    if (this.#state === 'waiting') void this.keep();
  }

  /** Keep it (again); what was not written is. Never rejects: `state` and `error` tell. */
  keep(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isHere) return this.#write();
      this.#state = 'saving';
      this.#error = undefined;
      const notes = Object.fromEntries(notesOf(this.subject.noted));
      try {
        const { summary, report } = this.subject;
        const area = await this.logs.keep(summary.logId, report, notes, (progress) => (this.#progress = progress));
        this.#isKept(area, new NoteBook(notes, isSharedNote));
        this.onkept();
        await this.#write();
      } catch (why) {
        this.#failed(why);
      } finally {
        this.#progress = undefined;
      }
    });
  }

  /** Write what was changed, now. Resolves when it is on the disk, or known not to be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#inTurn(() => (this.#isHere ? this.#write() : Promise.resolve()));
  }

  /** The log is closed: resolves when everything is written. */
  async end(): Promise<void> {
    for (const end of this.#end) end();
    this.#end = [];
    await this.flush();
  }

  /** What lay with it could not be read all: that stays as it is. */
  leaveAlone(notes: readonly string[]): void {
    this.#book?.leaveAlone(notes);
  }

  /** It was kept, and nothing says that it is no longer. */
  get #isHere(): boolean {
    return this.#area !== undefined && this.#state !== 'saving' && !IS_GONE.has(this.#error?.code ?? '');
  }

  #touched(): void {
    const { findings, filters } = this.subject.noted;
    // what somebody made of a sample is not brought back by opening the sample again
    if (this.#state === 'offered' && (findings.length > 0 || filters.length > 0)) void this.keep();
    if (!this.#isHere) return;
    this.#hasUnwritten = true;
    this.#timer ??= setTimeout(() => void this.flush(), Math.max(SOON_MS, this.#written + REST_MS - performance.now()));
  }

  async #write(): Promise<void> {
    const [area, book] = [this.#area, this.#book];
    if (!area || !book) return;
    try {
      const changes = book.changesFor(notesOf(this.subject.noted));
      this.#written = performance.now();
      if (Object.keys(changes).length > 0) {
        const changed = await this.logs.changeNotes(area.areaId, changes);
        book.wrote(changes);
        this.#area = changed;
        // another tab came between: its entries are yet to be taken
        if (changed.version === this.#version + 1) this.#version = changed.version;
      }
      this.#hasUnwritten = Object.keys(book.changesFor(notesOf(this.subject.noted))).length > 0;
      this.#state = 'kept';
      this.#error = undefined;
    } catch (why) {
      this.#failed(why);
    }
  }

  /** See what another tab has made of it. */
  #look(): Promise<void> {
    return this.#inTurn(async () => {
      const [area, book] = [this.#area, this.#book];
      if (!area || !book || !this.#isHere) return;
      try {
        const now = (await this.logs.areas()).find(({ areaId }) => areaId === area.areaId);
        if (now?.version === this.#version) return;
        const stored = await this.logs.notes(area.areaId);
        // the notes are of this version or a later one, of which there will be word
        if (now) [this.#area, this.#version] = [now, now.version];
        if (now?.card) this.subject.rename(now.card.name);
        const changes = book.take(stored, notesOf(this.subject.noted));
        if (Object.keys(changes).length > 0) this.subject.takeNotes(changes);
      } catch (why) {
        this.#failed(why);
      }
    });
  }

  #isKept(area: KeptArea, book: NoteBook): void {
    this.#area = area;
    this.#version = area.version;
    this.#book = book;
    this.#state = 'kept';
  }

  #failed(why: unknown): void {
    this.#error = asMiningError(why);
    this.#state = 'not-kept';
  }

  /** One after the other: a write never starts from what another is about to change. */
  #inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.#work.then(job);
    this.#work = done.catch(() => {});
    return done;
  }
}
