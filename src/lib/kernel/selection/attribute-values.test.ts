import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textAt } from '$lib/model/dictionary';
import { arbitraryMask, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { attributeValues } from './attribute-values';

const rowsOf = (...colours: (string | null)[]) =>
  colours.map((colour, i) => ({ case: `${i >> 1}`, activity: 'a', at: i, colour }));

test('cases of each value, once a case; cases descending, then the value, the missing one last', () => {
  const { log, table } = derivedFrom(rowsOf('red', 'red', 'blue', null, 'red', 'Ärger', '𝄞', '￦'));
  expect(attributeValues(log, table, 'colour', '', 10)).toEqual({
    total: 6,
    values: [
      { value: 'red', cases: 2 },
      { value: 'blue', cases: 1 },
      { value: 'Ärger', cases: 1 },
      { value: '￦', cases: 1 },
      { value: '𝄞', cases: 1 },
      { value: null, cases: 1 }
    ]
  });
});

test('search looks inside values, in any case of letters, and never finds the missing one', () => {
  const { log, table } = derivedFrom(rowsOf('Red', 'infrared', null, 'blue'));
  expect(attributeValues(log, table, 'colour', 'rED', 1)).toEqual({ total: 2, values: [{ value: 'Red', cases: 1 }] });
});

test('an unknown column is refused', () => {
  const { log, table } = logOf('a');
  expect(() => attributeValues(log, table, 'nowhere', '', 1)).toThrow(expect.objectContaining({ code: 'unknown-column' }));
});

test('agrees with counting case by case, for any log and selection', () => {
  fc.assert(
    fc.property(arbitraryRows, arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log, table } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const counts = new Map<string | null, number>();
      casesOf(derived).forEach((events, c) => {
        if (keep !== null && keep[c] === 0) return;
        const dictionary = table.columns[4]!.dictionary;
        for (const code of new Set(events.map(({ colour }) => colour))) {
          const value = code === 0 ? null : textAt(dictionary, code);
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      });
      const { total, values } = attributeValues(log, table, 'colour', '', 99, keep);
      expect(total).toBe(counts.size);
      expect(new Map(values.map(({ value, cases }) => [value, cases]))).toEqual(counts);
    })
  );
});
