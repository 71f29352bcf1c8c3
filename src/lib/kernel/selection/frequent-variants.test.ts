import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryRows } from '../testing/arbitrary-log';
import { derivedFrom, logOf } from '../testing/log-of';
import { variantList } from '../variants/variant-list';
import { firstVariants, lastVariants, variantsCovering } from './frequent-variants';
import { trimmedLog } from './trimmed-log';

const chosen = (held: Uint8Array): number[] => [...held.keys()].filter((v) => held[v] === 1);

test('the first ones are those of the variant list, ties and all, and as few as cover the share', () => {
  fc.assert(
    fc.property(
      arbitraryRows,
      fc.integer({ min: 0, max: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, count, share) => {
        const { log } = derivedFrom(rows);
        const list = variantList(log, 1000);
        const first = list.rows.map(({ variant }) => variant);
        expect(chosen(firstVariants(log, count))).toEqual(first.slice(0, count).sort((a, b) => a - b));
        let needed = 0;
        for (let covered = 0; covered / list.cases < share; needed++) covered += list.rows[needed]!.cases;
        expect(chosen(variantsCovering(log, share))).toEqual(first.slice(0, needed).sort((a, b) => a - b));
      }
    )
  );
});

test('the last ones are the rarest, ties by their labels', () => {
  const { log } = logOf('b', 'a', 'c', 'a', 'c', 'c');
  const labels = (held: Uint8Array) =>
    chosen(held).map((v) => log.activities[log.variants.sequence[log.variants.sequenceStart[v]!]!]);
  expect(labels(lastVariants(log, 1))).toEqual(['b']);
  expect(labels(lastVariants(logOf('b', 'a').log, 1))).toEqual(['a']);
  expect(labels(lastVariants(log, 9))).toEqual(['b', 'a', 'c']);
});

test('a share that is met exactly takes no variant more', () => {
  // 7 / 100 of the cases: 0.07 * 100 is a little more than 7
  const { log } = logOf(...Array<string>(7).fill('a'), ...Array.from({ length: 93 }, (_, i) => 'b'.repeat(2 + i)));
  expect(chosen(variantsCovering(log, 0.07))).toEqual([0]);
});

test('cases that lost all events are nobody’s', () => {
  const { log } = logOf('x', 'x', 'x', 'a', 'b');
  const trimmed = trimmedLog(log, log.activity.map((code) => (log.activities[code] === 'x' ? 0 : 1)) as Uint8Array);
  expect(chosen(firstVariants(trimmed, 1))).toHaveLength(1);
  expect(trimmed.variants.size).toBe(3);
  expect(chosen(variantsCovering(trimmed, 1))).toHaveLength(2);
});
