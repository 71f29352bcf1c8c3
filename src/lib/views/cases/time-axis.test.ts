import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenAxis, squeezedAxis } from './time-axis';

const moments = fc
  .array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 })
  .map((times) => Float64Array.from(times));

test('both axes keep the order of moments, from 0 to 1', () => {
  fc.assert(
    fc.property(moments, (times) => {
      const sorted = times.slice().sort();
      for (const axis of [evenAxis(sorted[0]!, sorted.at(-1)!), squeezedAxis(times)]) {
        const places = Array.from(sorted, (time) => axis.place(time));
        if (sorted[0] === sorted.at(-1)) expect(new Set(places)).toEqual(new Set([0.5]));
        else {
          expect(places[0]).toBe(0);
          expect(places.at(-1)).toBeCloseTo(1, 9);
          places.forEach((place, i) => {
            if (i > 0) expect(place).toBeGreaterThanOrEqual(places[i - 1]!);
          });
        }
      }
    })
  );
});

test('a long gap leaves room for the short ones', () => {
  const times = Float64Array.of(0, 1, 2, 3, 1000);
  expect(squeezedAxis(times).place(3)).toBeGreaterThan(0.2);
  expect(evenAxis(0, 1000).place(3)).toBeCloseTo(0.003, 6);
});

test('ticks are apart, and the last moment is named', () => {
  fc.assert(
    fc.property(moments, fc.double({ min: 0.05, max: 1, noNaN: true }), (times, apart) => {
      const sorted = times.slice().sort();
      for (const axis of [evenAxis(sorted[0]!, sorted.at(-1)!), squeezedAxis(times)]) {
        const ticks = axis.ticks(apart);
        expect(ticks.at(-1)).toBe(sorted.at(-1));
        ticks.slice(1).forEach((tick, i) => {
          expect(axis.place(tick) - axis.place(ticks[i]!)).toBeGreaterThanOrEqual(apart - 1e-9);
        });
      }
    })
  );
});
