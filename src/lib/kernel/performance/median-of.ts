/**
 * The median (type 7) of the first `length` values, which are put in another order; NaN of none. Values must not be NaN.
 *
 * Time O(length) as a rule. Source: Hoare, Algorithm 65: Find (1961), with the middle of three as pivot.
 */
export function medianOf(values: Float64Array, length: number): number {
  if (length === 0) return NaN;
  const middle = length >> 1;
  select(values, length, middle);
  const high = values[middle]!;
  if (length % 2 === 1) return high;
  let low = values[0]!;
  for (let i = 1; i < middle; i++) if (values[i]! > low) low = values[i]!;
  return low + (high - low) / 2;
}

/** Put the value of a rank at its place, smaller ones before it and larger ones behind it. */
function select(values: Float64Array, length: number, rank: number): void {
  let from = 0;
  let to = length - 1;
  while (from < to) {
    const a = values[from]!;
    const b = values[(from + to) >> 1]!;
    const c = values[to]!;
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else return;
  }
}
