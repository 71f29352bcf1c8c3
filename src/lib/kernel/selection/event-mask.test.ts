import { expect, test } from 'vitest';
import type { CropClause, EventClause } from '$lib/model/selection';
import { derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { eventMask } from './event-mask';

const base = { id: '1', negated: false, muted: false };
/** The labels that stay, case by case. */
function left({ log, table }: ReturnType<typeof logOf>, clause: EventClause): string[] {
  const mask = eventMask(log, table, clause);
  return Array.from({ length: log.caseStart.length - 1 }, (_, c) => {
    let labels = '';
    for (let e = log.caseStart[c]!; e < log.caseStart[c + 1]!; e++) if (mask[e]) labels += log.activities[log.activity[e]!];
    return labels;
  });
}
const crop = (from: string | null, to: string | null, reach: CropClause['reach'] = 'near'): CropClause => ({
  ...base,
  kind: 'crop',
  from,
  to,
  reach
});

test('a part of a case, both ends included; a case without it is left out', () => {
  const derived = logOf('xaybzb', 'xby', 'xay', 'ba');
  expect(left(derived, crop('a', 'b'))).toEqual(['ayb', '', '', '']);
  expect(left(derived, crop('a', 'b', 'far'))).toEqual(['aybzb', '', '', '']);
  expect(left(derived, crop('a', null))).toEqual(['aybzb', '', 'ay', 'a']);
  expect(left(derived, crop(null, 'b'))).toEqual(['xayb', 'xb', '', 'b']);
  expect(left(derived, crop(null, 'b', 'far'))).toEqual(['xaybzb', 'xb', '', 'b']);
  expect(left(derived, crop(null, null))).toEqual(['xaybzb', 'xby', 'xay', 'ba']);
  expect(left(derived, crop('nowhere', null))).toEqual(['', '', '', '']);
});

test('the end stands behind the beginning, even where both are one activity', () => {
  const derived = logOf('axaya', 'a');
  expect(left(derived, crop('a', 'a'))).toEqual(['axa', '']);
  expect(left(derived, crop('a', 'a', 'far'))).toEqual(['axaya', '']);
  expect(left(derived, crop(null, 'a'))).toEqual(['a', 'a']);
});

test('negated, the part goes and a case without it is whole', () => {
  expect(left(logOf('xaybzb', 'xby'), { ...crop('a', 'b'), negated: true })).toEqual(['xzb', 'xby']);
});

test('events by activity, by value, by time', () => {
  const derived = derivedFrom(['red', null, 'blue'].map((colour, at) => ({ case: '1', activity: 'abc'[at]!, at, colour })));
  const events = (column: string | null, ...values: (string | null)[]): EventClause => ({
    ...base,
    kind: 'events',
    column,
    values
  });
  expect(left(derived, events(null, 'a', 'c', 'nowhere', null))).toEqual(['ac']);
  expect(left(derived, { ...events(null, 'a'), negated: true })).toEqual(['bc']);
  expect(left(derived, events('colour', null, 'blue'))).toEqual(['bc']);
  const span = { ...base, kind: 'time-span', mode: 'trimmed', fromUtcMs: MINUTE_MS, toUtcMs: 2 * MINUTE_MS } as const;
  expect(left(derived, span)).toEqual(['bc']);
});

test('what cannot be meant is refused', () => {
  const { log, table } = logOf('a');
  const refused = (clause: EventClause) =>
    expect(() => eventMask(log, table, clause)).toThrow(expect.objectContaining({ code: 'bad-selection' }));
  refused({ ...base, kind: 'time-span', mode: 'started', fromUtcMs: 0, toUtcMs: 1 });
  refused({ ...base, kind: 'time-span', mode: 'trimmed', fromUtcMs: NaN, toUtcMs: 1 });
  expect(() => eventMask(log, table, { ...base, kind: 'events', column: 'nowhere', values: [] })).toThrow(
    expect.objectContaining({ code: 'unknown-column' })
  );
});
