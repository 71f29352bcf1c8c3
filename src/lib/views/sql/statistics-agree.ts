import type { Engine } from '$lib/engine/protocol';
import type { LogSummary, SqlAnswer } from '$lib/model/analysis';
import type { DurationStatistics } from '$lib/model/map';
import type { LogSelection } from '$lib/model/selection';
import type { SqlCatalogue } from '$lib/model/sql-catalogue';
import type { WorkStatistics } from '$lib/model/statistics';
import { rowsAgree, type Agreement, type OurRow } from './agreement';

/** Whose numbers are compared. */
export interface StatisticsOf {
  readonly engine: Pick<Engine, 'analyse'>;
  readonly summary: Pick<LogSummary, 'logId' | 'activities' | 'edgeFrom' | 'edgeTo'>;
  readonly selection: LogSelection;
}

type Compare<N extends keyof SqlCatalogue> = (answer: SqlAnswer, of: StatisticsOf, params: SqlCatalogue[N]) => Promise<Agreement>;

/** Rows that both sides list at most. */
const MOST_ROWS = 100_000;
const HOURS = 24;

const asked = ({ summary, selection }: StatisticsOf): [logId: string, selection: LogSelection] => [summary.logId, selection];
const one = (answer: SqlAnswer, numbers: OurRow['numbers']): Agreement => rowsAgree(answer, [], [{ key: [0], numbers }]);

