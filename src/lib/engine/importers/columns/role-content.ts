import { DAY_MS } from './civil';
import type { ColumnFacts } from './column-facts';
import { patternTimeReader } from './time-reader';

const encoder = new TextEncoder();

/** Transitions of the XES lifecycle extension and words used for them. */
const TRANSITIONS = new Set(
  'schedule assign withdraw reassign start started suspend resume complete completed end ate_abort pi_abort autoskip manualskip abort skip unknown 開始 完了 終了 中断 再開'.split(
    ' '
  )
);

/** Whether every value is a lifecycle transition, a start or a complete among them. */
export function isLifecycle(column: ColumnFacts): boolean {
  const { texts } = column.values;
  if (texts.length === 0 || texts.length > 13) return false;
  const lower = texts.map((text) => text.trim().toLowerCase());
  return lower.every((text) => TRANSITIONS.has(text)) && lower.some((text) => /^(?:start|complete|開始|完了)/.test(text));
}

/** Whether the column counts its rows: integers, each larger than the one above. */
export function isRunningNumber(column: ColumnFacts): boolean {
  const { texts, rows } = column.values;
  if (column.type !== 'number' || texts.length !== rows || rows === 0) return false;
  let last = -Infinity;
  return texts.every((text) => {
    const value = Number(text);
    const grows = Number.isInteger(value) && value > last;
    last = value;
    return grows;
  });
}

/**
 * The column whose values recur the way cases do: many, each a few times. Null where none does.
 */
export function guessCaseByContent(columns: readonly ColumnFacts[]): ColumnFacts | null {
  let best: ColumnFacts | null = null;
  let bestScore = 0;
  for (const column of columns) {
    const { texts, rows } = column.values;
    const distinct = texts.length;
    if (column.type === 'time' || column.type === 'boolean' || distinct < 2 || column.filled < rows * 0.9) continue;
    if (texts.some((text) => /^[+-]?\d*\.\d/.test(text) && column.type === 'number')) continue;
    const perCase = column.filled / distinct;
    if (perCase < 1.2 || isRunningNumber(column)) continue;
    // most cases have 2 to 100 events; beyond that the more distinct column is the likelier
    const score =
      distinct * Math.min(1, (perCase - 1) / 2) * (column.nameScores.case === undefined ? 1 : 2) * (perCase > 200 ? 0.5 : 1);
    if (score > bestScore) [best, bestScore] = [column, score];
  }
  return best;
}

/**
 * The column whose values recur the way activities do: few texts, that change within a case, and of which cases begin with the
 * same one. Null where none does.
 *
 * @param caseColumn the case, null where it is unknown
 */
export function guessActivityByContent(columns: readonly ColumnFacts[], caseColumn: ColumnFacts | null): ColumnFacts | null {
  let best: ColumnFacts | null = null;
  let bestScore = 0;
  for (const column of columns) {
    const distinct = column.values.texts.length;
    if (column.type === 'time' || column.type === 'boolean' || distinct < 2 || distinct > 2000) continue;
    if (column.filled < column.values.rows * 0.7 || (column.filled >= 20 && distinct > column.filled / 2)) continue;
    const { change, begin } = caseColumn === null ? { change: 0.5, begin: 0.5 } : within(column, caseColumn);
    const named = 1 + Math.max(0, column.nameScores.activity ?? 0) / 40;
    const score = change * (0.2 + begin) * named * (column.type === 'text' ? 1 : 0.3);
    if (score > bestScore) [best, bestScore] = [column, score];
  }
  return best;
}

/** Share of the steps inside cases that change the value, and share of the cases that begin with the commonest first value. */
function within(column: ColumnFacts, caseColumn: ColumnFacts): { change: number; begin: number } {
  const cases = caseColumn.values.codes;
  const { codes, texts } = column.values;
  const last = new Int32Array(caseColumn.values.texts.length).fill(-2);
  const firsts = new Uint32Array(texts.length + 1);
  let steps = 0;
  let changes = 0;
  let begun = 0;
  for (let row = 0; row < codes.length; row++) {
    const c = cases[row]!;
    if (c < 0) continue;
    const value = codes[row]!;
    if (last[c] === -2) {
      firsts[value + 1]!++;
      begun++;
    } else {
      steps++;
      if (last[c] !== value) changes++;
    }
    last[c] = value;
  }
  return { change: steps === 0 ? 0.5 : changes / steps, begin: begun === 0 ? 0 : Math.max(...firsts) / begun };
}

/**
 * A second time column that is a start to the timestamp (or the complete to it, then `earlier` is false): on nearly no row later, on
 * some rows earlier, and, unlike times of the whole case, with about as many distinct values, that change within a case as often.
 */
export function guessStart(
  times: readonly ColumnFacts[],
  timestamp: ColumnFacts,
  caseColumn: ColumnFacts | null
): { column: ColumnFacts; earlier: boolean } | null {
  const ofTimestamp = utcByRow(timestamp);
  const score = timestamp.nameScores.timestamp ?? 0;
  const changes = (column: ColumnFacts): number => (caseColumn === null ? 1 : within(column, caseColumn).change);
  for (const column of times) {
    if (column.filled < timestamp.filled / 2 || column.values.texts.length < timestamp.values.texts.length / 3) continue;
    if (column.values.texts.length < 2 || changes(column) < changes(timestamp) / 2) continue;
    const other = utcByRow(column);
    // the day of the timestamp is not its start
    if (other.every(isMidnight) && !ofTimestamp.every(isMidnight)) continue;
    let both = 0;
    let before = 0;
    let after = 0;
    for (let row = 0; row < other.length; row++) {
      const difference = other[row]! - ofTimestamp[row]!;
      if (difference !== difference) continue;
      both++;
      if (difference < 0) before++;
      else if (difference > 0) after++;
    }
    if (before > 0 && after <= both * 0.01) return { column, earlier: true };
    if (after > 0 && before <= both * 0.01 && (column.nameScores.timestamp ?? 0) >= score) return { column, earlier: false };
  }
  return null;
}

function isMidnight(utcMs: number): boolean {
  return utcMs !== utcMs || utcMs % DAY_MS === 0;
}

function utcByRow(column: ColumnFacts): Float64Array {
  const { texts, codes } = column.values;
  const read = patternTimeReader(column.format!.pattern, null);
  const utcMs = texts.map((text) => {
    const bytes = encoder.encode(text);
    return read(bytes, 0, bytes.length);
  });
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : utcMs[code]!));
}
