import { textAt } from '$lib/model/dictionary';
import type { CodeArray, LogColumns, TableColumn } from '$lib/model/log';
import type { DottedChart, DottedChartParams, DottedPoints, DottedRaster, DottedX } from '$lib/model/timing';
import { casePeriods } from '../performance/case-periods';
import { firstOfOrder } from '../variants/first-of-order';
import { rowOrder, type RowOrder } from './dotted-rows';

/** Values that are rows are named up to this many. */
const MAX_LABELS = 2000;
/** Cells of the raster at most: 4 bytes a cell and colour meanwhile. */
const MAX_CELLS = 1 << 20;
/** A colour is a byte, and 255 says that a cell is empty. */
const MAX_COLOURS = 254;

/**
 * Every event as a dot: one by one where there are few, otherwise counted in the cells of a raster with the colour of most of them.
 *
 * @param rowColumn, colourColumn of the table, as `params` name them; colour null = activity
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events of the selected cases + cells x colours). Source of the chart: Song, van der Aalst, Supporting Process Mining by Showing
 * Events at a Glance (2007).
 */
export function dottedChart(
  log: LogColumns,
  rowColumn: TableColumn | null,
  colourColumn: TableColumn | null,
  params: Pick<DottedChartParams, 'x' | 'rows' | 'colours' | 'width' | 'height' | 'maxPoints'>,
  keep: Uint8Array | null = null
): DottedChart {
  const order = rowOrder(log, params.rows, rowColumn, keep);
  const colours = colouring(log, colourColumn, params.colours, keep);
  const events = colours.legendEvents.reduce((sum, n) => sum + n, 0);
  const { xFrom, xTo } = extentOf(log, params.x, keep);
  const dots: Dots = { log, keep, x: params.x, order, rowColumn, colours };
  return {
    events,
    rows: order.rows,
    xFrom,
    xTo,
    legend: colours.legend,
    legendEvents: colours.legendEvents,
    rowLabels:
      rowColumn && order.codes && order.rows <= MAX_LABELS ? Array.from(order.codes, (code) => label(rowColumn, code)) : null,
    drawing: events <= params.maxPoints ? points(dots, events) : raster(dots, params.width, params.height, xFrom, xTo)
  };
}

interface Colouring {
  readonly legend: readonly (string | null)[];
  readonly legendEvents: Uint32Array;
  /** [codes] */
  readonly colourOf: Uint8Array;
  /** [rows of the table] codes of a column; null: by activity */
  readonly codes: CodeArray | null;
}

interface Dots {
  readonly log: LogColumns;
  readonly keep: Uint8Array | null;
  readonly x: DottedX;
  readonly order: RowOrder;
  readonly rowColumn: TableColumn | null;
  readonly colours: Colouring;
}

const label = ({ dictionary }: TableColumn, code: number): string | null => (code === 0 ? null : textAt(dictionary, code));

/** The most frequent codes have a colour each, ties by code; all others the last one. */
function colouring(log: LogColumns, column: TableColumn | null, wanted: number, keep: Uint8Array | null): Colouring {
  const { caseStart, activity, row } = log;
  const codes = column?.codes ?? null;
  const events = new Uint32Array(column ? Math.max(column.dictionary.size, 1) : log.activities.length);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) events[codes === null ? activity[e]! : codes[row[e]!]!]!++;
  }
  const found = [...events.keys()].filter((code) => events[code]! > 0);
  const limit = Math.min(MAX_COLOURS, Math.max(0, Math.floor(wanted)));
  const most = firstOfOrder(found, limit, (a, b) => events[b]! - events[a]! || a - b);
  const colourOf = new Uint8Array(events.length).fill(most.length);
  most.forEach((code, k) => (colourOf[code] = k));
  const legendEvents = new Uint32Array(most.length + 1);
  events.forEach((n, code) => (legendEvents[colourOf[code]!]! += n));
  const legend = most.map((code) => (column ? label(column, code) : log.activities[code]!));
  return { legend, legendEvents, colourOf, codes };
}

