import type { Messages } from '$lib/i18n/messages';
import type { ActivityStatistics } from '$lib/model/statistics';
import type { DurationStatistics } from '$lib/model/map';

type Words = Messages['statistics']['activities']['columns'];

/** A number an activity has: what it is called, and where it stands. */
export interface ActivityColumn {
  readonly id: string;
  readonly name: string;
  readonly kind: 'count' | 'time';
  /** [activities] */
  readonly values: ArrayLike<number>;
}

/** The columns of the table of activities: those the log has. */
export function activityColumns(s: ActivityStatistics, hasStart: boolean, words: Words): readonly ActivityColumn[] {
  const count = (id: keyof Words, values: ArrayLike<number>): ActivityColumn => ({ id, name: words[id], kind: 'count', values });
  const times = (of: DurationStatistics, median: keyof Words, mean: keyof Words, sum: keyof Words): ActivityColumn[] => [
    { id: median, name: words[median], kind: 'time', values: of.medianMs },
    { id: mean, name: words[mean], kind: 'time', values: of.meanMs },
    { id: sum, name: words[sum], kind: 'time', values: of.sumMs }
  ];
  return [
    count('events', s.events),
    count('cases', s.cases),
    count('first', s.firstCases),
    count('last', s.lastCases),
    ...(s.service ? times(s.service, 'serviceMedian', 'serviceMean', 'serviceSum') : []),
    ...(hasStart
      ? times(s.before, 'waitingMedian', 'waitingMean', 'waitingSum')
      : times(s.before, 'beforeMedian', 'beforeMean', 'beforeSum')),
    count('rework', s.reworkCases),
    count('extra', s.extraExecutions),
    count('selfLoops', s.selfLoops),
    count('loops', s.loops),
    ...(s.resources ? [count('resources', s.resources)] : [])
  ];
}

/** Codes of the activities that occur, in order; what has no value comes last, ties go by label. */
export function sortedActivities(
  labels: readonly string[],
  s: ActivityStatistics,
  column: ActivityColumn | undefined,
  descending: boolean
): readonly number[] {
  const codes = labels.map((_, code) => code).filter((code) => s.events[code]! > 0);
  const byLabel = (a: number, b: number): number => (labels[a]! < labels[b]! ? -1 : labels[a]! > labels[b]! ? 1 : 0);
  const sign = descending ? -1 : 1;
  if (!column) return codes.sort((a, b) => sign * byLabel(a, b));
  const { values } = column;
  return codes.sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || byLabel(a, b);
    return sign * (x - y) || byLabel(a, b);
  });
}
