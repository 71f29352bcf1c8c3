import type { Dictionary, LogColumns } from '$lib/model/log';
import { packDictionary, unpackDictionary, type DictionaryCode } from './dictionary-code';
import { folded, unfolded } from './folded';
import { packNumbers, unpackNumbers, type NumberCode } from './number-code';
import { PartBuilder, type PartReader } from './part-file';
import { pause, STEPS } from './pause';

/** The part `rows`: which row of the table each event is, and the ids of the cases. */
export interface RowsMeta {
  /** events in a case from the row below the one before */
  readonly steps: NumberCode;
  /** the first event of each case, from the row below the last of the case before; or, `byFirsts`, below the first of it */
  readonly firsts: NumberCode;
  readonly byFirsts: boolean;
  readonly caseIds: DictionaryCode;
}

/** Of the columnar log what the part `rows` holds. */
export type RowColumns = Pick<LogColumns, 'row' | 'caseIds'>;

export async function packRows(writing: string, { caseStart, row, caseIds }: LogColumns): Promise<readonly Uint8Array[]> {
  const part = new PartBuilder();
  const cases = caseStart.length - 1;
  const steps = new Float64Array(row.length - occupied(caseStart));
  const byLast = new Float64Array(occupied(caseStart));
  const byFirst = new Float64Array(byLast.length);
  let at = 0;
  let n = 0;
  let last = -1;
  let first = -1;
  let sumByLast = 0;
  let sumByFirst = 0;
  for (let c = 0; c < cases; c++) {
    const end = caseStart[c + 1]!;
    let e = caseStart[c]!;
    if (e === end) continue;
    sumByLast += byLast[n] = folded(row[e]! - last - 1);
    sumByFirst += byFirst[n++] = folded(row[e]! - first - 1);
    first = last = row[e]!;
    for (e++; e < end; e++) {
      steps[at++] = folded(row[e]! - last - 1);
      last = row[e]!;
    }
    if ((caseStart[c]! ^ end) & STEPS) await pause();
  }
  const byFirsts = sumByFirst < sumByLast;
  const meta: RowsMeta = {
    steps: await packNumbers(part, 'step', steps),
    firsts: await packNumbers(part, 'first', byFirsts ? byFirst : byLast),
    byFirsts,
    caseIds: await packDictionary(part, 'case', caseIds)
  };
  return part.finish(writing, meta);
}

export async function unpackRows(part: PartReader<RowsMeta>, caseStart: Uint32Array): Promise<RowColumns> {
  const { meta } = part;
  const cases = caseStart.length - 1;
  const row = new Uint32Array(caseStart[cases]!);
  const steps = await unpackNumbers(part, 'step', meta.steps, new Float64Array(meta.steps.count));
  const firsts = await unpackNumbers(part, 'first', meta.firsts, new Float64Array(meta.firsts.count));
  let at = 0;
  let n = 0;
  let last = -1;
  let first = -1;
  for (let c = 0; c < cases; c++) {
    const end = caseStart[c + 1]!;
    let e = caseStart[c]!;
    if (e === end) continue;
    row[e] = last = first = (meta.byFirsts ? first : last) + 1 + unfolded(firsts[n++]!);
    for (e++; e < end; e++) row[e] = last = last + 1 + unfolded(steps[at++]!);
  }
  return { row, caseIds: await unpackDictionary(part, 'case', meta.caseIds) };
}

/** Rows of the table that are no event, in the order of the file. */
export function rowsLeft(rows: number, row: Uint32Array): Uint32Array {
  if (row.length === rows) return new Uint32Array(0);
  const taken = new Uint8Array(rows);
  for (let e = 0; e < row.length; e++) taken[row[e]!] = 1;
  const left = new Uint32Array(rows - row.length);
  let at = 0;
  for (let r = 0; r < rows; r++) if (taken[r] === 0) left[at++] = r;
  return left;
}

function occupied(caseStart: Uint32Array): number {
  let cases = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) if (caseStart[c + 1]! > caseStart[c]!) cases++;
  return cases;
}

/** Whether two dictionaries have the same texts, but for the missing value that only the first begins with. */
export function isWithMissing(dictionary: Dictionary, texts: Dictionary): boolean {
  const { size, bytes, offsets } = dictionary;
  if (size !== texts.size + 1 || offsets[1] !== offsets[0] || bytes.length !== texts.bytes.length) return false;
  for (let i = 0; i <= texts.size; i++) if (offsets[i + 1] !== texts.offsets[i]) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== texts.bytes[i]) return false;
  return true;
}