/** The range of x; NaN where nothing is selected. */
function extentOf(log: LogColumns, x: DottedX, keep: Uint8Array | null): { xFrom: number; xTo: number } {
  const { caseStart, timeMs } = log;
  const { fromUtcMs } = casePeriods(log);
  let xFrom = Infinity;
  let xTo = -Infinity;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const first = caseStart[c]!;
    const last = caseStart[c + 1]! - 1;
    if (last < first || (keep !== null && keep[c] === 0)) continue;
    const origin = x === 'since-start' ? fromUtcMs[c]! : 0;
    if (timeMs[first]! - origin < xFrom) xFrom = timeMs[first]! - origin;
    if (timeMs[last]! - origin > xTo) xTo = timeMs[last]! - origin;
  }
  if (xTo < xFrom) return { xFrom: NaN, xTo: NaN };
  return x === 'position' ? { xFrom: 0, xTo: 1 } : { xFrom, xTo };
}

/** Every selected event with its place; `draw` gets x, row, colour, event and case. */
function eachDot(dots: Dots, draw: (x: number, row: number, colour: number, e: number, c: number) => void): void {
  const { log, keep, x, order, rowColumn, colours } = dots;
  const { caseStart, activity, row, timeMs } = log;
  const { fromUtcMs } = casePeriods(log);
  const { codes, colourOf } = colours;
  const rowCodes = rowColumn?.codes;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    const first = caseStart[c]!;
    const last = caseStart[c + 1]! - 1;
    const origin = x === 'since-start' ? fromUtcMs[c]! : 0;
    for (let e = first; e <= last; e++) {
      const at = x === 'position' ? (last === first ? 0 : (e - first) / (last - first)) : timeMs[e]! - origin;
      const line = order.ofCase === null ? order.ofCode![rowCodes![row[e]!]!]! : order.ofCase[c]!;
      draw(at, line, colourOf[codes === null ? activity[e]! : codes[row[e]!]!]!, e, c);
    }
  }
}

function points(dots: Dots, events: number): DottedPoints {
  const x = new Float64Array(events);
  const row = new Uint32Array(events);
  const colour = new Uint8Array(events);
  const activity = new Uint32Array(events);
  const caseNo = new Uint32Array(events);
  let n = 0;
  eachDot(dots, (at, line, colourNo, e, c) => {
    x[n] = at;
    row[n] = line;
    colour[n] = colourNo;
    activity[n] = dots.log.activity[e]!;
    caseNo[n++] = c;
  });
  return { kind: 'points', x, row, colour, activity, caseNo };
}

function raster(dots: Dots, wantedWidth: number, wantedHeight: number, xFrom: number, xTo: number): DottedRaster {
  const width = Math.max(1, Math.min(Math.floor(wantedWidth), 4096));
  const height = Math.max(1, Math.min(Math.floor(wantedHeight), Math.floor(MAX_CELLS / width), dots.order.rows));
  const shades = dots.colours.legendEvents.length;
  const byColour = new Uint32Array(width * height * shades);
  const perX = xTo > xFrom ? width / (xTo - xFrom) : 0;
  const perRow = height / dots.order.rows;
  eachDot(dots, (at, line, colour) => {
    const across = Math.min(width - 1, Math.floor((at - xFrom) * perX));
    const down = Math.min(height - 1, Math.floor(line * perRow));
    byColour[(down * width + across) * shades + colour]!++;
  });
  const count = new Uint32Array(width * height);
  const colour = new Uint8Array(count.length).fill(255);
  let maxCount = 0;
  for (let cell = 0; cell < count.length; cell++) {
    let most = 0;
    let total = 0;
    for (let k = 0; k < shades; k++) {
      const n = byColour[cell * shades + k]!;
      total += n;
      if (n > most) {
        most = n;
        colour[cell] = k;
      }
    }
    count[cell] = total;
    if (total > maxCount) maxCount = total;
  }
  return { kind: 'raster', width, height, count, colour, maxCount };
}
