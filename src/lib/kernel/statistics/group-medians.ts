import { medianOf } from '../performance/median-of';

/**
 * The median (type 7) of the numbers of each group; NaN where a group has none.
 *
 * @param groups [n] below `size`, `times` [n] not NaN
 *
 * Time O(n) as a rule; memory 8 bytes a number.
 */
export function medianOfGroups({ groups, times }: { groups: Uint32Array; times: Float64Array }, size: number): Float64Array {
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < groups.length; i++) start[groups[i]! + 1]!++;
  for (let g = 0; g < size; g++) start[g + 1]! += start[g]!;
  const place = start.slice();
  const dealt = new Float64Array(groups.length);
  for (let i = 0; i < groups.length; i++) dealt[place[groups[i]!]!++] = times[i]!;
  return Float64Array.from({ length: size }, (_, g) =>
    medianOf(dealt.subarray(start[g], start[g + 1]), start[g + 1]! - start[g]!)
  );
}

/** Numbers with the group of each, added one by one: no one knows beforehand how many. 12 bytes each, up to twice that while they grow. */
export class GroupedTimes {
  #length = 0;
  #groups = new Uint32Array(1 << 10);
  #times = new Float64Array(1 << 10);

  add(group: number, time: number): void {
    if (this.#length === this.#groups.length) this.#grow();
    this.#groups[this.#length] = group;
    this.#times[this.#length++] = time;
  }

  /** See `medianOfGroups`. */
  medians(size: number): Float64Array {
    return medianOfGroups({ groups: this.#groups.subarray(0, this.#length), times: this.#times.subarray(0, this.#length) }, size);
  }

  #grow(): void {
    const groups = new Uint32Array(2 * this.#length);
    const times = new Float64Array(2 * this.#length);
    groups.set(this.#groups);
    times.set(this.#times);
    this.#groups = groups;
    this.#times = times;
  }
}
