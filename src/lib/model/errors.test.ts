import { expect, test } from 'vitest';
import { asMiningError, MiningError } from './errors';

test.each([
  'Array buffer allocation failed',
  'Invalid typed array length: 1e12',
  'Invalid string length',
  'Map maximum size exceeded'
])('%s is a lack of memory', (message) => {
  expect(asMiningError(new RangeError(message)).code).toBe('out-of-memory');
});

test('other range errors, errors and values are faults of ours; what has a code keeps it', () => {
  expect(asMiningError(new RangeError('Maximum call stack size exceeded')).code).toBe('internal');
  expect(asMiningError('odd').detail).toEqual({ why: 'odd' });
  const coded = new MiningError('cancelled');
  expect(asMiningError(coded)).toBe(coded);
});
