/** A mark on an axis: where (0..1 from the left or from the bottom), and what it says. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** A part of an axis, 0..1, `from` <= `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is told of the place that is pointed at. */
export interface Readout {
  /** 0..1, where a line marks the place */
  readonly x: number;
  /** 0..1 from the bottom, where a dot marks it */
  readonly y?: number;
  /** the first line is the strong one */
  readonly lines: readonly string[];
}

/** One act of brushing: it begins, moves any number of times, and ends. What belongs to one act has one number. */
export interface BrushAct {
  readonly act: number;
  readonly isDone: boolean;
  /** by a pointer; otherwise each press of a key is one that is done */
  readonly isDrag: boolean;
}

/** A brush on the horizontal axis of a plot. */
export interface Brush {
  readonly span: Span | null;
  /** names of the two handles */
  readonly fromLabel: string;
  readonly toLabel: string;
  /** a place as words */
  readonly valueAt: (at: number) => string;
  /** what an arrow key moves a handle by, 0..1 */
  readonly step?: number;
  /** null = all of the axis */
  readonly onbrush: (span: Span | null, act: BrushAct) => void;
}

/** A line over the plot: `xs` and `ys` 0..1, `ys` from the bottom. */
export interface Series {
  readonly id: string;
  /** a token of colour */
  readonly token: string;
  readonly form: 'line' | 'area' | 'step';
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** so that two lines are told apart without their colour */
  readonly isDashed?: boolean;
}

/** px a text of the small size takes at most: 6.2 a Latin letter, 11 any wider one. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! > 0x2e80 ? 11 : 6.2;
  return width;
}

/** The ticks whose labels do not run into one another: the first and the last before those between them. */
export function apart(ticks: readonly Tick[], width: number, gap = 8): readonly Tick[] {
  const reach = ({ at, label }: Tick): readonly [left: number, right: number] => {
    const half = textWidth(label) / 2;
    const middle = Math.min(Math.max(at * width, half), width - half);
    return [middle - half, middle + half];
  };
  const last = ticks.at(-1);
  const end = last ? reach(last)[0] - gap : 0;
  let free = -Infinity;
  return ticks.filter((tick, i) => {
    const [left, right] = reach(tick);
    const isLast = i === ticks.length - 1;
    if (left < free || (!isLast && i > 0 && right > end)) return false;
    free = right + gap;
    return true;
  });
}

/** Path of a series in px. */
export function pathOf({ form, xs, ys }: Series, width: number, height: number): string {
  const n = Math.min(xs.length, ys.length);
  if (n === 0) return '';
  const parts: string[] = [];
  const x = (i: number): string => (xs[i]! * width).toFixed(1);
  const y = (i: number): string => ((1 - ys[i]!) * height).toFixed(1);
  for (let i = 0; i < n; i++) {
    if (i === 0) parts.push(`M${x(0)} ${y(0)}`);
    else parts.push(form === 'step' ? `H${x(i)}V${y(i)}` : `L${x(i)} ${y(i)}`);
  }
  if (form === 'area') parts.push(`L${x(n - 1)} ${height}L${x(0)} ${height}Z`);
  return parts.join('');
}

/** Index of the last of ascending `xs` that is at or before `x`; -1 where none is. */
export function lastAt(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
