import { beforeAll, describe, expect, test } from 'vitest';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { casePeriods, sortedDurations } from '$lib/kernel/performance/case-periods';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { activityStatistics } from '$lib/kernel/statistics/activity-statistics';
import { busyTime } from '$lib/kernel/statistics/busy-time';
import { eventuallyFollows } from '$lib/kernel/statistics/eventually-follows';
import { overview } from '$lib/kernel/statistics/overview';
import { percentileBy, spreadOf } from '$lib/kernel/statistics/spread';
import { timeSeries } from '$lib/kernel/statistics/time-series';
import { indexVariants } from '$lib/kernel/variants/variant-index';
import type { LogColumns, LogTable } from '$lib/model/log';
import {
  counted,
  derive,
  edgeKeys,
  expectMs,
  isThere,
  keyed,
  names,
  referenceOf,
  tableOf,
  type Distribution,
  type Reference
} from './real-logs';

// The kernels of the statistics against what pm4py computed on real logs: the whole of the sections cases, rework, interval and efg.

const UTC = { fromUtcMs: Float64Array.of(-Infinity), offsetMs: Float64Array.of(0) };
const DAY_S = 86_400;

/** A large number of seconds, within what doubles of seconds and of milliseconds can differ by. */
function expectNear(is: number, should: number): void {
  expect(Math.abs(is - should)).toBeLessThanOrEqual(1e-9 * Math.abs(should) + 1e-3);
}

function expectDistribution(ascendingMs: Float64Array, expected: Distribution): void {
  const spread = spreadOf(ascendingMs);
  const at = (share: number) => percentileBy((rank) => ascendingMs[rank]!, ascendingMs.length, share) / 1000;
  expect(spread.count).toBe(expected.n);
  for (const [share, value] of [
    [0.1, expected.p10],
    [0.25, expected.q1],
    [0.5, expected.median],
    [0.75, expected.q3],
    [0.9, expected.p90],
    [0.95, expected.p95],
    [0.99, expected.p99]
  ] as const) {
    expectNear(at(share), value);
  }
  expect([spread.q1, spread.median, spread.q3, spread.p90, spread.p95].map((ms) => ms / 1000)).toEqual(
    [0.25, 0.5, 0.75, 0.9, 0.95].map(at)
  );
  expectMs(spread.min, expected.min);
  expectMs(spread.max, expected.max);
  expectMs(spread.mean, expected.mean);
  expectNear(spread.sum / 1000, expected.sum);
  if (expected.std_sample === null) expect(spread.sd).toBeNaN();
  else expectNear(spread.sd / 1000, expected.std_sample);
}

/** The most open cases as the references count them: at a moment at which cases end and others start, the ends come first. */
function mostOpen(log: LogColumns): number {
  const { fromUtcMs, toUtcMs } = casePeriods(log);
  const steps = [...Array.from(fromUtcMs, (at) => [at, 1] as const), ...Array.from(toUtcMs, (at) => [at, -1] as const)];
  let open = 0;
  return steps
    .sort(([a, s], [b, t]) => a - b || s - t)
    .reduce((most, [, step]) => {
      open += step;
      return Math.max(most, open);
    }, 0);
}

/** The log with the events of each case by start, then complete, then as they were: the order of the section `interval`. */
function inStartOrder(log: LogColumns): LogColumns {
  const { caseStart, startMs, timeMs } = log;
  const order = Uint32Array.from(timeMs.keys());
  const began = (e: number) => startMs![e]!;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    order.subarray(caseStart[c], caseStart[c + 1]).sort((a, b) => began(a) - began(b) || timeMs[a]! - timeMs[b]! || a - b);
  }
  const activity = log.activity.map((_, i) => log.activity[order[i]!]!);
  return {
    ...log,
    activity,
    timeMs: timeMs.map((_, i) => timeMs[order[i]!]!),
    startMs: timeMs.map((_, i) => startMs![order[i]!]!),
    row: log.row.map((_, i) => log.row[order[i]!]!),
    variants: indexVariants(activity, caseStart, log.activities.length)
  };
}

