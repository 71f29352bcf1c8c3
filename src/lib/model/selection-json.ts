import { boolean, listOf, number, objectOf, oneOf, optional, orNull, refuse, text, type Reader } from './json-shape';
import {
  CASE_METRICS,
  isEventClause,
  PLACES,
  REWORK_FORMS,
  TIME_SPAN_MODES,
  type Clause,
  type ClauseKind,
  type ClauseOf,
  type LogSelection,
  type Renaming
} from './selection';

/** Groups in groups; deeper ones are nobody's thought. */
const MAX_DEPTH = 8;
/** clauses, those in groups included */
const MAX_CLAUSES = 1_000;

const base = { id: text(100), negated: boolean, muted: boolean };
const label = text();
const labels = listOf(label);
const values = listOf(orNull(label));
const place = optional(oneOf(PLACES));
const bound = optional(number());
const wholeFrom1 = whole(1);

/** How a clause of each kind is read; a kind without a line fails the type check. Groups are read by `clauseAt`, which knows the depth. */
const READERS: { readonly [K in Exclude<ClauseKind, 'group'>]: Reader<ClauseOf<K>> } = {
  variant: objectOf({ ...base, kind: oneOf(['variant']), column: optional(label), sequences: listOf(values) }),
  activity: objectOf({ ...base, kind: oneOf(['activity']), activities: labels, place }),
  follows: objectOf({
    ...base,
    kind: oneOf(['follows']),
    from: label,
    to: label,
    reach: oneOf(['directly', 'eventually']),
    minMs: bound,
    maxMs: bound,
    compare: optional(objectOf<{ column: string; equal: boolean }>({ column: label, equal: boolean }))
  }),
  'time-span': objectOf({
    ...base,
    kind: oneOf(['time-span']),
    mode: oneOf(TIME_SPAN_MODES),
    fromUtcMs: number(),
    toUtcMs: number()
  }),
  attribute: objectOf({ ...base, kind: oneOf(['attribute']), column: label, values, place }),
  range: objectOf({ ...base, kind: oneOf(['range']), column: label, min: bound, max: bound, place }),
  metric: objectOf({ ...base, kind: oneOf(['metric']), metric: oneOf(CASE_METRICS), min: bound, max: bound }),
  rework: objectOf({ ...base, kind: oneOf(['rework']), form: oneOf(REWORK_FORMS), activities: labels, times: wholeFrom1 }),
  completion: objectOf({ ...base, kind: oneOf(['completion']), state: oneOf(['completed', 'running']), ends: labels }),
  'case-list': objectOf({ ...base, kind: oneOf(['case-list']), caseIds: listOf(label, 1_000_000) }),
  top: objectOf({
    ...base,
    kind: oneOf(['top']),
    by: oneOf(['variants', ...CASE_METRICS]),
    order: oneOf(['most', 'least']),
    count: wholeFrom1
  }),
  coverage: objectOf({ ...base, kind: oneOf(['coverage']), share: number(0, 1) }),
  sql: objectOf({ ...base, kind: oneOf(['sql']), predicate: text() }),
  events: objectOf({ ...base, kind: oneOf(['events']), column: orNull(label), values }),
  crop: objectOf({ ...base, kind: oneOf(['crop']), from: orNull(label), to: orNull(label), reach: oneOf(['near', 'far']) })
};

const kindOf = oneOf([...(Object.keys(READERS) as Exclude<ClauseKind, 'group'>[]), 'group']);

/**
 * A selection from a value of unknown origin (an analysis file, a link, saved filters): every field of every kind is checked, what is
 * not named is dropped, nothing is mended. Labels are any text; whether a log has them is another question. A `Reader`.
 *
 * @throws MiningError `bad-analysis` with the path of what does not fit: another kind or type, too long or too deep, an id twice, an
 * event clause in a group, an activity renamed twice
 */
export function selectionFrom(value: unknown, path = ''): LogSelection {
  const ids = new Set<string>();
  return objectOf<LogSelection>({
    names: optional(renamings),
    clauses: listOf((clause, at) => clauseAt(clause, at, 0, ids), MAX_CLAUSES)
  })(value, path);
}

function clauseAt(value: unknown, path: string, depth: number, ids: Set<string>): Clause {
  const { kind } = objectOf<{ kind: ClauseKind }>({ kind: kindOf })(value, path);
  const clause =
    kind === 'group'
      ? objectOf<ClauseOf<'group'>>({
          ...base,
          kind: oneOf(['group']),
          join: oneOf(['and', 'or']),
          clauses: listOf((part, at) => clauseAt(part, at, depth + 1, ids), MAX_CLAUSES)
        })(value, path)
      : READERS[kind](value, path);
  if (depth > MAX_DEPTH || (depth > 0 && isEventClause(clause))) return refuse(path);
  if (ids.has(clause.id)) return refuse(`${path}.id`);
  if (ids.add(clause.id).size > MAX_CLAUSES) return refuse(path);
  return clause;
}

const renamingList = listOf(objectOf<Renaming>({ from: label, to: label }));

const renamings: Reader<readonly Renaming[]> = (value, path) => {
  const read = renamingList(value, path);
  const froms = new Set<string>();
  for (const [i, { from }] of read.entries()) if (froms.size === froms.add(from).size) refuse(`${path}[${i}].from`);
  return read;
};

function whole(min: number): Reader<number> {
  const read = number(min, Number.MAX_SAFE_INTEGER);
  return (value, path) => (Number.isInteger(value) ? read(value, path) : refuse(path));
}
