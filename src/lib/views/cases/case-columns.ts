import { formatCount, formatDuration, formatTime } from '$lib/i18n/format';
import type { LanguageCode, Messages } from '$lib/i18n/messages';
import type { LogSummary } from '$lib/model/analysis';
import { CASE_FACTS, type CaseColumn, type CaseFact } from '$lib/model/cases';
import { columnKey } from '$lib/session/cases-view';
import type { GridColumn } from '$lib/ui/grid-column';

/** What the numbers of a fact are: moments, durations, or counts (of money too). */
type Kind = 'moment' | 'duration' | 'count';

const KINDS: Record<CaseFact, Kind> = {
  case: 'count',
  variant: 'count',
  start: 'moment',
  end: 'moment',
  duration: 'duration',
  events: 'count',
  activities: 'count',
  rework: 'count',
  'self-loops': 'count',
  waiting: 'duration',
  service: 'duration',
  'longest-wait': 'duration',
  cost: 'count'
};

const WIDTHS: Record<Kind, number> = { moment: 136, duration: 96, count: 88 };
const ATTRIBUTE_PX = 152;

/** A number of a case as people read it; a dash where there is none. */
export function factText(fact: CaseFact, value: number, zone: string, language: LanguageCode): string {
  if (Number.isNaN(value)) return '–';
  const kind = KINDS[fact];
  if (kind === 'moment') return formatTime(value, zone, language);
  return kind === 'duration' ? formatDuration(value, language) : formatCount(value, language);
}

/** Whether larger values come first when it is sorted by for the first time. */
export function startsDescending(column: CaseColumn): boolean {
  return 'fact' in column && column.fact !== 'case' && column.fact !== 'variant' && KINDS[column.fact] !== 'moment';
}

export function columnTitle(column: CaseColumn, t: Messages['cases']): string {
  return 'fact' in column ? t.facts[column.fact] : column.attribute;
}

function columnHint(column: CaseColumn, { columns }: LogSummary, t: Messages['cases']): string {
  if ('fact' in column) return t.hints[column.fact];
  const isOfCase = columns.find(({ name }) => name === column.attribute)?.scope === 'case';
  return isOfCase ? t.caseAttributeHint(column.attribute) : t.attributeHint(column.attribute);
}

/** A column of the list as the grid shows it. */
export function gridColumn(column: CaseColumn, summary: LogSummary, t: Messages['cases']): GridColumn {
  const isFact = 'fact' in column;
  const isNumber = isFact || summary.columns.find(({ name }) => name === column.attribute)?.type === 'number';
  return {
    key: columnKey(column),
    title: columnTitle(column, t),
    hint: columnHint(column, summary, t),
    width: isFact ? WIDTHS[KINDS[column.fact]] : ATTRIBUTE_PX,
    align: isNumber ? 'end' : 'start',
    sortable: true
  };
}

/** Facts that a log has: without start times no service and no waiting, without a cost column no cost. */
function factsOf({ hasStart, columns }: LogSummary): CaseFact[] {
  const hasCost = columns.some(({ role }) => role === 'cost');
  return CASE_FACTS.filter((fact) => {
    if (fact === 'case') return false;
    if (fact === 'service' || fact === 'waiting') return hasStart;
    return fact !== 'cost' || hasCost;
  });
}

/** Every column that the list of this log can have, besides the case's id. */
export function possibleColumns(summary: LogSummary): CaseColumn[] {
  const { caseColumns } = summary.shape;
  const attributes = summary.columns.filter(
    ({ index, role, distinct }) => role !== 'ignore' && distinct > 0 && !(caseColumns.length === 1 && caseColumns[0] === index)
  );
  const names = new Set(attributes.map(({ name }) => name));
  return [
    ...factsOf(summary).map((fact): CaseColumn => ({ fact })),
    ...[...names].map((attribute): CaseColumn => ({ attribute }))
  ];
}
