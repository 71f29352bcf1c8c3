import { expect, test } from 'vitest';
import { usualEnds } from './usual-ends';

test('the most frequent ends until nine of ten cases are ended', () => {
  expect(usualEnds(['pay', 'reject', 'wait', 'check'], [60, 32, 5, 3], [70, 90, 50, 100])).toEqual(['pay', 'reject']);
});

test('an activity that is nearly always the last ends cases too, however rare; a single case is no custom', () => {
  expect(usualEnds(['cancel', 'pay', 'check', 'odd'], [30, 950, 19, 1], [31, 960, 1000, 1])).toEqual(['pay', 'cancel']);
});

test('no case, no end', () => {
  expect(usualEnds([], [], [])).toEqual([]);
  expect(usualEnds(['a'], [0], [0])).toEqual([]);
});
