import type { SqlAnswer, SqlCell } from '$lib/model/analysis';

export interface Agreement {
  /** numbers compared, and those that are the same */
  readonly all: number;
  readonly equal: number;
}

export type SqlRows = Pick<SqlAnswer, 'columns' | 'rows'>;

/** One row of ours: what it is about, and its numbers by the name of SQL's column. */
export interface OurRow {
  readonly key: readonly SqlCell[];
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

/** Sums of milliseconds in another order differ in the last bits; a millionth of one is nothing. */
const RELATIVE = 1e-9;
const LEAST = 1e-6;

/**
 * Compare the rows of an answer with ours, number by number; what only one side has differs.
 *
 * @param keys columns that say what a row is about; none: its place
 * @param ours with a number of every column that is compared
 */
export function rowsAgree(answer: SqlRows, keys: readonly string[], ours: readonly OurRow[]): Agreement {
  const at = (name: string): number => answer.columns.indexOf(name);
  const keyOf = (row: readonly SqlCell[], i: number): string =>
    JSON.stringify(keys.length === 0 ? [i] : keys.map((key) => row[at(key)]));
  const theirs = new Map(answer.rows.map((row, i) => [keyOf(row, i), row]));
  const compared = Object.keys(ours[0]?.numbers ?? {}).filter((name) => at(name) !== -1);
  let [all, equal, found] = [0, 0, 0];
  for (const { key, numbers } of ours) {
    const row = theirs.get(JSON.stringify(key));
    if (row) found++;
    for (const name of compared) {
      const value = numbers[name];
      if (value === undefined) continue;
      all++;
      if (row && isSame(row[at(name)], value)) equal++;
    }
  }
  // rows that we do not have
  return { all: all + (answer.rows.length - found) * Math.max(1, compared.length), equal };
}

function isSame(theirs: SqlCell | undefined, ours: number): boolean {
  const value = typeof theirs === 'number' ? theirs : theirs === null || theirs === undefined ? NaN : Number(theirs);
  if (Number.isNaN(value) || Number.isNaN(ours)) return Number.isNaN(value) && Number.isNaN(ours);
  return Math.abs(value - ours) <= Math.max(LEAST, RELATIVE * Math.abs(ours));
}
