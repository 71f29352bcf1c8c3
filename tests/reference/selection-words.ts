import type { OpenLog } from '$lib/engine/store/open-log';
import { caseMetric, costColumn } from '$lib/kernel/performance/case-metric';
import type { Vocabulary } from '$lib/kernel/testing/arbitrary-selection';
import { variantList } from '$lib/kernel/variants/variant-list';
import { allTexts, textAt } from '$lib/model/dictionary';
import { CASE_METRICS, type CaseMetric } from '$lib/model/selection';

/** What clauses about an open log are made of: its own labels, values and quantiles, and some that it lacks. */
export function vocabularyOf(open: OpenLog): Vocabulary {
  const { log, table } = open;
  const label = (code: number): string => log.activities[code]!;
  const top = variantList(log, 12).rows.map(({ sequence }) => sequence.map(label));
  const gaps = log.timeMs.slice(1).map((ms, i) => (log.startMs?.[i + 1] ?? ms) - log.timeMs[i]!);
  const metrics = Object.fromEntries(
    CASE_METRICS.map((metric) => [
      metric,
      quantiles(
        caseMetric(
          log,
          metric,
          costColumn(table, (column) => open.numbersOf(column))
        )
      )
    ])
  ) as Record<CaseMetric, number[]>;
  const values: Record<string, (string | null)[]> = {};
  const numbers: Record<string, number[]> = {};
  for (const { name, type, dictionary } of table.columns) {
    if (type === 'number' || type === 'time') {
      const read = type === 'time' ? Date.parse : Number;
      numbers[name] ??= quantiles(Float64Array.from(allTexts(dictionary).slice(1), read));
    }
    values[name] ??= [
      null,
      'not there',
      ...Array.from({ length: 12 }, (_, i) => (i * 7 + 1) % dictionary.size)
        .filter(Boolean)
        .map((code) => textAt(dictionary, code))
    ];
  }
  return {
    // those of the usual way more often, so that one follows the other
    activities: [...log.activities, ...top[0]!, ...top[0]!, ...top[1]!, 'not there'],
    sequences: [...top, top[0]!.slice(0, -1), ['not there'], []],
    caseIds: [...allTexts(log.caseIds).slice(0, 300), 'not there'],
    values,
    numbers,
    timesMs: quantiles(log.timeMs),
    gapsMs: quantiles(gaps),
    metrics,
    predicates: Object.keys(PREDICATES).filter(
      (sql) => !sql.includes(RESOURCE) || table.columns.some(({ name }) => name === RESOURCE)
    )
  };
}

/** Some of the values, evenly spread; 0 where there are none. */
function quantiles(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return [0];
  return [0, 0.02, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 0.98, 1].map((share) => sorted[Math.floor(share * (sorted.length - 1))]!);
}

const RESOURCE = 'org:resource';

/** Of one event of a case. */
interface EventFacts {
  readonly activity: string;
  readonly position: number;
  readonly completeMs: number;
  readonly startMs: number;
  readonly text: (name: string) => string | null;
}

/** Predicates that any log has an answer to, and the same in plain words. */
const PREDICATES: Readonly<Record<string, (event: EventFacts) => boolean>> = {
  'position >= 3 AND length(activity) % 2 = 1': ({ position, activity }) => position >= 3 && [...activity].length % 2 === 1,
  "activity LIKE '%e%' -- ) the letter": ({ activity }) => activity.includes('e'),
  'start_ms IS NOT NULL AND complete_ms - start_ms > 3600000': ({ startMs, completeMs }) => completeMs - startMs > 3_600_000,
  '"org:resource" > \'R\' OR false': ({ text }) => (text('org:resource') ?? '') > 'R',
  '"row"."org:resource" IS NULL OR event.activity = \')\' ': ({ text }) => text('org:resource') === null,
  "position = 0 AND epoch_ms(complete_ms::BIGINT) < TIMESTAMP '2012-01-01'": ({ position, completeMs }) =>
    position === 0 && Math.round(completeMs) < Date.UTC(2012, 0, 1)
};

/** Answers the predicates of `PREDICATES` event by event, without SQL. */
export async function casesMeeting(open: OpenLog, ...[, log, predicate]: [unknown, OpenLog['log'], string]): Promise<Uint8Array> {
  const holds = PREDICATES[predicate]!;
  const mask = new Uint8Array(log.caseStart.length - 1);
  for (let c = 0; c < mask.length; c++) {
    const first = log.caseStart[c]!;
    for (let e = first; e < log.caseStart[c + 1]! && mask[c] === 0; e++) {
      const text = (name: string): string | null => {
        const { codes, dictionary } = open.table.columns.find((column) => column.name === name)!;
        const code = codes[log.row[e]!]!;
        return code === 0 ? null : textAt(dictionary, code);
      };
      const event = {
        activity: log.activities[log.activity[e]!]!,
        position: e - first,
        completeMs: log.timeMs[e]!,
        startMs: log.startMs?.[e] ?? NaN,
        text
      };
      if (holds(event)) mask[c] = 1;
    }
  }
  return mask;
}
