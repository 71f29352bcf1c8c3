import type { CaseEvents } from '$lib/model/cases';
import { instantText } from '../exporters/instant-text';
import { tableText, type TextCell } from '../exporters/table-text';
import { defineAnalysis } from './analysis';
import { caseEventsOf } from './case-events';

/** Events whose attributes are held at a time. */
const PART = 1000;

/**
 * The events of one case, as the selection leaves them, as text for spreadsheets: moments as ISO 8601 in UTC, times in milliseconds, then
 * every attribute that the case has; those with one value at all events too. Only the head where the log has no such case.
 */
export default defineAnalysis<'case-events-text'>((input, { caseId, format }) => {
  const { open, log } = input;
  const isNumber = (name: string): boolean => open.table.columns.find((column) => column.name === name)?.type === 'number';
  const records = function* (): Generator<TextCell[]> {
    const hasStart = log.startMs !== null;
    const first = caseEventsOf(input, caseId, 0, PART);
    const constant = first?.constant ?? [];
    const varying = first?.varying ?? [];
    yield [
      ...[
        'case_id',
        'activity',
        'complete',
        ...(hasStart ? ['start', 'service_ms'] : []),
        hasStart ? 'waiting_ms' : 'transition_ms'
      ],
      ...constant.map(({ column }) => column),
      ...varying
    ];
    const constantCells = constant.map(({ column, value }) => ({ text: value, isNumber: isNumber(column) }));
    const areNumbers = varying.map(isNumber);
    for (let part = first; part !== null && part.values.length > 0;) {
      for (const [i, values] of part.values.entries()) {
        yield [
          ...eventCells(part, part.offset + i, log.activities),
          ...constantCells,
          ...values.map((text, k) => ({ text: text ?? '', isNumber: areNumbers[k]! }))
        ];
      }
      part = caseEventsOf(input, caseId, part.offset + part.values.length, PART);
    }
  };
  return tableText(format, records());
});

function eventCells(part: CaseEvents, e: number, activities: readonly string[]): TextCell[] {
  const { caseId, activity, completeUtcMs, startUtcMs, transitionMs } = part;
  const complete = completeUtcMs[e]!;
  const cells: TextCell[] = [caseId, activities[activity[e]!]!, instantText(complete, 'Z')];
  if (startUtcMs === null) return [...cells, transitionMs[e]!];
  const start = startUtcMs[e]!;
  // a wait is known where the event has a start
  return [...cells, instantText(start, 'Z'), complete - start, Number.isNaN(start) ? NaN : transitionMs[e]!];
}
