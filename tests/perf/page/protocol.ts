import type { Clause } from '$lib/model/selection';

/** What the bench asks of its page, one thing at a time. Times are wall milliseconds inside the worker. */
export type KernelAsk =
  /** make the log: the bench's own, or one in which nearly every case is a variant of its own */
  | { readonly kind: 'prepare'; readonly events: number; readonly log: 'purchase-to-pay' | 'distinct' }
  /** read the activity column once, summing */
  | { readonly kind: 'floor-activity' }
  /** read the time column once, summing */
  | { readonly kind: 'floor-time' }
  /** the frequency map of a random share of the cases, never asked before */
  | { readonly kind: 'frequency-map'; readonly share: number; readonly seed: number }
  | { readonly kind: 'map-times'; readonly share: number; readonly seed: number }
  /** both kernels against a plain walk over the events, for one selection */
  | { readonly kind: 'check'; readonly share: number; readonly seed: number };

/** What the bench asks of a log that is open as the app has it. */
export type LogAsk =
  | { readonly kind: 'open'; readonly events: number }
  /** read the activity column once, summing */
  | { readonly kind: 'floor' }
  /** every number of the map page under one filter clause that was never asked for before */
  | { readonly kind: 'filter'; readonly clause: Clause }
  /** a step of a brush over the case durations: what every view shows of the selection */
  | { readonly kind: 'brush'; readonly min: number; readonly max: number }
  /** what the statistics page asks for when it first opens */
  | { readonly kind: 'statistics' };

/** What the bench asks of a log that is kept in the page's own vault, and of the same bytes beside it, unsealed. */
export type VaultAsk =
  /** make the log and its parts; facts: bytes in all */
  | { readonly kind: 'prepare'; readonly events: number }
  /** write all parts: into the vault, or as files */
  | { readonly kind: 'write'; readonly sealed: boolean }
  /** read the core, open the log, every number of its first map */
  | { readonly kind: 'reopen'; readonly sealed: boolean }
  /** read all of it: every part */
  | { readonly kind: 'read'; readonly sealed: boolean };

export interface KernelAnswer {
  readonly ms: number;
  /** what was found, so that nothing can be optimised away and logs can be compared */
  readonly facts: Readonly<Record<string, number>>;
}
