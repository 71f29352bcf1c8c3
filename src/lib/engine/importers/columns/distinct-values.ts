/** A previewed column with each distinct value once, in order of first appearance; the empty value is left out. */
export interface DistinctValues {
  readonly texts: readonly string[];
  /** [texts] rows with the value */
  readonly counts: Uint32Array;
  /** [texts] first row with the value */
  readonly firstRow: Uint32Array;
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
  const counts = new Uint32Array(rows);
  const firstRow = new Uint32Array(rows);
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
      const known = codeOf.get(text);
      if (known !== undefined) lastCode = known;
      else {
        lastCode = text.trim() === '' ? -1 : texts.length;
        codeOf.set(text, lastCode);
        if (lastCode >= 0) {
          firstRow[lastCode] = row;
          texts.push(text);
        }
      }
      lastText = text;
    }
    codes[row] = lastCode;
    if (lastCode < 0) empty++;
    else counts[lastCode]!++;
  }
  return { texts, counts: counts.slice(0, texts.length), firstRow: firstRow.slice(0, texts.length), codes, rows, empty };
}
