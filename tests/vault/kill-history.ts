export type LogName = 'small' | 'large';
/** which column is the activity */
export type Shape = 'step' | 'clerk';

/** What a tab does to the vault. Tokens are drawn once each. */
export type Act =
  | { readonly kind: 'import'; readonly log: LogName; readonly token: string }
  | { readonly kind: 'save' | 'rename'; readonly areaId: string; readonly token: string }
  | { readonly kind: 'reshape'; readonly areaId: string; readonly shape: Shape }
  | { readonly kind: 'remove'; readonly areaId: string }
  | { readonly kind: 'compaction' };

export const ACT_KINDS = ['import', 'save', 'rename', 'reshape', 'remove', 'compaction'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** An area as it is found after a kill. */
export interface FoundArea {
  readonly areaId: string;
  readonly version: number;
  readonly fault: string | null;
  readonly sizeBytes: number;
  readonly name: string | null;
  /** names of the notes: the tokens of the saves, and of the import */
  readonly notes: readonly string[];
  /** SHA-256 of the log's summary, with its map, and of all its events, exported */
  readonly whole: string;
}

/** A value that was acknowledged at a version, and those that were asked for without an answer. */
class Told<T> {
  readonly maybe = new Set<T>();
  constructor(
    public value: T,
    public version: number
  ) {}

  tell(value: T, version: number): void {
    if (version > this.version) [this.value, this.version] = [value, version];
  }

  allows(value: T): boolean {
    return value === this.value || this.maybe.has(value);
  }
}

interface KnownArea {
  readonly log: LogName;
  readonly notes: Set<string>;
  readonly maybeNotes: Set<string>;
  readonly name: Told<string>;
  readonly shape: Told<Shape>;
  removal: 'none' | 'asked' | 'acknowledged';
}

/**
 * What was asked of the vault and what was acknowledged, held against what is found after a kill. What was asked without an answer may have
 * happened or not; what was acknowledged must have.
 */
export class History {
  readonly #areas = new Map<string, KnownArea>();
  readonly #importing = new Map<string, LogName>();

  /** @param expected `FoundArea.whole` of each log in each shape */
  constructor(private readonly expected: Readonly<Record<LogName, Readonly<Record<Shape, string>>>>) {}

  /** Areas that nobody was asked to remove. */
  get areaIds(): readonly string[] {
    return Array.from(this.#areas).flatMap(([areaId, { removal }]) => (removal === 'none' ? [areaId] : []));
  }

  shapeOf(areaId: string): Shape {
    return this.#areas.get(areaId)!.shape.value;
  }

  asked(act: Act): void {
    if (act.kind === 'import') this.#importing.set(act.token, act.log);
    if (act.kind === 'import' || act.kind === 'compaction') return;
    const area = this.#areas.get(act.areaId)!;
    if (act.kind === 'save') area.maybeNotes.add(act.token);
    if (act.kind === 'rename') area.name.maybe.add(act.token);
    if (act.kind === 'reshape') area.shape.maybe.add(act.shape);
    if (act.kind === 'remove' && area.removal === 'none') area.removal = 'asked';
  }

  acknowledged(act: Act, { version, areaId }: { readonly areaId: string; readonly version: number }): void {
    if (act.kind === 'compaction') return;
    if (act.kind === 'import') {
      this.#importing.delete(act.token);
      this.#areas.set(areaId, known(act.log, act.log, 'step', version, [act.token]));
      return;
    }
    const area = this.#areas.get(act.areaId)!;
    if (act.kind === 'save') area.notes.add(act.token);
    if (act.kind === 'rename') area.name.tell(act.token, version);
    if (act.kind === 'reshape') area.shape.tell(act.shape, version);
    if (act.kind === 'remove') area.removal = 'acknowledged';
  }

  /** @returns what is wrong; what is found is what is known from here on */
  settle(found: readonly FoundArea[]): string[] {
    const wrong: string[] = [];
    const there = new Map(found.map((area) => [area.areaId, area]));
    for (const [areaId, area] of this.#areas) {
      if (!there.has(areaId) && area.removal === 'none') wrong.push(`${areaId} is lost`);
      if (there.has(areaId) && area.removal === 'acknowledged') wrong.push(`${areaId} came back`);
    }
    const settled = found.map((area) => [area.areaId, this.#settled(area, wrong)] as const);
    this.#areas.clear();
    this.#importing.clear();
    for (const [areaId, area] of settled) this.#areas.set(areaId, area);
    return wrong;
  }

  #settled(found: FoundArea, wrong: string[]): KnownArea {
    const say = (what: string): void => void wrong.push(`${found.areaId} (${found.name}): ${what}`);
    if (found.fault) say(`is ${found.fault}`);
    const token = found.notes.find((note) => this.#importing.has(note));
    const before = this.#areas.get(found.areaId) ?? (token && known(this.#importing.get(token)!, null, 'step', 1, [token]));
    if (!before) {
      say('was never asked for');
      return known('small', found.name, 'step', found.version, found.notes);
    }
    for (const note of before.notes) if (!found.notes.includes(note)) say(`${note} was acknowledged and is lost`);
    for (const note of found.notes)
      if (!before.notes.has(note) && !before.maybeNotes.has(note)) say(`${note} was never asked for`);
    const name = found.name ?? '';
    if (!before.name.allows(name)) say(`is not called ${before.name.value}`);
    const shapes = this.expected[before.log];
    const shape = found.whole === shapes.clerk ? 'clerk' : 'step';
    if (found.whole !== shapes[shape]) say('its log is another one');
    else if (!before.shape.allows(shape)) say(`its activity is not ${before.shape.value}`);
    for (const told of [before.name, before.shape])
      if (told.version > found.version) say(`version ${told.version} was acknowledged`);
    return known(before.log, name, shape, found.version, found.notes);
  }
}

function known(log: LogName, name: string | null, shape: Shape, version: number, notes: readonly string[]): KnownArea {
  return {
    log,
    notes: new Set(notes),
    maybeNotes: new Set(),
    name: new Told(name ?? log, version),
    shape: new Told(shape, version),
    removal: 'none'
  };
}
