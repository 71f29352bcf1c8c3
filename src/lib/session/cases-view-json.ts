import { CASE_FACTS, type CaseColumn, type CaseFact, type CaseOrder, type CaseSearch } from '$lib/model/cases';
import { boolean, listOf, objectOf, oneOf, optional, orNull, refuse, text, type Reader } from '$lib/model/json-shape';
import { CASE_AXES, type CasesView } from './cases-view';

const eitherOf = objectOf<{ fact?: CaseFact | undefined; attribute?: string | undefined }>({
  fact: optional(oneOf(CASE_FACTS)),
  attribute: optional(text())
});

const column: Reader<CaseColumn> = (value, path) => {
  const { fact, attribute } = eitherOf(value, path);
  if (fact !== undefined) return { fact };
  return attribute === undefined ? refuse(path) : { attribute };
};

/** What was chosen in a list of cases, of unknown origin. @throws MiningError `bad-analysis` */
export const casesViewFrom: Reader<CasesView> = objectOf<CasesView>({
  columns: listOf(column, 10_000),
  order: objectOf<CaseOrder>({ by: column, descending: boolean }),
  search: objectOf<CaseSearch>({ text: text(), column: orNull(text()) }),
  pinned: listOf(text()),
  opened: orNull(text()),
  timeAxis: oneOf(CASE_AXES)
});
