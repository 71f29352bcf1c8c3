import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { GroupedTimes } from './group-medians';
import { spreadOf } from './spread';

test('each group has the median of its own times, however many', () => {
  const times = new GroupedTimes();
  for (let i = 0; i < 6003; i++) times.add(i % 3, i);
  expect([...times.medians(4)]).toEqual([3000, 3001, 3002, NaN]);
});

test('as by sorting', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -50, max: 50 })), { maxLength: 60 }), (pairs) => {
      const times = new GroupedTimes();
      for (const [group, ms] of pairs) times.add(group, ms);
      times.medians(5).forEach((median, g) => {
        const own = pairs.filter(([group]) => group === g).map(([, ms]) => ms);
        expectClose(median, spreadOf(Float64Array.from(own).sort()).median);
      });
    })
  );
});
