import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logOf } from '../testing/log-of';
import { compareByCodePoint } from './label-order';
import { variantsBySequence } from './variants-by-sequence';

test('by label, code point by code point, beginnings first; longer than one number holds as well', () => {
  // with 30 labels a number holds ten of them
  const trace = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz', '\u{1d11e}', '￦', 'あ', 'ー'),
    minLength: 1,
    maxLength: 4
  });
  const long = fc.tuple(fc.constantFrom('', 'aaaaaaaaaaaaa', 'aaaaaaaaaaaab'), trace).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(long, { maxLength: 40 }), (traces) => {
      const { log } = logOf(...traces);
      const { sequence, sequenceStart } = log.variants;
      const found = Array.from(variantsBySequence(log), (v) =>
        Array.from(sequence.subarray(sequenceStart[v], sequenceStart[v + 1]), (code) => log.activities[code]).join('')
      );
      expect(found).toEqual([...new Set(traces)].sort(compareByCodePoint));
    })
  );
});
