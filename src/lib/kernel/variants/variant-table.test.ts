import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textAt } from '$lib/model/dictionary';
import type { DerivedLog, LogTable } from '$lib/model/log';
import { VARIANT_SORTS, type VariantOrder } from '$lib/model/variants';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, logOf, derivedFrom } from '../testing/log-of';
import { groupedVariants } from './grouped-variants';
import { labelsOfActivities, labelsOfColumn } from './label-source';
import { compareByCodePoint } from './label-order';
import { VariantTable } from './variant-table';
import { variantsCsv } from './variants-csv';

type Derived = DerivedLog & { table: LogTable };
const COLOUR = 4;

function tableOf({ log, table }: Derived, group: boolean, keep: Uint8Array | null): VariantTable {
  const column = table.columns[COLOUR]!;
  return group
    ? new VariantTable(log, groupedVariants(log, column), labelsOfColumn(column.dictionary), keep)
    : new VariantTable(log, log.variants, labelsOfActivities(log.activities), keep);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return sorted.length === 0 ? NaN : low + (at - Math.floor(at)) * (high - low);
}

/** The same list, grouped in a map and sorted as arrays of labels. */
function naive(derived: Derived, group: boolean, keep: Uint8Array | null, { sort, descending }: VariantOrder) {
  const { columns } = derived.table;
  const began = (event: { startMs: number; timeMs: number }): number =>
    Number.isNaN(event.startMs) ? event.timeMs : event.startMs;
  const groups = new Map<string, { labels: (string | null)[]; cases: ReturnType<typeof casesOf> }>();
  casesOf(derived).forEach((events, c) => {
    if (keep?.[c] === 0) return;
    const labels = events.map((event) =>
      !group ? event.label : event.colour === 0 ? null : textAt(columns[COLOUR]!.dictionary, event.colour)
    );
    const key = JSON.stringify(labels);
    if (!groups.has(key)) groups.set(key, { labels, cases: [] });
    groups.get(key)!.cases.push(events);
  });
  const rows = [...groups.values()].map(({ labels, cases }) => {
    const durations = cases.map((events) => events.at(-1)!.timeMs - Math.min(...events.map(began)));
    const times = (of: (events: (typeof cases)[number], i: number) => number) =>
      labels.map((_, i) => cases.map((events) => of(events, i)).filter((ms) => !Number.isNaN(ms)));
    return {
      labels,
      cases: cases.length,
      events: labels.length,
      median: percentile(durations, 0.5),
      p90: percentile(durations, 0.9),
      mean: mean(durations),
      transitions: times((events, i) => (i === 0 ? NaN : began(events[i]!) - events[i - 1]!.timeMs)),
      services: times((events, i) => events[i]!.timeMs - events[i]!.startMs)
    };
  });
  const byLabels = (a: readonly (string | null)[], b: readonly (string | null)[]): number => {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compareByCodePoint(a[i] ?? '', b[i] ?? '');
      if (order !== 0) return order;
    }
    return a.length - b.length;
  };
  const sign = descending ? -1 : 1;
  const byCases = [...rows].sort((a, b) => b.cases - a.cases || byLabels(a.labels, b.labels));
  return {
    byCases,
    sorted: byCases
      .map((row) => ({ ...row, rank: byCases.indexOf(row) + 1 }))
      .sort((a, b) => {
        const difference = sort === 'name' ? byLabels(a.labels, b.labels) : a[sort] - b[sort];
        return Math.abs(difference) < 1e-3 ? 0 : sign * difference;
      })
  };
}

const ordering = fc.record({
  group: fc.constant(null),
  sort: fc.constantFrom(...VARIANT_SORTS),
  descending: fc.boolean(),
  search: fc.constant('')
});

function expectTimes(
  found: Float64Array | null,
  times: readonly (readonly number[])[],
  of: (values: readonly number[]) => number
) {
  times.forEach((values, i) => {
    if (values.length === 0) expect(found?.[i] ?? NaN).toBeNaN();
    else expect(found![i]).toBeCloseTo(of(values), 3);
  });
}

