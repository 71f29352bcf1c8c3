import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivedFrom, MINUTE_MS } from '$lib/kernel/testing/log-of';
import { macroSql, SQL_MACRO_NAMES, SQL_MACROS } from '$lib/model/sql-macros';
import { LogInDuckDb } from './kernels-duckdb';

// Each macro against plain code over the cases as lists, run by native DuckDB: random logs, random questions.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
  for (const name of SQL_MACRO_NAMES) await duckDb.rows(macroSql(name));
});
afterAll(() => duckDb.close());

interface Event {
  readonly activity: string;
  readonly at: number;
}
type Case = readonly Event[];

const LETTERS = ['a', 'b', 'c', 'd'] as const;
const arbitraryLetter = fc.constantFrom(...LETTERS);
const arbitraryLabels = fc.array(arbitraryLetter, { minLength: 1, maxLength: 9 });
const arbitraryCases = fc.array(
  fc.array(fc.record({ activity: arbitraryLetter, wait: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 9 }),
  {
    minLength: 1,
    maxLength: 5
  }
);
const RUNS = { numRuns: 60 };

/** Load cases whose events are so many minutes apart; equal times keep the order they have here. */
async function load(cases: readonly (readonly { activity: string; wait: number }[])[]): Promise<readonly Case[]> {
  const made = cases.map((events, c) => {
    let at = 100 * c;
    return events.map(({ activity, wait }) => ({ activity, at: (at += wait) }));
  });
  const { log, table } = derivedFrom(made.flatMap((events, c) => events.map((event) => ({ case: `c${c}`, ...event }))));
  await duckDb.rows('DROP VIEW IF EXISTS selected_event');
  await duckDb.load(log, table);
  await duckDb.rows('CREATE VIEW selected_event AS SELECT * FROM event');
  return made;
}

const text = (label: string | null): string => (label === null ? 'NULL' : `'${label}'`);
const list = (labels: readonly (string | null)[]): string => `[${labels.map(text).join(', ')}]::VARCHAR[]`;
const one = async (expression: string): Promise<unknown> => (await duckDb.rows(`SELECT ${expression} AS answer`))[0]!.answer;
/** A list as DuckDB's client gives it. */
const itemsOf = (value: unknown): unknown[] => [...(value as { items: readonly unknown[] }).items];

describe('of the activities of a case', () => {
  test('process_equals: a run of steps, NULL for any', async () => {
    const steps = fc.array(fc.option(arbitraryLetter), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(arbitraryLabels, steps, fc.boolean(), fc.boolean(), async (labels, wanted, atStart, atEnd) => {
        const last = labels.length - wanted.length;
        const expected = labels.some(
          (_, i) =>
            i <= last &&
            (!atStart || i === 0) &&
            (!atEnd || i === last) &&
            wanted.every((step, j) => step === null || labels[i + j] === step)
        );
        expect(await one(`process_equals(${list(labels)}, ${list(wanted)}, at_start := ${atStart}, at_end := ${atEnd})`)).toBe(
          expected
        );
      }),
      RUNS
    );
  });

  test('match_process: nodes in order, directly or at any distance', async () => {
    const nodes = fc.array(fc.uniqueArray(arbitraryLetter, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(arbitraryLabels, nodes, fc.boolean(), async (labels, wanted, directly) => {
        const from = (label: number, node: number): boolean => {
          if (node === wanted.length) return true;
          for (let l = label; l < (directly && node > 0 ? Math.min(label + 1, labels.length) : labels.length); l++)
            if (wanted[node]!.includes(labels[l]!) && from(l + 1, node + 1)) return true;
          return false;
        };
        expect(await one(`match_process(${list(labels)}, [${wanted.map(list).join(', ')}], directly := ${directly})`)).toBe(
          from(0, 0)
        );
      }),
      RUNS
    );
  });

  test('match_process_regex: an expression over labels, which may be anything', async () => {
    expect(await one(`match_process_regex(['a', 'b', 'b', 'c'], '^<a>(<b>)+<c>$')`)).toBe(true);
    expect(await one(`match_process_regex(['a', 'c'], '^<a>(<b>)+<c>$')`)).toBe(false);
    expect(await one(`match_process_regex(['x', 'A (1)*'], activity_pattern('A (1)*') || '$')`)).toBe(true);
    expect(await one(`match_process_regex(['x', 'A 1'], activity_pattern('A (1)*'))`)).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (label) => {
        const quoted = `'${label.replaceAll("'", "''").replaceAll('\0', '')}'`;
        expect(await one(`match_process_regex(['x', ${quoted}], activity_pattern(${quoted}))`)).toBe(true);
      }),
      RUNS
    );
  });

  test('match_activities: starts, holds, ends, holds not', async () => {
    const some = fc.uniqueArray(arbitraryLetter, { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(arbitraryLabels, fc.tuple(some, some, some, some, some, some), async (labels, asked) => {
        const [starting, node, nodeAny, ending, excluding, excludingAll] = asked;
        const has = (label: string) => labels.includes(label as 'a');
        const expected =
          (starting.length === 0 || starting.includes(labels[0]!)) &&
          node.every(has) &&
          (nodeAny.length === 0 || nodeAny.some(has)) &&
          (ending.length === 0 || ending.includes(labels.at(-1)!)) &&
          !excluding.some(has) &&
          (excludingAll.length === 0 || !excludingAll.every(has));
        const names = ['starting', 'node', 'node_any', 'ending', 'excluding', 'excluding_all'];
        const given = names.map((name, i) => `${name} := ${list(asked[i]!)}`).join(', ');
        expect(await one(`match_activities(${list(labels)}, ${given})`)).toBe(expected);
      }),
      RUNS
    );
  });

  test('variant, shortened, calc_rework', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryLabels,
        fc.integer({ min: 1, max: 3 }),
        fc.uniqueArray(arbitraryLetter),
        async (labels, most, only) => {
          expect(await one(`variant(${list(labels)})`)).toBe(labels.join(' → '));
          const short: string[] = [];
          for (const label of labels)
            if (short.length < most || short.slice(-most).some((other) => other !== label)) short.push(label);
          expect(itemsOf(await one(`shortened(${list(labels)}, most := ${most})`))).toEqual(short);
          const counted = labels.filter((label) => only.length === 0 || only.includes(label));
          expect(await one(`calc_rework(${list(labels)}, activities := ${list(only)})`)).toBe(
            counted.length - new Set(counted).size
          );
        }
      ),
      RUNS
    );
  });

  test('variant_distance is the edit distance', async () => {
    const distance = (a: readonly string[], b: readonly string[]): number => {
      if (a.length === 0 || b.length === 0) return Math.max(a.length, b.length);
      const rest = [distance(a.slice(1), b), distance(a, b.slice(1)), distance(a.slice(1), b.slice(1))];
      return a[0] === b[0] ? Math.min(rest[2]!, rest[0]! + 1, rest[1]! + 1) : 1 + Math.min(...rest);
    };
    const short = fc.array(arbitraryLetter, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(short, short, async (a, b) => {
        expect(await one(`variant_distance(${list(a)}, ${list(b)})`)).toBe(distance(a, b));
      }),
      RUNS
    );
  });
});

