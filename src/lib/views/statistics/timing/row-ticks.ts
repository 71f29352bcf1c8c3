import type { DottedChart } from '$lib/model/timing';
import type { Tick } from '$lib/ui/chart/chart';

const LABEL_PX = 14;
const MOST_LETTERS = 22;

/** Labels of the rows of a dotted chart: the values, as many as have room; or how many cases there are down to a row. */
export function rowTicks(
  { rowLabels, rows }: Pick<DottedChart, 'rowLabels' | 'rows'>,
  heightPx: number,
  nameOf: (value: string | null) => string,
  count: (n: number) => string
): readonly Tick[] {
  if (rows === 0) return [];
  if (!rowLabels) {
    const places = rows < 5 ? [0, 1] : [0, 0.25, 0.5, 0.75, 1];
    return places.map((at) => ({ at: 1 - at, label: count(Math.round(at * rows)) }));
  }
  const every = Math.max(1, Math.ceil((rows * LABEL_PX) / heightPx));
  return rowLabels.flatMap((value, row) => {
    if (row % every !== 0) return [];
    const name = nameOf(value);
    const label = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
    return [{ at: 1 - (row + 0.5) / rows, label }];
  });
}