test('figures, steps and every order are those of a plain grouping, by activity and by attribute', () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitraryRows, arbitraryPlainRows),
      arbitraryMask,
      fc.boolean(),
      ordering,
      fc.nat({ max: 6 }),
      (rows, mask, group, order, offset) => {
        // whole minutes: figures that are equal are so to the last bit
        const derived = derivedFrom(rows.map((row) => ({ ...row, at: Math.round(row.at) })));
        const keep = mask(derived.log.caseStart.length - 1);
        const { byCases, sorted } = naive(derived, group, keep, order);
        const table = tableOf(derived, group, keep);
        const found = table.window(order, offset, 4, Infinity);
        const wanted = sorted.slice(offset, offset + 4);
        expect(found.total).toBe(sorted.length);
        expect(found.found).toBe(sorted.length);
        expect(found.cases).toBe(sorted.reduce((sum, row) => sum + row.cases, 0));
        expect(found.casesBefore).toBe(sorted.slice(0, offset).reduce((sum, row) => sum + row.cases, 0));
        expect(found.most).toBe(byCases[0]?.cases ?? 0);
        expect(found.rows.length).toBe(wanted.length);
        found.rows.forEach((row, i) => {
          const like = wanted[i]!;
          expect(Array.from(row.sequence, (code) => found.labels[code])).toEqual(like.labels);
          expect([row.cases, row.events, row.rank]).toEqual([like.cases, like.events, like.rank]);
          expect(row.medianMs).toBeCloseTo(like.median, 3);
          expect(row.meanMs).toBeCloseTo(like.mean, 3);
          expect(row.p90Ms).toBeCloseTo(like.p90, 3);
          expectTimes(row.steps.transitionMeanMs, like.transitions, mean);
          expectTimes(row.steps.transitionMedianMs, like.transitions, (values) => percentile(values, 0.5));
          expectTimes(row.steps.serviceMeanMs, like.services, mean);
          expectTimes(row.steps.serviceMedianMs, like.services, (values) => percentile(values, 0.5));
        });
        expect(table.listed(found.rows.map(({ variant }) => variant)).rows).toEqual(found.rows);
      }
    ),
    { numRuns: 200 }
  );
});

test('a search finds the variants with a step whose label contains the text, in their order', () => {
  const table = tableOf(logOf('ab', 'ab', 'bc', 'cd', 'Ａx'), false, null);
  const order = { sort: 'cases', descending: true } as const;
  const found = table.window({ ...order, search: ' A ' }, 0, 10, 0);
  expect(found).toMatchObject({ total: 4, found: 2, cases: 5, casesBefore: 0, most: 2 });
  expect(found.rows.map(({ rank, cases }) => [rank, cases])).toEqual([
    [1, 2],
    [4, 1]
  ]);
  expect(table.window({ ...order, search: 'z' }, 0, 10, 0).rows).toEqual([]);
});

test('many orders asked in turn stay right', () => {
  const table = tableOf(logOf('a', 'ab', 'ab', 'abc'), false, null);
  for (let turn = 0; turn < 3; turn++) {
    for (const sort of VARIANT_SORTS) {
      for (const descending of [true, false]) {
        const lengths = table.window({ sort, descending, search: '' }, 0, 9, 0).rows.map(({ events }) => events);
        if (sort === 'events') expect(lengths).toEqual(descending ? [3, 2, 1] : [1, 2, 3]);
        else expect([...lengths].sort()).toEqual([1, 2, 3]);
      }
    }
  }
});

test('the whole list as CSV, formulas in labels disarmed, shares cumulative in the order of the list', () => {
  const derived = logOf('=b', 'c', '=b', '=b');
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    variantsCsv(tableOf(derived, false, null), { sort: 'cases', descending: false, search: '' })
  );
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFrank,cases,share,cumulative_share,events,median_ms,mean_ms,p90_ms,sequence',
    '2,1,0.25,0.25,1,0,0,0,c',
    "1,3,0.75,1,2,60000,60000,60000,'= → b",
    ''
  ]);
});
