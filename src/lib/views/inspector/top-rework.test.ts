import { expect, test } from 'vitest';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { reworkMap } from '$lib/kernel/discovery/rework-map';
import { logOf } from '$lib/kernel/testing/log-of';
import { topRework } from './top-rework';

test('ranks by extra executions, with what they are made of and how they spread over cases', () => {
  const { log } = logOf('aabab', 'ab', 'ac');
  const rows = topRework(frequencyMap(log), reworkMap(log), 8);
  expect(rows).toEqual([
    { activity: 0, rank: 1, extra: 2, selfLoops: 1, loops: 1, cases: 1, share: 1 / 3, perCase: 2 / 3 },
    { activity: 1, rank: 2, extra: 1, selfLoops: 0, loops: 1, cases: 1, share: 1 / 2, perCase: 1 / 2 }
  ]);
  expect(topRework(frequencyMap(log), reworkMap(log), 1)).toHaveLength(1);
});