describe('of events', () => {
  test('process_cases and calc_throughput', async () => {
    const end = fc.option(arbitraryLetter);
    await fc.assert(
      fc.asyncProperty(arbitraryCases, end, end, fc.boolean(), fc.boolean(), async (rows, from, to, fromLast, toFirst) => {
        const cases = await load(rows);
        const asked = `from_activity := ${text(from)}, to_activity := ${text(to)}, from_last := ${fromLast}, to_first := ${toFirst}`;
        const found = await duckDb.rows(
          `SELECT variant(labels) AS variant, events, duration_ms, calc_throughput(labels, times_ms, ${asked}) AS ms FROM process_cases() ORDER BY case_no`
        );
        const expected = cases.map((events) => {
          const at = (label: string | null, isLast: boolean, otherwise: number): number | undefined =>
            label === null
              ? events.at(otherwise)?.at
              : (isLast ? events.findLast((event) => event.activity === label) : events.find((event) => event.activity === label))
                  ?.at;
          const [began, ended] = [at(from, fromLast, 0), at(to, !toFirst, -1)];
          return {
            variant: events.map(({ activity }) => activity).join(' → '),
            events: events.length,
            duration_ms: (events.at(-1)!.at - events[0]!.at) * MINUTE_MS,
            ms: began === undefined || ended === undefined || ended < began ? null : (ended - began) * MINUTE_MS
          };
        });
        expect(found).toEqual(expected);
      }),
      RUNS
    );
  });

  test('calc_crop and calc_crop_to_null: from the first of one activity to another behind it', async () => {
    const end = fc.option(arbitraryLetter);
    await fc.assert(
      fc.asyncProperty(arbitraryCases, end, end, fc.boolean(), async (rows, from, to, far) => {
        const cases = await load(rows);
        const expected = cases.flatMap((events, c) => {
          const first = from === null ? 0 : events.findIndex(({ activity }) => activity === from);
          if (first === -1) return [];
          const behind = (event: Event, i: number) => event.activity === to && (from === null ? i >= 0 : i > first);
          const last = to === null ? events.length - 1 : far ? events.findLastIndex(behind) : events.findIndex(behind);
          return events.flatMap(({ activity }, position) =>
            position >= first && position <= last ? [{ case_no: c, position, activity }] : []
          );
        });
        const asked = `from_activity := ${text(from)}, to_activity := ${text(to)}, far := ${far}`;
        expect(
          await duckDb.rows(`SELECT case_no, position, activity FROM calc_crop(${asked}) ORDER BY case_no, position`)
        ).toEqual(expected);
        const nulled = await duckDb.rows(
          `SELECT case_no, position, cropped_activity AS activity FROM calc_crop_to_null(${asked}) ORDER BY case_no, position`
        );
        expect(nulled).toHaveLength(cases.flat().length);
        expect(nulled.filter(({ activity }) => activity !== null)).toEqual(expected);
      }),
      RUNS
    );
  });

  test('activity_lag, activity_lead, index_activity', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCases, fc.integer({ min: 1, max: 3 }), async (rows, n) => {
        const cases = await load(rows);
        const found = await duckDb.rows(
          `SELECT activity_lag(activity, case_no, position, n := ${n}) AS lag, activity_lead(activity, case_no, position, n := ${n}) AS lead,
             index_activity_order AS place, index_activity_type AS type, index_activity_loop AS loop
           FROM index_activity() ORDER BY case_no, position`
        );
        const expected = cases.flatMap((events) =>
          events.map(({ activity }, i) => {
            let loop = 1;
            while (events[i - loop]?.activity === activity) loop++;
            return {
              lag: events[i - n]?.activity ?? null,
              lead: events[i + n]?.activity ?? null,
              place: i + 1,
              type: events.slice(0, i + 1).filter((event) => event.activity === activity).length,
              loop
            };
          })
        );
        expect(found).toEqual(expected);
      }),
      RUNS
    );
  });

  test('source_target: each event with the next', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCases, async (rows) => {
        const cases = await load(rows);
        const found = await duckDb.rows(
          'SELECT case_no, source, target, transition_ms FROM source_target() ORDER BY case_no, source_row_no'
        );
        const expected = cases.flatMap((events, c) =>
          events.slice(1).map(({ activity, at }, i) => ({
            case_no: c,
            source: events[i]!.activity,
            target: activity,
            transition_ms: (at - events[i]!.at) * MINUTE_MS
          }))
        );
        expect(found).toEqual(expected);
      }),
      RUNS
    );
  });

  test('create_eventlog of another case notion, merge_eventlog of two', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCases, async (rows) => {
        const cases = await load(rows);
        const all = cases.flatMap((events, c) => events.map((event) => ({ ...event, c })));
        const found = await duckDb.rows(
          `SELECT case_no, position, case_id, activity FROM create_eventlog('selected_event', activity, case_no, complete_ms) ORDER BY case_no, position`
        );
        const labels = [...new Set(all.map(({ activity }) => activity))].sort();
        const expected = labels.flatMap((label, no) =>
          all
            .filter(({ activity }) => activity === label)
            .toSorted((a, b) => a.at - b.at)
            .map(({ c }, position) => ({ case_no: no, position, case_id: label, activity: String(c) }))
        );
        expect(found).toEqual(expected);
        const merged = await duckDb.rows(
          `WITH whole AS (FROM create_eventlog('selected_event', case_no, activity, complete_ms)),
             before AS (FROM create_eventlog('selected_event', case_no, 'x', complete_ms))
           SELECT case_id, position, activity FROM merge_eventlog('before', 'whole') ORDER BY case_id, position`
        );
        const both = cases.flatMap((events, c) =>
          [...events.map(({ at }) => ({ activity: 'x', at })), ...events]
            .toSorted((a, b) => a.at - b.at)
            .map(({ activity }, position) => ({ case_id: String(c), position, activity }))
        );
        expect(merged).toEqual(both);
      }),
      RUNS
    );
  });

  test('cluster_variants: what differs little is together', async () => {
    const traces = ['abcd', 'abcd', 'abcd', 'abd', 'abbcd', 'dcba', 'dcb'];
    await load(traces.map((trace) => Array.from(trace, (activity) => ({ activity, wait: 1 }))));
    const found = await duckDb.rows(
      "SELECT cluster, string_agg(variant(labels), ',' ORDER BY variant_no) AS variants, sum(cases)::INTEGER AS cases FROM cluster_variants(distance := 1) GROUP BY cluster ORDER BY cluster"
    );
    expect(found).toEqual([
      { cluster: 1, variants: 'a → b → c → d,a → b → b → c → d,a → b → d', cases: 5 },
      { cluster: 2, variants: 'd → c → b,d → c → b → a', cases: 2 }
    ]);
  });

  test('utc', async () => {
    expect(String(await one('utc(86400000.5)'))).toBe('1970-01-02 00:00:00.0005');
    expect(await one("utc('NaN'::DOUBLE)")).toBeNull();
  });

  test('every example is answered', async () => {
    await load([[{ activity: 'a', wait: 1 }]]);
    await duckDb.rows("CREATE OR REPLACE TABLE log_case AS SELECT 0 AS case_no, 'c0' AS case_id");
    for (const name of SQL_MACRO_NAMES) await expect(duckDb.rows(SQL_MACROS[name].example), name).resolves.toBeDefined();
  });
});
