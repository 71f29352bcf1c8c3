import type { ColumnRole, LogTable } from '$lib/model/log';
import { activeClauses, hasEffect, type Clause, type ClauseKind, type ClauseOf, type LogSelection } from '$lib/model/selection';
import type { Pieces } from './kept-log/lazy-log';

/**
 * What is read of a log besides its core (activities, variants): the times of the events; which row each event is, with the ids of cases
 * (`rows`); a column, by its name or role; every column; the table's own times. A column brings the rows with it.
 */
export type Need = 'events' | 'rows' | 'columns' | 'times' | { readonly column: string } | { readonly role: ColumnRole };

/** What each kind of clause reads besides the times of the events. A new kind fails the type check until it says so. */
const CLAUSE_NEEDS: { readonly [K in ClauseKind]: (clause: ClauseOf<K>) => readonly Need[] } = {
  variant: ({ column }) => named(column),
  activity: () => [],
  follows: ({ compare }) => named(compare?.column),
  'time-span': ({ mode }) => (mode === 'trimmed' ? ['rows'] : []),
  attribute: ({ column }) => [{ column }],
  range: ({ column }) => [{ column }],
  metric: ({ metric }) => ofMetric(metric),
  rework: () => [],
  completion: () => [],
  'case-list': () => ['rows'],
  top: ({ by }) => ofMetric(by),
  coverage: () => [],
  sql: () => ['columns'],
  group: ({ clauses }) => clauses.flatMap(needsOfClause),
  // a log without some of its events is one of its own, with rows
  events: ({ column }) => ['rows', ...named(column)],
  crop: () => ['rows']
};

/** What is read to find what a selection leaves of a log: of one that leaves all of it, nothing. */
export function needsOfSelection(selection: LogSelection): readonly Need[] {
  const { names = [] } = selection;
  const clauses = activeClauses(selection);
  if (names.length === 0 && clauses.length === 0) return [];
  // under other names it is a log of its own, with rows; most clauses look at times
  return ['events', ...(names.length > 0 ? (['rows'] as const) : []), ...clauses.flatMap(needsOfClause)];
}

function needsOfClause(clause: Clause): readonly Need[] {
  if (!hasEffect(clause)) return [];
  const needs = CLAUSE_NEEDS[clause.kind] as (clause: Clause) => readonly Need[];
  return needs(clause);
}

/** A column by its name, where there is one. */
export function named(column: string | null | undefined): readonly Need[] {
  return column === null || column === undefined ? [] : [{ column }];
}

/** What a metric of cases (or another fact of theirs) is measured by. */
export function ofMetric(metric: string): readonly Need[] {
  return metric === 'cost' ? [{ role: 'cost' }] : [];
}

/** Needs as pieces of a log: the first column of a name or role, as kernels take it; none where the log has no such column. */
export function piecesOf(needs: readonly Need[], { columns }: Pick<LogTable, 'columns'>): Pieces {
  const wanted = new Set<number>();
  for (const need of needs) {
    if (need === 'columns') columns.forEach((_, index) => wanted.add(index));
    else if (typeof need === 'object') {
      wanted.add(columns.findIndex(({ name, role }) => ('column' in need ? name === need.column : role === need.role)));
    }
  }
  wanted.delete(-1);
  return { events: needs.includes('events'), rows: needs.includes('rows'), times: needs.includes('times'), columns: wanted };
}
