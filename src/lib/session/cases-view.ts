import type { LogSummary } from '$lib/model/analysis';
import type { CaseColumn, CaseListing } from '$lib/model/cases';

/** How a case's time line is drawn: equal times equally wide, or long gaps squeezed. */
export const CASE_AXES = ['even', 'squeezed'] as const;

/** What an analyst has chosen in the list of cases. */
export interface CasesView extends CaseListing {
  /** id of the case that is looked at */
  readonly opened: string | null;
  readonly timeAxis: (typeof CASE_AXES)[number];
}

/** What is chosen at first, but for the columns of attributes: see `firstCases`. */
export const FIRST_CASES: CasesView = {
  columns: [{ fact: 'variant' }, { fact: 'events' }, { fact: 'duration' }, { fact: 'start' }, { fact: 'end' }],
  order: { by: { fact: 'duration' }, descending: true },
  search: { text: '', column: null },
  pinned: [],
  opened: null,
  timeAxis: 'even'
};

/** Attributes shown at first. */
const FIRST_ATTRIBUTES = 3;

/** What is chosen at first in a log: a few of its attributes are shown too, those of cases before those of events. */
export function firstCases({ columns }: LogSummary): CasesView {
  const worth = columns.filter(({ role, distinct }) => role === 'attribute' && distinct > 1);
  const ofCases = worth.filter(({ scope }) => scope === 'case');
  const names = [...new Set([...ofCases, ...worth].map(({ name }) => name))].slice(0, FIRST_ATTRIBUTES);
  return { ...FIRST_CASES, columns: [...FIRST_CASES.columns, ...names.map((attribute) => ({ attribute }))] };
}

/** A column as a key of lists: no two columns share one. */
export function columnKey(column: CaseColumn): string {
  return 'fact' in column ? `=${column.fact}` : `@${column.attribute}`;
}

/** The same without what the log lacks: a view may come from another one. */
export function fittingCases(view: CasesView, { columns }: LogSummary): CasesView {
  const names = new Set(columns.map(({ name }) => name));
  const isThere = (column: CaseColumn): boolean => 'fact' in column || names.has(column.attribute);
  return {
    ...view,
    columns: view.columns.filter(isThere),
    order: isThere(view.order.by) ? view.order : FIRST_CASES.order,
    search: view.search.column === null || names.has(view.search.column) ? view.search : { ...view.search, column: null }
  };
}
