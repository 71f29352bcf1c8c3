import type { CodeArray, Dictionary, LogColumns, TableColumn } from '$lib/model/log';
import type { ColumnHead, CoreColumns } from './core-part';
import { arrayOf } from './code-kind';
import { packDictionary, unpackDictionary, type DictionaryCode } from './dictionary-code';
import { folded, unfolded } from './folded';
import { packNumbers, unpackNumbers, type NumberCode } from './number-code';
import { PartBuilder, type PartReader } from './part-file';
import { pause, STEPS } from './pause';
import { isWithMissing, type RowColumns } from './rows-part';

/**
 * The part `column:N`: the values of one column. Codes stand in the order of the events, where those of a case lie together, and only as
 * often as they change: one an activity where each activity has its own, one a case where each case has its own, otherwise one an event.
 */
export interface ColumnMeta {
  readonly by: 'activity' | 'case' | 'event';
  /** each code from the one before it, plus one */
  readonly counted: boolean;
  readonly codes: NumberCode;
  /** of the rows that are no event */
  readonly left: NumberCode;
  /** null: a missing value, then the ids of the cases */
  readonly dictionary: DictionaryCode | null;
}

/** @param left rows of the table that are no event, see `rowsLeft` */
export async function packColumn(
  writing: string,
  { codes, dictionary }: TableColumn,
  log: LogColumns,
  left: Uint32Array
): Promise<readonly Uint8Array[]> {
  const part = new PartBuilder();
  const { by, values } = await valuesOf(codes, log);
  const counted = by === 'case' && isCountedBetter(values);
  const isCaseIds = isWithMissing(dictionary, log.caseIds);
  const meta: ColumnMeta = {
    by,
    counted,
    codes: await packNumbers(part, 'code', counted ? countedFrom(values) : values),
    left: await packNumbers(
      part,
      'left',
      Uint32Array.from(left, (row) => codes[row]!)
    ),
    dictionary: isCaseIds ? null : await packDictionary(part, 'value', dictionary)
  };
  return part.finish(writing, meta);
}

export interface ColumnValues {
  readonly codes: CodeArray;
  readonly dictionary: Dictionary;
}

export async function unpackColumn(
  part: PartReader<ColumnMeta>,
  { kind }: Pick<ColumnHead, 'kind'>,
  rows: number,
  { activity, caseStart }: CoreColumns,
  { row, caseIds }: RowColumns,
  left: Uint32Array
): Promise<ColumnValues> {
  const { by, counted, codes: code, left: leftCode, dictionary } = part.meta;
  const values = await unpackNumbers(part, 'code', code, new Uint32Array(code.count));
  if (counted) for (let c = 0, before = 0; c < values.length; c++) values[c] = before = before + 1 + unfolded(values[c]!);
  const codes = arrayOf(kind, rows);
  if (by === 'event') for (let e = 0; e < row.length; e++) codes[row[e]!] = values[e]!;
  else if (by === 'activity') for (let e = 0; e < row.length; e++) codes[row[e]!] = values[activity[e]!]!;
  else {
    for (let c = 0; c + 1 < caseStart.length; c++) {
      const value = values[c]!;
      for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) codes[row[e]!] = value;
    }
  }
  const ofLeft = await unpackNumbers(part, 'left', leftCode, new Uint32Array(left.length));
  for (let i = 0; i < left.length; i++) codes[left[i]!] = ofLeft[i]!;
  return { codes, dictionary: dictionary === null ? withMissing(caseIds) : await unpackDictionary(part, 'value', dictionary) };
}

/** The codes of the events, as seldom as they change. */
async function valuesOf(
  codes: CodeArray,
  { activities, activity, caseStart, row }: LogColumns
): Promise<{ by: ColumnMeta['by']; values: Uint32Array }> {
  const ofActivity = new Int32Array(activities.length).fill(-1);
  const ofCase = new Uint32Array(caseStart.length - 1);
  const ofEvent = new Uint32Array(row.length);
  let byActivity = true;
  let byCase = true;
  for (let c = 0; c < ofCase.length; c++) {
    const end = caseStart[c + 1]!;
    const from = caseStart[c]!;
    if (from === end) continue;
    ofCase[c] = codes[row[from]!]!;
    for (let e = from; e < end; e++) {
      const code = (ofEvent[e] = codes[row[e]!]!);
      if (code !== ofCase[c]) byCase = false;
      const known = ofActivity[activity[e]!]!;
      if (known < 0) ofActivity[activity[e]!] = code;
      else if (known !== code) byActivity = false;
    }
    if ((from ^ end) & STEPS) await pause();
  }
  if (byActivity) return { by: 'activity', values: Uint32Array.from(ofActivity, (code) => Math.max(code, 0)) };
  return byCase ? { by: 'case', values: ofCase } : { by: 'event', values: ofEvent };
}

function isCountedBetter(codes: Uint32Array): boolean {
  let steps = 0;
  let own = 0;
  for (let c = 0, before = 0; c < codes.length; c++) {
    steps += Math.abs(codes[c]! - before - 1);
    own += codes[c]!;
    before = codes[c]!;
  }
  return steps < own / 4;
}

function countedFrom(codes: Uint32Array): Float64Array {
  const steps = new Float64Array(codes.length);
  for (let c = 0, before = 0; c < codes.length; c++) {
    steps[c] = folded(codes[c]! - before - 1);
    before = codes[c]!;
  }
  return steps;
}

function withMissing({ size, bytes, offsets }: Dictionary): Dictionary {
  const shifted = new Uint32Array(size + 2);
  shifted.set(offsets, 1);
  return { size: size + 1, bytes: bytes.slice(), offsets: shifted };
}
