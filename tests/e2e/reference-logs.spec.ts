import { expect, test } from '@playwright/test';
import type { MapTimes } from '../../src/lib/model/map';
import type { FrequencyMap } from '../../src/lib/model/map';
import type { ImportDraft, ImportPlan } from '../../src/lib/model/import';
import type { LogSummary } from '../../src/lib/model/analysis';
import { proposedPlan, withRole } from '../../src/lib/session/import-plan';
import {
  differences,
  hasShared,
  readReference,
  referenceLogs,
  serviceDifferences,
  SHARED,
  type MapNumbers
} from '../reference/expected';
import { openHarness, type Harness } from './support/worker-harness';

declare global {
  interface Window {
    harness: Harness;
  }
}

const EVERY_CASE = { clauses: [] };

/** Independent of our kernels: edges and durations in SQL over the open log, in DuckDB. */
const EDGES_SQL = `
  WITH pair AS (
    SELECT activity AS a, lead(activity) OVER w AS b, coalesce(lead(start_ms) OVER w, lead(complete_ms) OVER w) - complete_ms AS d
    FROM event WINDOW w AS (PARTITION BY case_no ORDER BY position))
  SELECT a, b, count(*) AS n, quantile_cont(d, 0.5) AS median, quantile_cont(d, 0.9) AS p90, avg(d) AS mean, min(d) AS min, max(d) AS max
  FROM pair WHERE b IS NOT NULL GROUP BY a, b`;

test.describe('every real log, in the production workers', () => {
  test.skip(!hasShared, '../shared is absent');
  test.setTimeout(180_000);

  for (const log of referenceLogs()) {
    test(log, async ({ page, baseURL }) => {
      const reference = readReference(log);
      await openHarness(page, baseURL!);
      await page.setInputFiles('#file', `${SHARED}logs/${log}`);
      const draft = await page.evaluate(() => window.harness.inspect());

      const plan = planFor(draft, reference._read.options);
      const first = await mapOf(page, plan);
      expect(differences(first.map, reference)).toEqual([]);

      // p90 has no reference: edge by edge against SQL
      expect(await sqlDifferences(page, first)).toEqual([]);

      const start = reference._read.options.start;
      if (start === undefined) return;
      const startColumn = draft.columns.find((column) => column.name === start)!.index;
      const second = await mapOf(page, withRole(plan, startColumn, 'start'));
      expect(serviceDifferences(second.map, reference)).toEqual([]);
      expect(await sqlDifferences(page, second)).toEqual([]);
    });
  }

  for (const log of ['09_a32f0n00.xes.gz', 'a32f0n20.xes.gz']) {
    test(`${log} has no times and is refused`, async ({ page, baseURL }) => {
      await openHarness(page, baseURL!);
      await page.setInputFiles('#file', `${SHARED}logs/${log}`);
      const code = await page.evaluate(async () => {
        try {
          await window.harness.inspect();
          return 'inspected';
        } catch (error) {
          return (error as { code: string }).code;
        }
      });
      expect(code).toBe('xes-no-time');
    });
  }
});

interface Opened {
  readonly summary: LogSummary;
  readonly map: MapNumbers;
  readonly p90: ReadonlyMap<string, number>;
}

function planFor(draft: ImportDraft, options: Record<string, string>): ImportPlan {
  let plan: ImportPlan = { ...proposedPlan(draft, 'UTC'), lifecycleMode: 'every-row' };
  for (const role of ['case', 'activity', 'timestamp'] as const) {
    const named = draft.columns.find((column) => column.name === options[role]);
    if (named) expect(plan.columns[named.index]!.role, `the role of ${named.name}`).toBe(role);
  }
  const start = plan.columns.find((column) => column.role === 'start');
  if (start) plan = withRole(plan, start.index, 'ignore');
  return plan;
}

async function mapOf(page: import('@playwright/test').Page, plan: ImportPlan): Promise<Opened> {
  const { summary, frequency, times } = await page.evaluate(async (wanted) => {
    const { summary } = await window.harness.open(wanted);
    const selection = { clauses: [] };
    const plain = (value: unknown): unknown =>
      ArrayBuffer.isView(value)
        ? [...(value as Float64Array)]
        : value && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
          : value;
    return {
      summary: { ...summary, edgeFrom: [...summary.edgeFrom], edgeTo: [...summary.edgeTo] } as unknown as LogSummary,
      frequency: plain((await window.harness.analyse('process-map', summary.logId, selection)).frequency) as FrequencyMap,
      times: plain(await window.harness.analyse('map-times', summary.logId, selection)) as MapTimes
    };
  }, plan);

  const { activities, edgeFrom, edgeTo } = summary;
  const map: MapNumbers = {
    cases: frequency.cases,
    events: frequency.events,
    variants: frequency.variants,
    activities: activities.map((label, a) => ({
      label,
      count: frequency.nodeCount[a]!,
      starts: frequency.starts[a]!,
      ends: frequency.ends[a]!,
      serviceMs: times.service && {
        mean: times.service.meanMs[a]!,
        median: times.service.medianMs[a]!,
        sum: times.service.sumMs[a]!
      }
    })),
    edges: Array.from(edgeFrom, (from, e) => ({
      from: activities[from]!,
      to: activities[edgeTo[e]!]!,
      count: frequency.edgeCount[e]!,
      cases: frequency.edgeCases[e]!,
      transitionMs: {
        mean: times.transition.meanMs[e]!,
        median: times.transition.medianMs[e]!,
        min: times.transition.minMs[e]!,
        max: times.transition.maxMs[e]!,
        sum: times.transition.sumMs[e]!
      }
    }))
  };
  const p90 = new Map(map.edges.map((edge, e) => [JSON.stringify([edge.from, edge.to]), times.transition.p90Ms[e]!]));
  return { summary, map, p90 };
}

async function sqlDifferences(page: import('@playwright/test').Page, { summary, map, p90 }: Opened): Promise<string[]> {
  const answer = await page.evaluate(([id, selection, sql]) => window.harness.sql(id, selection, sql), [
    summary.logId,
    EVERY_CASE,
    EDGES_SQL
  ] as const);
  const found: string[] = [];
  if (answer.rows.length !== map.edges.length) found.push(`${map.edges.length} edges, ${answer.rows.length} in SQL`);
  const edges = new Map(map.edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]));
  for (const [a, b, n, median, p90Sql, mean, min, max] of answer.rows) {
    const key = JSON.stringify([a, b]);
    const edge = edges.get(key);
    const ours = edge && [
      edge.transitionMs.median,
      p90.get(key),
      edge.transitionMs.mean,
      edge.transitionMs.min,
      edge.transitionMs.max
    ];
    if (edge?.count !== n) found.push(`${key}: ${edge?.count} instead of ${n}`);
    [median, p90Sql, mean, min, max].forEach((theirs, i) => {
      if (!(Math.abs((ours?.[i] ?? NaN) - Number(theirs)) <= 1))
        found.push(`${key} time ${i}: ${ours?.[i]} instead of ${theirs}`);
    });
  }
  return found;
}
