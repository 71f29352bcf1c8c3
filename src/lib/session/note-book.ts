import type { AreaNotes } from '$lib/model/vault';

/** Entries to put (null: to remove), by name. */
export type NoteChanges = Readonly<Record<string, string | null>>;

/**
 * What this tab knows of a kept log's notes, entry by entry, so that two tabs change one log without undoing each other: each writes the
 * entries that it changed, and takes those that the other changed. Where both changed one entry, the later write stands.
 */
export class NoteBook {
  #known: Map<string, string>;
  #foreign = new Set<string>();

  /**
   * @param stored what is kept now
   * @param isShared whether an entry is the log's; one that is not belongs to the tab that wrote it, and others leave it alone
   */
  constructor(
    stored: AreaNotes,
    private readonly isShared: (name: string) => boolean
  ) {
    this.#known = new Map(Object.entries(stored));
  }

  /** These were not understood (a later Kiseki wrote them, perhaps): they stay as they are. */
  leaveAlone(names: Iterable<string>): void {
    for (const name of names) this.#foreign.add(name);
  }

  /** What has to be written for this to be kept. */
  changesFor(wanted: ReadonlyMap<string, string>): NoteChanges {
    const put = [...wanted].filter(([name, text]) => this.#known.get(name) !== text);
    const gone = [...this.#known.keys()].filter((name) => !wanted.has(name) && !this.#foreign.has(name));
    return Object.fromEntries([...put, ...gone.map((name) => [name, null] as const)]);
  }

  /** The changes are written. */
  wrote(changes: NoteChanges): void {
    for (const [name, text] of Object.entries(changes)) this.#know(name, text);
  }

  /**
   * Another tab may have written.
   *
   * @param stored what is kept now
   * @param wanted what this tab would keep: what it changed itself, and has not written yet, is not taken from the other
   * @returns the entries to take
   */
  take(stored: AreaNotes, wanted: ReadonlyMap<string, string>): NoteChanges {
    const taken: [string, string | null][] = [];
    for (const name of new Set([...Object.keys(stored), ...this.#known.keys()])) {
      const theirs = Object.hasOwn(stored, name) ? stored[name]! : null;
      const before = this.#known.get(name) ?? null;
      if (theirs === before || !this.isShared(name)) continue;
      const isOwnChange = (wanted.get(name) ?? null) !== before && !this.#foreign.has(name);
      this.#know(name, theirs);
      if (!isOwnChange) taken.push([name, theirs]);
    }
    return Object.fromEntries(taken);
  }

  #know(name: string, text: string | null): void {
    if (text === null) this.#known.delete(name);
    else this.#known.set(name, text);
  }
}
