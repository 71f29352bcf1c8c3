import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textAt } from '$lib/model/dictionary';
import { trimmedLog } from '../selection/trimmed-log';
import { arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { caseEvents } from './case-events';

const NOTHING: ReadonlySet<number> = new Set();

test('events, times and attributes are those of the log as trimmed', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), fc.nat(5), (rows, pattern, offset) => {
      const whole = derivedFrom(rows);
      const log = trimmedLog(
        whole.log,
        Uint8Array.from(whole.log.activity, (_, e) => (pattern[e % pattern.length] ? 1 : 0))
      );
      const { table } = whole;
      casesOf({ ...whole, log }).forEach((events, c) => {
        const caseId = textAt(log.caseIds, c);
        const found = caseEvents({ log, whole: whole.log, table, keep: null, left: new Set([0, 1]) }, caseId, offset, 3)!;
        expect(found.eventsLeftOut).toBe(whole.log.caseStart[c + 1]! - whole.log.caseStart[c]! - events.length);
        expect(found.isSelected).toBe(events.length > 0);
        expect([...found.activity]).toEqual(events.map(({ activity }) => activity));
        expect([...found.completeUtcMs]).toEqual(events.map(({ timeMs }) => timeMs));
        events.forEach(({ startMs, timeMs }, i) => {
          const began = Number.isNaN(startMs) ? timeMs : startMs;
          expect(found.transitionMs[i]).toBe(i === 0 ? NaN : began - events[i - 1]!.timeMs);
        });
        const colours = events.map(({ colour }) => (colour === 0 ? null : textAt(table.columns[4]!.dictionary, colour)));
        const distinct = new Set(colours);
        expect(found.varying).toEqual(distinct.size > 1 ? ['colour'] : []);
        expect(found.constant).toEqual(
          distinct.size === 1 && colours[0] !== null ? [{ column: 'colour', value: colours[0] }] : []
        );
        const from = Math.min(offset, events.length);
        expect(found.offset).toBe(from);
        expect(found.values).toEqual(colours.slice(from, from + 3).map((colour) => (distinct.size > 1 ? [colour] : [])));
      });
    })
  );
});

test('the variant has its rank in the selection; a case that is not selected has none, but can be looked at', () => {
  const { log, table } = logOf('ab', 'ab', 'b');
  const of = (caseId: string, keep: Uint8Array | null) =>
    caseEvents({ log, whole: log, table, keep, left: NOTHING }, caseId, 0, 9);
  expect(of('c2', null)).toMatchObject({ isSelected: true, variantRank: 2, variantCases: 1, durationMs: 0 });
  expect(of('c2', Uint8Array.of(0, 0, 1))).toMatchObject({ isSelected: true, variantRank: 1, variantCases: 1 });
  expect(of('c0', Uint8Array.of(0, 1, 1))).toMatchObject({ isSelected: false, variantRank: 0, variantCases: 1 });
  expect(of('c9', null)).toBeNull();
});