describe.skipIf(!isThere).each(names)('%s', (name) => {
  const reference = isThere ? referenceOf(name) : ({} as Reference);
  let log: LogColumns;
  beforeAll(async () => {
    log = derive(await tableOf(name, reference, false)).log;
  });

  test('cases', () => {
    const { cases } = reference;
    const found = overview(log);
    expectDistribution(sortedDurations(log).timeMs, cases.duration);
    const spanS = (found.lastUtcMs - found.firstUtcMs) / 1000;
    expectNear(spanS, cases.span_seconds);
    expectNear((found.cases / spanS) * DAY_S, cases.cases_per_day);
    expectNear(found.eventsPerDay, cases.events_per_day);
    expectNear(found.arrivalGapMs / 1000, cases.arrival_average_pm4py);
    expectNear(found.completionGapMs / 1000, cases.dispersion_pm4py);
    expect(mostOpen(log)).toBe(cases.max_open_cases);
    expect(found.activeMost).toBeGreaterThanOrEqual(cases.max_open_cases);
    const months = timeSeries(log, UTC, 'month');
    const started = Array.from(months.casesStarted, (count, i) => [
      new Date(months.edgeUtcMs[i]!).toISOString().slice(0, 7),
      count
    ]);
    expect(started.filter(([, count]) => count !== 0)).toEqual(cases.cases_started_per_month_utc);
  });

  test('rework', () => {
    const found = activityStatistics(log, frequencyMap(log), null);
    expect(counted(log.activities, found.reworkCases)).toEqual(new Map(reference.rework.rework_cases));
    expect(counted(log.activities, found.extraExecutions)).toEqual(new Map(Object.entries(reference.rework.extra_executions)));
    expect(Array.from(found.selfLoops, (n, a) => n + found.loops[a]!)).toEqual([...found.extraExecutions]);
  });

  test.skipIf(!reference.efg)('eventually follows', () => {
    const { activities, occurrences, cases, pm4py } = reference.efg!;
    const found = eventuallyFollows(log, Infinity);
    const keyOf = (i: number) => [log.activities[found.from[i]!]!, log.activities[found.to[i]!]!];
    const among = Array.from(found.from.keys()).filter((i) => keyOf(i).every((label) => activities.includes(label)));
    expect(new Map(among.map((i) => [JSON.stringify(keyOf(i)), found.occurrences[i]!]))).toEqual(keyed(occurrences));
    expect(new Map(among.map((i) => [JSON.stringify(keyOf(i)), found.cases[i]!]))).toEqual(keyed(cases));
    if (pm4py) expect(keyed(pm4py)).toEqual(keyed(occurrences));
  });

  describe.skipIf(!reference.interval || reference.interval.skipped !== undefined)('interval', () => {
    let table: LogTable;
    let whole: LogColumns;
    beforeAll(async () => {
      table = await tableOf(name, reference, true);
      whole = derive(table).log;
    });

    test('service times by activity', () => {
      const { service_mean, service_median, service_sum, rows_with_start, start_after_end } = reference.interval;
      const { service } = activityStatistics(whole, frequencyMap(whole), null);
      expect(service!.count.reduce((a, b) => a + b, 0)).toBe(rows_with_start);
      expect(whole.timeMs.filter((time, e) => whole.startMs![e]! > time)).toHaveLength(start_after_end!);
      expect(new Set(whole.activities)).toEqual(new Set(Object.keys(service_mean!)));
      whole.activities.forEach((label, a) => {
        expectMs(service!.meanMs[a]!, service_mean![label]!);
        expectMs(service!.medianMs[a]!, service_median![label]!);
        expectMs(service!.sumMs[a]!, service_sum![label]!);
      });
    });

    test('edges and times from complete to start, in the order of starts', () => {
      const sorted = inStartOrder(whole);
      const { dfg_sorted_by_start_then_complete, waiting_complete_to_start } = reference.interval;
      expect(counted(edgeKeys(sorted), frequencyMap(sorted).edgeCount)).toEqual(keyed(dfg_sorted_by_start_then_complete!));
      const index = buildTimeIndex(sorted);
      const expected = keyed(waiting_complete_to_start!);
      expect(new Set(edgeKeys(sorted))).toEqual(new Set(expected.keys()));
      edgeKeys(sorted).forEach((key, edge) => {
        const { mean, median, min, max, sum, stdev } = expected.get(key)!;
        const { start, timeMs } = index.transition;
        const found = spreadOf(timeMs.slice(start[edge], start[edge + 1]).map((ms) => Math.max(ms, 0)));
        expectMs(found.mean, mean);
        expectMs(found.median, median);
        expectMs(found.min, min);
        expectMs(found.max, max);
        expectMs(found.sum, sum);
        if (Number.isNaN(found.sd)) expect(stdev ?? null).toBeNull();
        else expectMs(found.sd, stdev!);
      });
    });

    test('case durations from the first start, cycle time', () => {
      expectDistribution(sortedDurations(whole).timeMs, reference.interval.case_duration_start_to_complete!);
      // theirs leaves out the last stretch of work
      const { totalMs, lastMs } = busyTime(whole);
      const cases = whole.caseStart.length - 1;
      expectNear((totalMs - lastMs) / 1000 / cases, reference.interval.cycle_time_pm4py!);
      expect(overview(whole).cycleTimeMs).toBe(totalMs / cases);
    });
  });
});
