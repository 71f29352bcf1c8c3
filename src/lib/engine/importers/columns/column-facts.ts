import type { TimeEvidence } from '$lib/model/import';
import type { ColumnType, TimeFormat } from '$lib/model/log';
import { nameScores, timeHintOf, type NamedRole } from './column-names';
import { distinctValues, type DistinctValues } from './distinct-values';
import type { TimeHint } from './number-detection';
import { detectIn } from './time-detection';

/** What the preview says of a column, before it is compared with the others. */
export interface ColumnFacts {
  readonly index: number;
  readonly name: string;
  readonly scope: 'case' | 'event';
  readonly values: DistinctValues;
  /** rows with a value */
  readonly filled: number;
  readonly type: ColumnType;
  readonly format: TimeFormat | null;
  readonly evidence: TimeEvidence | null;
  readonly nameScores: Partial<Record<NamedRole, number>>;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const CODE = /^[+-]?0\d/;
const BOOLEAN = /^(?:true|false)$/i;
/** Share of the values that must be times: where the name speaks of time, and elsewhere. */
const LEAST_TIMES_NAMED = 0.5;
const LEAST_TIMES = 0.8;

/** Facts of every column. Cost: one hash lookup a cell, and reading each distinct value of columns that look like times. */
export function columnFacts(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  scopes: readonly ('case' | 'event')[] | undefined
): ColumnFacts[] {
  const facts = header.map((name, index) => factsOf(name, index, scopes?.[index] ?? 'event', rows, lines));
  if (facts.some(({ type }) => type === 'time')) return facts;
  // nothing else is a time: numbers of a plausible range may be
  return facts.map((fact) =>
    fact.type === 'number' && timeHintOf(fact.name) === 'neutral' ? typed(fact, lines, 'last-resort') : fact
  );
}

type Untyped = Omit<ColumnFacts, 'type' | 'format' | 'evidence'>;

function factsOf(
  name: string,
  index: number,
  scope: 'case' | 'event',
  rows: readonly (readonly string[])[],
  lines: readonly number[]
): ColumnFacts {
  const values = distinctValues(rows.length, (row) => rows[row]![index]);
  const untyped = { index, name, scope, values, filled: values.rows - values.empty, nameScores: nameScores(name, scope) };
  return typed(untyped, lines, timeHintOf(name));
}

function typed(untyped: Untyped, lines: readonly number[], hint: TimeHint): ColumnFacts {
  const { values, nameScores: scores } = untyped;
  const found = detectIn(values, lines, hint);
  const named = hint === 'time' || (scores.timestamp ?? 0) >= 45 || (scores.start ?? 0) >= 45;
  if (found !== null && found.evidence.readable >= (named ? LEAST_TIMES_NAMED : LEAST_TIMES))
    return { ...untyped, type: 'time', ...found };
  return { ...untyped, type: plainType(values.texts), format: found?.format ?? null, evidence: found?.evidence ?? null };
}

/** Numbers with leading zeros are codes, so text. */
function plainType(texts: readonly string[]): ColumnType {
  if (texts.length === 0) return 'text';
  if (texts.every((text) => NUMBER.test(text) && !CODE.test(text))) return 'number';
  return texts.length <= 2 && texts.every((text) => BOOLEAN.test(text)) ? 'boolean' : 'text';
}
