import type { LogSummary, SqlAnswer, SqlCell, VariantList } from '$lib/model/analysis';
import type { FrequencyMap, MapTimes } from '$lib/model/map';

export interface Agreement {
  /** numbers compared, and those that are the same */
  readonly all: number;
  readonly equal: number;
}

type SqlRows = Pick<SqlAnswer, 'columns' | 'rows'>;

/** Sums of milliseconds in another order differ in the last bits. */
const RELATIVE = 1e-9;

/** Compare the rows of the SQL for map counts or times, edge by edge, with the kernel's. */
export function edgesAgree(
  answer: SqlRows,
  summary: Pick<LogSummary, 'activities' | 'edgeFrom' | 'edgeTo'>,
  frequency: FrequencyMap,
  times: MapTimes | undefined
): Agreement {
  const column = (name: string): number => answer.columns.indexOf(name);
  const rows = new Map<SqlCell, Map<SqlCell, readonly SqlCell[]>>();
  for (const row of answer.rows) {
    const from = row[column('from')]!;
    if (!rows.has(from)) rows.set(from, new Map());
    rows.get(from)!.set(row[column('to')]!, row);
  }
  const numbers: Readonly<Record<string, ArrayLike<number> | undefined>> = {
    count: frequency.edgeCount,
    cases: frequency.edgeCases,
    max_repetition: frequency.edgeMaxRepetition,
    rework_cases: frequency.edgeReworkCases,
    mean_ms: times?.transition.meanMs,
    median_ms: times?.transition.medianMs,
    p90_ms: times?.transition.p90Ms,
    min_ms: times?.transition.minMs,
    max_ms: times?.transition.maxMs,
    sum_ms: times?.transition.sumMs
  };
  const compared = answer.columns.filter((name) => numbers[name] !== undefined);
  let [all, equal, found] = [0, 0, 0];
  for (let e = 0; e < summary.edgeFrom.length; e++) {
    if (frequency.edgeCount[e] === 0) continue;
    const row = rows.get(summary.activities[summary.edgeFrom[e]!]!)?.get(summary.activities[summary.edgeTo[e]!]!);
    if (row) found++;
    for (const name of compared) {
      all++;
      if (row && isSame(row[column(name)], numbers[name]![e]!)) equal++;
    }
  }
  // rows that the kernel does not have
  return { all: all + (answer.rows.length - found) * compared.length, equal };
}

/** The same for variants, which come in one order: row by row. */
export function variantsAgree(answer: SqlRows, list: VariantList): Agreement {
  const [cases, median] = [answer.columns.indexOf('cases'), answer.columns.indexOf('median_ms')];
  const rows = Math.max(answer.rows.length, list.rows.length);
  let equal = 0;
  for (let i = 0; i < rows; i++) {
    const [row, ours] = [answer.rows[i], list.rows[i]];
    if (!row || !ours) continue;
    equal += Number(isSame(row[cases], ours.cases)) + Number(isSame(row[median], ours.medianMs));
  }
  return { all: rows * 2, equal };
}

function isSame(theirs: SqlCell | undefined, ours: number): boolean {
  const value = typeof theirs === 'number' ? theirs : theirs === null || theirs === undefined ? NaN : Number(theirs);
  if (Number.isNaN(value) || Number.isNaN(ours)) return Number.isNaN(value) && Number.isNaN(ours);
  return Math.abs(value - ours) <= RELATIVE * Math.max(1, Math.abs(ours));
}
