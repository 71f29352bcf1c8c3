import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real logs and what pm4py computed on them lie beside the project; where they are absent the tests say so and are left out. */
export const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
export const hasShared = existsSync(`${SHARED}logs`);

if (!hasShared) console.warn('\n!!! ../shared is absent: every test against real logs and reference results is LEFT OUT !!!\n');

type Durations = { mean: number; median: number; min: number; max: number; sum: number };

/** The parts of a reference file that are compared (seconds, counts). */
export interface Reference {
  readonly _read: { readonly kind: string; readonly options: Record<string, string> };
  readonly counts: {
    readonly events: number;
    readonly cases: number;
    readonly activities: number;
    readonly variants: number;
    readonly activity_counts: [string, number][];
  };
  readonly start_end: { readonly start: [string, number][]; readonly end: [string, number][] };
  readonly dfg: { readonly dfg: [string, string, number][]; readonly dfg_cases: [string, string, number][] };
  readonly performance_dfg: { readonly pdfg: [string, string, Durations][] };
  readonly rework: { readonly rework_cases: [string, number][] };
  readonly interval: {
    readonly skipped?: string;
    readonly service_mean?: Record<string, number>;
    readonly service_median?: Record<string, number>;
    readonly service_sum?: Record<string, number>;
  };
}

/** Our numbers in the form of the Map JSON (`kiseki.map/1`). */
export interface MapNumbers {
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  readonly activities: readonly {
    label: string;
    count: number;
    starts: number;
    ends: number;
    serviceMs: { mean: number; median: number; sum: number } | null;
  }[];
  readonly edges: readonly {
    from: string;
    to: string;
    count: number;
    cases: number;
    transitionMs: { mean: number; median: number; min: number; max: number; sum: number };
  }[];
}

/** Event logs (CSV and XES) that have a reference. */
export function referenceLogs(): string[] {
  if (!hasShared) return [];
  return readdirSync(`${SHARED}logs`)
    .filter((name) => /\.(csv|xes)(\.gz)?$/.test(name) && existsSync(`${SHARED}reference/${name}.json`))
    .sort();
}

export function readReference(log: string): Reference {
  return JSON.parse(readFileSync(`${SHARED}reference/${log}.json`, 'utf8')) as Reference;
}

/** Every difference between our map and the reference, in words; counts exactly, durations within a millisecond. */
export function differences(map: MapNumbers, reference: Reference): string[] {
  const found: string[] = [];
  const same = (what: string, ours: unknown, theirs: unknown): void => {
    if (ours !== theirs) found.push(`${what}: ${String(ours)} instead of ${String(theirs)}`);
  };
  const { counts } = reference;
  same('cases', map.cases, counts.cases);
  same('events', map.events, counts.events);
  same('variants', map.variants, counts.variants);
  same('activities', map.activities.length, counts.activities);

  const compare = (what: string, ours: [string, number][], theirs: [string, number][]): void => {
    const mine = new Map(ours.filter(([, n]) => n > 0));
    same(`number of ${what}`, mine.size, theirs.length);
    for (const [key, n] of theirs) same(`${what} ${key}`, mine.get(key), n);
  };
  const pair = (a: string, b: string): string => JSON.stringify([a, b]);
  compare(
    'activity counts',
    map.activities.map((a) => [a.label, a.count]),
    counts.activity_counts
  );
  compare(
    'starts',
    map.activities.map((a) => [a.label, a.starts]),
    reference.start_end.start
  );
  compare(
    'ends',
    map.activities.map((a) => [a.label, a.ends]),
    reference.start_end.end
  );
  compare(
    'edges',
    map.edges.map((e) => [pair(e.from, e.to), e.count]),
    reference.dfg.dfg.map(([a, b, n]) => [pair(a, b), n])
  );
  compare(
    'edge cases',
    map.edges.map((e) => [pair(e.from, e.to), e.cases]),
    reference.dfg.dfg_cases.map(([a, b, n]) => [pair(a, b), n])
  );

  const times = new Map(map.edges.map((e) => [pair(e.from, e.to), e.transitionMs]));
  for (const [a, b, expected] of reference.performance_dfg.pdfg) {
    const ours = times.get(pair(a, b));
    for (const metric of ['mean', 'median', 'min', 'max', 'sum'] as const) {
      const gap = Math.abs((ours?.[metric] ?? NaN) - expected[metric] * 1000);
      if (!(gap <= 1)) found.push(`${metric} of ${a} -> ${b}: ${ours?.[metric]} ms instead of ${expected[metric] * 1000} ms`);
    }
  }
  return found;
}

/** Differences of the service times from the section `interval`: mean, median and sum within a millisecond. */
export function serviceDifferences(map: MapNumbers, reference: Reference): string[] {
  const found: string[] = [];
  const ours = new Map(map.activities.map((activity) => [activity.label, activity.serviceMs]));
  for (const metric of ['mean', 'median', 'sum'] as const) {
    for (const [activity, seconds] of Object.entries(reference.interval[`service_${metric}`] ?? {})) {
      const value = ours.get(activity)?.[metric];
      if (!(Math.abs((value ?? NaN) - seconds * 1000) <= 1))
        found.push(`service ${metric} of ${activity}: ${value} ms instead of ${seconds * 1000} ms`);
    }
  }
  return found;
}
