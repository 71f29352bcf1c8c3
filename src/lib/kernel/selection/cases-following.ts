import type { LogColumns, LogTable } from '$lib/model/log';
import type { FollowsClause } from '$lib/model/selection';
import { columnNamed } from './selection-input';

/**
 * The cases in which a pair of events `from`, `to` (directly, or at any later position) meets the clause's bounds and compare.
 *
 * @param candidates [variants] 1 = has such a pair, bounds and compare left aside
 * @returns [cases] 1 = held
 * @throws MiningError `unknown-column`
 *
 * Time O(events of the candidates), with a binary search an event `to` where pairs may be apart: times ascend within a case, so the
 * partners whose transition time lies within the bounds are neighbours.
 */
export function casesFollowing(log: LogColumns, table: LogTable, clause: FollowsClause, candidates: Uint8Array): Uint8Array {
  const { caseStart, variants } = log;
  const search = new PairSearch(log, table, clause);
  const mask = new Uint8Array(caseStart.length - 1);
  for (let c = 0; c < mask.length; c++) {
    if (candidates[variants.variantOf[c]!] === 0) continue;
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    mask[c] = (clause.reach === 'directly' ? search.hasDirect(first, end) : search.hasApart(first, end)) ? 1 : 0;
  }
  return mask;
}

/** Looks for a pair in one case after the other; holds the room it works in. */
class PairSearch {
  readonly #from: number;
  readonly #to: number;
  readonly #minMs: number;
  readonly #maxMs: number;
  /** [events] when each began */
  readonly #beganMs: Float64Array;
  /** [rows] values to compare, 0 = missing; null: none */
  readonly #codes: ArrayLike<number> | null;
  readonly #equal: boolean;
  /** events `from` of the case, from place 1 on; where values must be equal, one value's after the other's */
  #partners = new Uint32Array(64);
  /** [partners] place of the next one of another value; where values must differ */
  #nextOther = new Uint32Array(64);
  /** [values] places of each value's partners, and how many; where values must be equal */
  readonly #startOf: Uint32Array;
  readonly #endOf: Uint32Array;

  constructor(
    private readonly log: LogColumns,
    table: LogTable,
    { from, to, minMs, maxMs, compare }: FollowsClause
  ) {
    const column = compare && columnNamed(table, compare.column);
    this.#from = log.activities.indexOf(from);
    this.#to = log.activities.indexOf(to);
    this.#minMs = minMs ?? -Infinity;
    this.#maxMs = maxMs ?? Infinity;
    this.#beganMs = log.startMs ?? log.timeMs;
    this.#codes = column?.codes ?? null;
    this.#equal = compare?.equal ?? false;
    const values = column && this.#equal ? column.dictionary.size : 0;
    this.#startOf = new Uint32Array(values);
    this.#endOf = new Uint32Array(values);
  }

  /** Neighbours, `from` and `to`. */
  hasDirect(first: number, end: number): boolean {
    const { activity } = this.log;
    for (let e = first + 1; e < end; e++) {
      if (activity[e - 1] !== this.#from || activity[e] !== this.#to) continue;
      const ms = this.#transitionMs(e - 1, e);
      if (ms < this.#minMs || ms > this.#maxMs) continue;
      if (this.#codes === null) return true;
      const before = this.#codeOf(e - 1);
      const after = this.#codeOf(e);
      if (before !== 0 && after !== 0 && (before === after) === this.#equal) return true;
    }
    return false;
  }

  /** An event `from`, and one `to` anywhere behind it. */
  hasApart(first: number, end: number): boolean {
    const { activity } = this.log;
    const last = this.#gather(first, end);
    if (this.#equal) this.#sortByValue(last);
    else if (this.#codes !== null) this.#findOthers(last);
    let found = false;
    for (let e = first + 1; e < end && !found; e++) found = activity[e] === this.#to && this.#hasPartner(e, last);
    if (this.#equal) for (let i = 1; i < last; i++) this.#endOf[this.#codeOf(this.#partners[i]!)] = 0;
    return found;
  }

  /** @returns the place behind the last partner */
  #gather(first: number, end: number): number {
    const { activity } = this.log;
    if (this.#partners.length <= end - first) {
      this.#partners = new Uint32Array(2 * (end - first));
      this.#nextOther = new Uint32Array(2 * (end - first));
    }
    let at = 1;
    for (let e = first; e < end; e++) {
      if (activity[e] === this.#from && (this.#codes === null || this.#codeOf(e) !== 0)) this.#partners[at++] = e;
    }
    return at;
  }

  #sortByValue(last: number): void {
    const events = this.#nextOther;
    events.set(this.#partners.subarray(1, last), 1);
    for (let i = 1; i < last; i++) this.#startOf[this.#codeOf(events[i]!)] = 0;
    for (let i = 1; i < last; i++) this.#startOf[this.#codeOf(events[i]!)]!++;
    let at = 1;
    for (let i = 1; i < last; i++) {
      const code = this.#codeOf(events[i]!);
      if (this.#endOf[code] === 0) {
        const count = this.#startOf[code]!;
        this.#startOf[code] = this.#endOf[code] = at;
        at += count;
      }
      this.#partners[this.#endOf[code]!++] = events[i]!;
    }
  }

  #findOthers(last: number): void {
    for (let i = last - 1; i >= 1; i--) {
      const isSame = i + 1 < last && this.#codeOf(this.#partners[i]!) === this.#codeOf(this.#partners[i + 1]!);
      this.#nextOther[i] = isSame ? this.#nextOther[i + 1]! : i + 1;
    }
  }

  #hasPartner(event: number, last: number): boolean {
    if (this.#codes === null) return this.#firstWithin(event, 1, last) < last;
    const code = this.#codeOf(event);
    if (code === 0) return false;
    if (this.#equal)
      return this.#endOf[code] !== 0 && this.#firstWithin(event, this.#startOf[code]!, this.#endOf[code]!) < this.#endOf[code]!;
    const first = this.#firstWithin(event, 1, last);
    if (first === last) return false;
    if (this.#codeOf(this.#partners[first]!) !== code) return true;
    const other = this.#nextOther[first]!;
    return other < last && this.#isWithin(this.#partners[other]!, event);
  }

  /** The place of the first partner in `low .. high` within the bounds of `event`; `high` where none is. */
  #firstWithin(event: number, low: number, high: number): number {
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#transitionMs(this.#partners[middle]!, event) > this.#maxMs) low = middle + 1;
      else high = middle;
    }
    return low < end && this.#isWithin(this.#partners[low]!, event) ? low : end;
  }

  /** Whether the partner is before the event and not too long before; it is never too short before one that is not. */
  #isWithin(partner: number, event: number): boolean {
    return partner < event && this.#transitionMs(partner, event) >= this.#minMs;
  }

  #transitionMs(before: number, after: number): number {
    const began = this.#beganMs[after]!;
    // NaN, a missing start, is unequal to itself
    return (began === began ? began : this.log.timeMs[after]!) - this.log.timeMs[before]!;
  }

  #codeOf(event: number): number {
    return this.#codes![this.log.row[event]!]!;
  }
}