/** How the statements of the statistics page are compared with its numbers. */
export const STATISTICS_COMPARES = {
  overview: async (answer, of) => {
    const found = await of.engine.analyse('overview', ...asked(of), {});
    return one(answer, {
      cases: found.cases,
      variants: found.variants,
      activities: found.activities,
      first_ms: found.firstUtcMs,
      last_ms: found.lastUtcMs,
      arrivals_per_day: found.arrivalsPerDay,
      arrival_gap_ms: found.arrivalGapMs,
      completions_per_day: found.completionsPerDay,
      completion_gap_ms: found.completionGapMs,
      mean_events: found.eventsPerCase.mean,
      median_events: found.eventsPerCase.median,
      mean_ms: found.durationMs.mean,
      median_ms: found.durationMs.median,
      p90_ms: found.durationMs.p90,
      active_mean: found.activeMean
    });
  },
  'active-cases': async (answer, of) => {
    const { activeMost, activeMostUtcMs } = await of.engine.analyse('overview', ...asked(of), {});
    return one(answer, { active_most: activeMost || NaN, at_ms: activeMostUtcMs });
  },
  'case-spread': async (answer, of, { metric }) => {
    const { missing, spread } = await of.engine.analyse('case-histogram', ...asked(of), { metric, bins: 1, scale: 'linear' });
    return one(answer, { missing, ...spread });
  },
  'case-histogram': async (answer, of, { metric, bins: wanted }) => {
    const { bins } = await of.engine.analyse('case-histogram', ...asked(of), { metric, bins: wanted, scale: 'linear' });
    const ours = Array.from(bins.count, (cases, bin): OurRow => ({
      key: [bin],
      numbers: { from_metric: bins.from[bin], to_metric: bins.to[bin], cases }
    }));
    return rowsAgree(
      answer,
      ['bin'],
      ours.filter(({ numbers }) => numbers.cases !== 0)
    );
  },
  'activity-statistics': async (answer, of) => {
    const found = await of.engine.analyse('activity-statistics', ...asked(of), {});
    const ours = of.summary.activities.map((activity, a): OurRow => ({
      key: [activity],
      numbers: {
        ...workAt(found, a),
        rework_cases: found.reworkCases[a],
        extra_executions: found.extraExecutions[a],
        self_loops: found.selfLoops[a],
        self_loop_cases: found.selfLoopCases[a],
        loops: found.loops[a],
        loop_cases: found.loopCases[a],
        resources: found.resources?.[a]
      }
    }));
    return rowsAgree(
      answer,
      ['activity'],
      ours.filter(({ numbers }) => numbers.events !== 0)
    );
  },
  'resource-statistics': async (answer, of, { column }) => {
    const window = { search: '', order: 'events', descending: true, offset: 0, limit: MOST_ROWS } as const;
    const found = await of.engine.analyse('resource-statistics', ...asked(of), { column, ...window });
    return rowsAgree(
      answer,
      ['value'],
      found.values.map((value, i) => ({ key: [value], numbers: { ...workAt(found, i), activities: found.activities[i] } }))
    );
  },
  'calendar-heatmap': async (answer, of, { of: what, activity: label }) => {
    const activity = label === null ? null : of.summary.activities.indexOf(label);
    const { count } = await of.engine.analyse('calendar-heatmap', ...asked(of), { of: what, activity });
    const ours = Array.from(count, (n, i): OurRow => ({ key: [Math.floor(i / HOURS) + 1, i % HOURS], numbers: { count: n } }));
    return rowsAgree(
      answer,
      ['weekday', 'hour'],
      ours.filter(({ numbers }) => numbers.count !== 0)
    );
  },
  'performance-spectrum': async (answer, of, { from, to }) => {
    const { activities, edgeFrom, edgeTo } = of.summary;
    const edge = edgeFrom.findIndex((code, e) => activities[code] === from && activities[edgeTo[e]!] === to);
    const found = await of.engine.analyse('performance-spectrum', ...asked(of), { edge, maxLines: MOST_ROWS, bins: 1 });
    if (found.sampleStep > 1) return { all: 1, equal: Number(answer.isCut || answer.rows.length === found.total) };
    return rowsAgree(
      answer,
      [],
      Array.from(found.fromUtcMs, (at, i) => ({ key: [i], numbers: { from_ms: at, case_no: found.caseNo[i] } }))
    );
  },
  'activity-relations': async (answer, of, { activity: label, side }) => {
    const activity = of.summary.activities.indexOf(label);
    const { [side]: found } = await of.engine.analyse('activity-relations', ...asked(of), { activity });
    return rowsAgree(
      answer,
      ['activity'],
      Array.from(found.activity, (code, i) => ({
        key: [of.summary.activities[code]!],
        numbers: {
          eventual: found.eventual[i],
          eventual_cases: found.eventualCases[i],
          direct: found.direct[i],
          direct_cases: found.directCases[i],
          direct_median_ms: found.directMedianMs[i],
          next_median_ms: found.nextMedianMs[i]
        }
      }))
    );
  },
  'eventually-follows': async (answer, of) => {
    const { activities } = of.summary;
    const found = await of.engine.analyse('eventually-follows', ...asked(of), { limit: MOST_ROWS });
    return rowsAgree(
      answer,
      ['from', 'to'],
      Array.from(found.from, (from, i) => ({
        key: [activities[from]!, activities[found.to[i]!]!],
        numbers: { occurrences: found.occurrences[i], cases: found.cases[i] }
      }))
    );
  }
} satisfies { [N in keyof SqlCatalogue]?: Compare<N> };

function workAt(found: WorkStatistics, i: number): OurRow['numbers'] {
  return {
    events: found.events[i],
    cases: found.cases[i],
    first_cases: found.firstCases[i],
    last_cases: found.lastCases[i],
    ...timesAt('service', found.service, i),
    ...timesAt('before', found.before, i)
  };
}

function timesAt(name: 'service' | 'before', of: DurationStatistics | null, i: number): OurRow['numbers'] {
  return {
    [`${name}_count`]: of?.count[i],
    [`${name}_mean_ms`]: of?.meanMs[i],
    [`${name}_median_ms`]: of?.medianMs[i],
    [`${name}_p90_ms`]: of?.p90Ms[i],
    [`${name}_min_ms`]: of?.minMs[i],
    [`${name}_max_ms`]: of?.maxMs[i],
    [`${name}_sum_ms`]: of?.sumMs[i]
  };
}
