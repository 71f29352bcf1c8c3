import type { Messages } from '$lib/i18n/messages';
import type { LogColumnSummary } from '$lib/model/analysis';
import type { ResourceStatistics, ValueOrder } from '$lib/model/statistics';

/** A number that a value has: what it is called, where it stands in a window. */
export interface ValueColumn {
  readonly id: ValueOrder;
  readonly name: string;
  readonly kind: 'count' | 'time';
  readonly values: ArrayLike<number>;
  readonly hasBar?: boolean;
}

/** The columns of a table of values, those that the log has. */
export function valueColumns(s: ResourceStatistics, hasStart: boolean, t: Messages['statistics']): readonly ValueColumn[] {
  const words = t.activities.columns;
  return [
    { id: 'events', name: words.events, kind: 'count', values: s.events, hasBar: true },
    { id: 'cases', name: words.cases, kind: 'count', values: s.cases, hasBar: true },
    { id: 'activities', name: t.resources.columns.activities, kind: 'count', values: s.activities },
    { id: 'first', name: words.first, kind: 'count', values: s.firstCases },
    { id: 'last', name: words.last, kind: 'count', values: s.lastCases },
    ...(s.service
      ? ([
          { id: 'service-median', name: words.serviceMedian, kind: 'time', values: s.service.medianMs },
          { id: 'service-mean', name: words.serviceMean, kind: 'time', values: s.service.meanMs },
          { id: 'service-sum', name: words.serviceSum, kind: 'time', values: s.service.sumMs }
        ] as const)
      : []),
    { id: 'before-median', name: hasStart ? words.waitingMedian : words.beforeMedian, kind: 'time', values: s.before.medianMs },
    { id: 'before-mean', name: hasStart ? words.waitingMean : words.beforeMean, kind: 'time', values: s.before.meanMs },
    { id: 'before-sum', name: hasStart ? words.waitingSum : words.beforeSum, kind: 'time', values: s.before.sumMs }
  ];
}

/** Whose work is listed first: the resource, the role, or the attribute with the fewest values (two at least, where there is one). */
export function firstColumn(columns: readonly LogColumnSummary[]): string | undefined {
  const byRole = (role: string): string | undefined => columns.find((column) => column.role === role)?.name;
  const ranked = columns
    .filter(({ role }) => role === 'attribute')
    .toSorted((a, b) => Number(a.distinct < 2) - Number(b.distinct < 2) || a.distinct - b.distinct);
  return byRole('resource') ?? byRole('role') ?? ranked[0]?.name ?? byRole('activity');
}
