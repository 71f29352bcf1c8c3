import type { CaseSource } from '../selection/selection-input';

/** What a case list is made from: a log as the selection leaves it, with its table, and the selected cases. */
export interface CaseListInput extends CaseSource {
  /** [cases] 1 = selected; null = every case. Must not change: orders are kept for it. */
  readonly keep: Uint8Array | null;
}
