import { MiningError } from '$lib/model/errors';
import { eventClauses, type CropClause, type EventClause, type LogSelection, type Renaming } from '$lib/model/selection';
import { oneOf, quotedText, within } from './quoted';
import type { SqlLog } from './sql-log';
import type { Step } from './steps';

/**
 * The events as named and trimmed by a selection: steps of which the last is called `event` and stands before the table of that name.
 * None where the selection neither names nor trims.
 */
export function eventSteps(selection: LogSelection, log: SqlLog): Step[] {
  const queries: ((from: string) => string)[] = eventClauses(selection).map((clause) => (from) => leftBy(clause, from, log));
  const names = selection.names ?? [];
  if (names.length > 0) queries.unshift((from) => renamed(names, from));
  const steps: Step[] = [];
  for (const [i, query] of queries.entries()) {
    const name = i + 1 === queries.length ? 'event' : `event_${i + 1}`;
    steps.push({ name, query: query(steps[i - 1]?.name ?? 'main.event') });
  }
  return steps;
}

function renamed(names: readonly Renaming[], from: string): string {
  const cases = names.map((name) => `WHEN ${quotedText(name.from)} THEN ${quotedText(name.to)}`);
  return `SELECT * REPLACE ((CASE activity ${cases.join(' ')} ELSE activity END) AS activity) FROM ${from}`;
}

function leftBy(clause: EventClause, from: string, log: SqlLog): string {
  const position = '(row_number() OVER (PARTITION BY case_no ORDER BY position) - 1)::INTEGER AS position';
  const not = clause.negated ? 'NOT ' : '';
  switch (clause.kind) {
    case 'events': {
      if (clause.column !== null) {
        const rows = `SELECT row_no FROM "row" AS attributes WHERE ${isOneOf(log.textOf(clause.column), clause.values)}`;
        return `SELECT * REPLACE (${position}) FROM ${from} WHERE row_no ${not}IN (${rows})`;
      }
      const named = oneOf('activity', textsOf(clause.values));
      return `SELECT * REPLACE (${position}) FROM ${from} WHERE ${not}(${named})`;
    }
    case 'time-span':
      if (clause.mode !== 'trimmed') throw new MiningError('bad-selection', { why: `mode = ${clause.mode}` });
      return `SELECT * REPLACE (${position}) FROM ${from} WHERE ${not}(${within('complete_ms', clause.fromUtcMs, clause.toUtcMs)})`;
    case 'crop':
      return (
        `SELECT * EXCLUDE (crop_from, crop_to) REPLACE (${position}) FROM (${cropped(clause, from)})` +
        `\n  WHERE ${not}coalesce(position BETWEEN crop_from AND crop_to, false)`
      );
    default: {
      const never: never = clause;
      return never;
    }
  }
}

/** The events with the positions `crop_from` and `crop_to` of their case; NULL where the case has no such part. */
function cropped({ from: opening, to: closing, reach }: CropClause, from: string): string {
  const ofCase = 'OVER (PARTITION BY case_no)';
  const cropFrom = opening === null ? '-1' : `min(position) FILTER (WHERE activity = ${quotedText(opening)}) ${ofCase}`;
  const opened = `SELECT *, ${cropFrom} AS crop_from FROM ${from}`;
  const which = reach === 'near' ? 'min' : 'max';
  const cropTo =
    closing === null
      ? `max(position) ${ofCase}`
      : `${which}(position) FILTER (WHERE activity = ${quotedText(closing)} AND position > crop_from) ${ofCase}`;
  return `\n    SELECT *, ${cropTo} AS crop_to FROM (${opened})`;
}

/** Whether a value is one of these, the missing one (null) included. Never NULL. */
export function isOneOf(expression: string, values: readonly (string | null)[]): string {
  const named = `coalesce(${oneOf(expression, textsOf(values))}, false)`;
  return values.includes(null) ? `(${named} OR ${expression} IS NULL)` : named;
}

function textsOf(values: readonly (string | null)[]): string[] {
  return values.filter((value) => value !== null);
}
