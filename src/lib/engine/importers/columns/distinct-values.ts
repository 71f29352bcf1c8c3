/** A previewed column with each distinct value once, in order of first appearance; the empty value is left out. */
export interface DistinctValues {
  readonly texts: readonly string[];
  /** [texts] rows with the value */
  readonly counts: readonly number[];
  /** [texts] first row with the value */
  readonly firstRow: readonly number[];
  /** [rows] index into `texts`, -1 for empty */
  readonly codes: Int32Array;
  readonly rows: number;
  readonly empty: number;
}

/**
 * Code the values `valueAt(0 .. rows - 1)` of a column. White space alone is empty. Cost: one hash lookup a row.
 */
export function distinctValues(rows: number, valueAt: (row: number) => string | undefined): DistinctValues {
  const codeOf = new Map<string, number>();
  const texts: string[] = [];
  const counts: number[] = [];
  const firstRow: number[] = [];
  const codes = new Int32Array(rows);
  let empty = 0;
  let lastText = '';
  let lastCode = -1;
  for (let row = 0; row < rows; row++) {
    const text = valueAt(row);
    if (text === undefined || text === '') {
      codes[row] = -1;
      empty++;
      continue;
    }
    if (text !== lastText) {
      let code = codeOf.get(text);
      if (code === undefined) {
        code = text.trim() === '' ? -1 : texts.length;
        codeOf.set(text, code);
        if (code >= 0) {
          texts.push(text);
          counts.push(0);
          firstRow.push(row);
        }
      }
      lastText = text;
      lastCode = code;
    }
    codes[row] = lastCode;
    if (lastCode < 0) empty++;
    else counts[lastCode]!++;
  }
  return { texts, counts, firstRow, codes, rows, empty };
}
