/**
 * The median (type 7) of the numbers of each group; NaN where a group has none.
 *
 * @param groups [n] below `size`, `times` [n]
 *
 * Time O(n log n).
 */
export function medianOfGroups(
  { groups, times }: { groups: ArrayLike<number>; times: ArrayLike<number> },
  size: number
): Float64Array {
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < groups.length; i++) start[groups[i]! + 1]!++;
  for (let g = 0; g < size; g++) start[g + 1]! += start[g]!;
  const place = start.slice();
  const sorted = new Float64Array(groups.length);
  for (let i = 0; i < groups.length; i++) sorted[place[groups[i]!]!++] = times[i]!;
  return Float64Array.from({ length: size }, (_, g) => {
    const part = sorted.subarray(start[g], start[g + 1]).sort();
    const half = (part.length - 1) / 2;
    return part.length === 0 ? NaN : (part[Math.floor(half)]! + part[Math.ceil(half)]!) / 2;
  });
}
