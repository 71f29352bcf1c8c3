import type { ColumnDraft } from '$lib/model/import';
import { columnFacts } from './column-facts';
import { guessRoles } from './roles';

const SAMPLES = 5;

/**
 * What each column of a preview is: its values counted, its type, its role among the others, and how its times are written.
 *
 * @param rows the previewed records; short ones lack their last values
 * @param lines [rows] line numbers, for the evidence of time formats
 * @param scopes [header] `case` for attributes of whole cases (XES); all `event` when omitted
 *
 * Cost: about 100 ms for 20,000 rows of 10 columns.
 */
export function describeColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  scopes?: readonly ('case' | 'event')[]
): ColumnDraft[] {
  const facts = columnFacts(header, rows, lines, scopes);
  const roles = guessRoles(facts);
  return facts.map(({ index, name, scope, values, type, format, evidence }, i) => ({
    index,
    name,
    scope,
    samples: values.texts.slice(0, SAMPLES),
    rows: values.rows,
    distinct: values.texts.length,
    empty: values.empty,
    type,
    role: roles[i]!,
    format,
    evidence
  }));
}

/** Whether a time that the log needs is written without a zone of its own, so that one must be chosen. */
export function needsZone(columns: readonly ColumnDraft[]): boolean {
  return columns.some(({ role, format }) => (role === 'timestamp' || role === 'start') && format !== null && !format.zoned);
}
