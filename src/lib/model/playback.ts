/** Whether cases are played when they happened, or as if all had begun together. */
export const PLAY_CLOCKS = ['absolute', 'relative'] as const;
export type PlayClock = (typeof PLAY_CLOCKS)[number];

/**
 * A sample of the selected cases and their ways over the edges, to be played. Times are UTC milliseconds, on the relative clock
 * milliseconds since the case began.
 */
export interface CaseTokens {
  /** selected cases that have an event */
  readonly cases: number;
  /** those of them that are played */
  readonly tokens: number;
  /** when the first token begins and the last one ends; NaN without tokens */
  readonly fromMs: number;
  readonly toMs: number;
  /** [tokens] when they begin and end, each ascending: how many are on their way is a look into both */
  readonly beginMs: Float64Array;
  readonly endMs: Float64Array;
  /** [moves] ascending by `leaveMs`: the token leaves an activity at `leaveMs` and reaches the next one over `edge` at `reachMs` */
  readonly token: Uint32Array;
  readonly edge: Uint32Array;
  readonly leaveMs: Float64Array;
  readonly reachMs: Float64Array;
}

/** The events of an activity, or the times a path was taken, by the value of an attribute: the most frequent values. */
export interface AttributeBreakdown {
  readonly events: number;
  /** distinct values, the missing one included where it occurs */
  readonly total: number;
  readonly rows: readonly BreakdownRow[];
}

export interface BreakdownRow {
  /** null = missing */
  readonly value: string | null;
  readonly events: number;
  /** cases with such an event */
  readonly cases: number;
  /** of the service times (without start times: the transition times into the activity), or of the path's transition times; NaN = none */
  readonly medianMs: number;
}
