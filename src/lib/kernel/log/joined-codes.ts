import { MiningError } from '$lib/model/errors';
import { textAt } from '$lib/model/dictionary';
import type { CodeArray, LogTable, TableColumn } from '$lib/model/log';

/** What stands between the parts of a label that several columns make. */
export const LABEL_SEPARATOR = ' | ';

/** Codes of one column, or of several columns taken together. Code 0: every column is missing in the row. */
export interface JoinedCodes {
  /** [rows] */
  readonly codes: CodeArray;
  /** distinct codes, the missing one included */
  readonly size: number;
  /** The label of a code (not 0): the parts joined with ` | `, an empty text where a part is missing. */
  readonly label: (code: number) => string;
}

/**
 * The codes of a choice of columns. One column: its own codes. Several: one code a distinct combination, by first appearance.
 *
 * @param columns indices into `table.columns`
 * @throws MiningError `unknown-column` where an index does not exist
 *
 * Cost: nothing for one column; one hash probe a row and further column otherwise, and 4 bytes a row.
 */
export function joinedCodes(table: LogTable, columns: readonly number[]): JoinedCodes {
  const chosen = columns.map((index) => columnAt(table, index));
  const first = chosen[0];
  if (first === undefined) return { codes: new Uint8Array(table.rows), size: 1, label: () => '' };
  if (chosen.length === 1) {
    return { codes: first.codes, size: first.dictionary.size, label: (code) => textAt(first.dictionary, code) };
  }
  let codes = first.codes;
  let firstRows: readonly number[] = [];
  for (const column of chosen.slice(1)) ({ codes, firstRows } = joinTwo(codes, column.codes));
  return {
    codes,
    size: firstRows.length,
    label: (code) => {
      const row = firstRows[code]!;
      return chosen.map(({ codes: part, dictionary }) => textAt(dictionary, part[row]!)).join(LABEL_SEPARATOR);
    }
  };
}

/** One code a distinct pair of codes, by first appearance; 0 for (0, 0). `firstRows`: by code, the first row that has it. */
export function joinTwo(left: CodeArray, right: CodeArray): { codes: Uint32Array; firstRows: number[] } {
  const codes = new Uint32Array(left.length);
  const firstRows = [-1];
  let table = new Uint32Array(1 << 12);
  let mask = table.length - 1;
  for (let row = 0; row < codes.length; row++) {
    const a = left[row]!;
    const b = right[row]!;
    if (a === 0 && b === 0) continue;
    let slot = slotOf(a, b, mask);
    let code = table[slot]!;
    while (code !== 0 && (left[firstRows[code]!] !== a || right[firstRows[code]!] !== b)) {
      slot = (slot + 1) & mask;
      code = table[slot]!;
    }
    if (code === 0) {
      code = firstRows.length;
      firstRows.push(row);
      table[slot] = code;
      if (code * 2 > mask) {
        table = new Uint32Array(table.length * 4);
        mask = table.length - 1;
        for (let known = 1; known <= code; known++) {
          let free = slotOf(left[firstRows[known]!]!, right[firstRows[known]!]!, mask);
          while (table[free] !== 0) free = (free + 1) & mask;
          table[free] = known;
        }
      }
    }
    codes[row] = code;
  }
  return { codes, firstRows };
}

function slotOf(a: number, b: number, mask: number): number {
  const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & mask;
}

function columnAt(table: LogTable, index: number): TableColumn {
  const column = table.columns[index];
  if (!column) throw new MiningError('unknown-column', { column: index });
  return column;
}
