import { textAt } from '$lib/model/dictionary';
import type { LogColumns, TableColumn } from '$lib/model/log';
import type { DurationStatistics } from '$lib/model/map';
import type { ResourceStatistics, ValueOrder } from '$lib/model/statistics';
import { rankedStatistics } from '../performance/ranked-times';
import { compareTexts } from '../selection/attribute-values';
import { firstOfOrder } from '../variants/first-of-order';
import { codeCounts, columnWork, distinctWith, rowsOf, type CodeCounts } from './work-index';

/** Which rows of the table are asked for: see the catalogue. */
export interface ValueWindow {
  readonly search: string;
  readonly order: ValueOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/**
 * What was done under each value of a column (resource, role, any attribute of events): a window of the values, in the order asked for,
 * ties by the value's code points, the missing value last of them. What has no such time comes last.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events + values); the first call for a column sorts its times.
 */
export function resourceStatistics(
  log: LogColumns,
  column: TableColumn,
  asked: ValueWindow,
  keep: Uint8Array | null = null
): ResourceStatistics {
  const index = columnWork(log, column);
  const { dictionary } = column;
  const counts = codeCounts(log, index, keep);
  const service = index.service === null ? null : rankedStatistics(index.service, keep);
  const before = rankedStatistics(index.before, keep);
  const activities = distinctWith(log, index, log.activity, log.activities.length, -1, keep);
  const wanted = asked.search.toLowerCase();
  const found: number[] = [];
  let allEvents = 0;
  for (let k = 0; k < index.codes; k++) {
    allEvents += counts.events[k]!;
    if (counts.events[k] === 0) continue;
    if (wanted === '' || (k > 0 && textAt(dictionary, k).toLowerCase().includes(wanted))) found.push(k);
  }
  const key = keyOf(asked.order, counts, activities, service, before);
  const sign = asked.descending ? -1 : 1;
  const byText = (a: number, b: number): number => compareTexts(dictionary, a, b) * (key === null && a > 0 && b > 0 ? sign : 1);
  const compare = (a: number, b: number): number => {
    if (key === null) return byText(a, b);
    const x = key[a]!;
    const y = key[b]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || byText(a, b);
    return (x - y) * sign || byText(a, b);
  };
  const offset = Math.max(0, Math.floor(asked.offset));
  const rows = firstOfOrder(found, offset + Math.floor(asked.limit), compare).slice(offset);
  const pick = (values: Uint32Array): Uint32Array => Uint32Array.from(rows, (k) => values[k]!);
  return {
    total: found.length,
    allCases: counts.firstCases.reduce((sum, cases) => sum + cases, 0),
    allEvents,
    values: rows.map((k) => (k === 0 ? null : textAt(dictionary, k))),
    events: pick(counts.events),
    cases: pick(counts.cases),
    firstCases: pick(counts.firstCases),
    lastCases: pick(counts.lastCases),
    activities: pick(activities),
    service: service && rowsOf(service, rows),
    before: rowsOf(before, rows)
  };
}

/** What the rows are ordered by; null: the values themselves. */
function keyOf(
  order: ValueOrder,
  { events, cases, firstCases, lastCases }: CodeCounts,
  activities: Uint32Array,
  service: DurationStatistics | null,
  before: DurationStatistics
): ArrayLike<number> | null {
  const none = (): Float64Array => new Float64Array(events.length).fill(NaN);
  const keys: { [O in ValueOrder]: () => ArrayLike<number> | null } = {
    value: () => null,
    events: () => events,
    cases: () => cases,
    activities: () => activities,
    first: () => firstCases,
    last: () => lastCases,
    'service-mean': () => service?.meanMs ?? none(),
    'service-median': () => service?.medianMs ?? none(),
    'service-sum': () => service?.sumMs ?? none(),
    'before-mean': () => before.meanMs,
    'before-median': () => before.medianMs,
    'before-sum': () => before.sumMs
  };
  return keys[order]();
}
