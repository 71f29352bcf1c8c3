import type { EdgeMetric, MapMetric } from '$lib/model/map';
import type { PlayClock } from '$lib/model/playback';
import type { LogSelection } from '$lib/model/selection';
import { EVERYTHING } from '$lib/model/selection';
import type { CasesView } from './cases-view';
import { FIRST_VARIANTS, type VariantsView } from './variants-view';
import { FIRST_STATISTICS, type StatisticsView } from './statistics-view';

/** Everything an analyst can change about what is looked at, as one immutable value: undo and redo walk over these. */
export interface ViewState {
  readonly selection: LogSelection;
  /** 0..1 */
  readonly activityShare: number;
  readonly pathShare: number;
  /** labels of activities hidden by hand */
  readonly hidden: readonly string[];
  readonly nodeMetric: MapMetric;
  readonly edgeMetric: EdgeMetric;
  readonly direction: 'down' | 'right';
  readonly map: MapSettings;
  /** absent: see `firstCases` */
  readonly cases?: CasesView;
  readonly variants: VariantsView;
  /** activity sequences of variants that the map shows over all else, at most `MOST_OVERLAID` */
  readonly overlay: readonly (readonly string[])[];
  readonly statistics: StatisticsView;
}

/** What stands out on the map beside its metrics. */
export interface MapSettings {
  /** a ring in each box: the share of the selected cases that pass it */
  readonly ring: boolean;
  /** paths that lead back, and what they lead back to, stand out */
  readonly rework: boolean;
  /** name of the column that activities and paths are told apart by in the inspector; null = a likely one */
  readonly breakdown: string | null;
  /** how cases are played, and how many of them */
  readonly play: { readonly clock: PlayClock; readonly most: number };
}

/** How many cases may be played at once. */
export const PLAYED_CASES = [200, 1000, 5000] as const;

export const FIRST_VIEW: ViewState = {
  selection: EVERYTHING,
  activityShare: 1,
  pathShare: 0.2,
  hidden: [],
  nodeMetric: 'total',
  edgeMetric: 'median',
  direction: 'down',
  map: { ring: false, rework: false, breakdown: null, play: { clock: 'absolute', most: 1000 } },
  variants: FIRST_VARIANTS,
  overlay: [],
  statistics: FIRST_STATISTICS
};

/** More activities than this do not read on a first look: the most frequent few are shown then. */
const READABLE_ACTIVITIES = 30;
const FIRST_ACTIVITIES = 16;

/** What is shown first of a log with so many activities. */
export function firstView(activities: number): ViewState {
  return activities <= READABLE_ACTIVITIES ? FIRST_VIEW : { ...FIRST_VIEW, activityShare: FIRST_ACTIVITIES / activities };
}

const STEPS = 100;

/** Two states of a history, one beside the other: what a step of undo (redo) takes back (brings back) is told from them. */
export interface Step<T> {
  readonly before: T;
  readonly after: T;
}

/** Undo and redo over immutable states, at most 100 steps back; steps of one `key` in a row (a dragged slider) count as one. */
export class History<T> {
  #past: T[] = [];
  #future: T[] = [];
  #present: T;
  #lastKey: string | null = null;

  constructor(first: T) {
    this.#present = first;
  }

  get present(): T {
    return this.#present;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get undoStep(): Step<T> | null {
    const before = this.#past.at(-1);
    return before === undefined ? null : { before, after: this.#present };
  }
  get redoStep(): Step<T> | null {
    const after = this.#future.at(-1);
    return after === undefined ? null : { before: this.#present, after };
  }

  push(next: T, key: string | null = null): void {
    if (key === null || key !== this.#lastKey) this.#past = [...this.#past, this.#present].slice(-STEPS);
    this.#lastKey = key;
    this.#future = [];
    this.#present = next;
  }

  /** Take the last step back as if it had never been, if it was one of this key. @returns whether it was */
  drop(key: string): boolean {
    if (key !== this.#lastKey) return false;
    this.#present = this.#past.pop() ?? this.#present;
    this.#lastKey = null;
    return true;
  }

  /** Every state as `change` makes it of what it was, those that undo and redo go to as well: no step of its own. */
  rewrite(change: (state: T) => T): void {
    this.#past = this.#past.map(change);
    this.#future = this.#future.map(change);
    this.#present = change(this.#present);
  }

  undo(): void {
    const previous = this.#past.pop();
    if (previous === undefined) return;
    this.#future.push(this.#present);
    this.#present = previous;
    this.#lastKey = null;
  }

  redo(): void {
    const next = this.#future.pop();
    if (next === undefined) return;
    this.#past.push(this.#present);
    this.#present = next;
    this.#lastKey = null;
  }
}
