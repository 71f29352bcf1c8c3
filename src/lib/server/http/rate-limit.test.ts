import { beforeEach, expect, test } from 'vitest';
import { RateLimit, TokenBuckets } from './rate-limit';

let nowMs = 0;
const clock = (): Date => new Date(nowMs);
beforeEach(() => void (nowMs = 1_000_000));

const limitOf = (rateAnonymous: number, rateSession: number): RateLimit =>
  new RateLimit({ config: { rateAnonymous, rateSession }, clock } as unknown as ConstructorParameters<typeof RateLimit>[0]);

/** How many are let through at once. */
function letThrough(ask: () => void): number {
  for (let count = 0; ; count++) {
    try {
      ask();
    } catch (error) {
      expect(error).toMatchObject({ code: 'too-many-requests', detail: { retrySeconds: 1 } });
      return count;
    }
  }
}

test('a bucket gives what it holds, then as much as it fills by', () => {
  const buckets = new TokenBuckets(2, clock);
  expect(Array.from({ length: 21 }, () => buckets.take('a'))).toEqual([...Array<number>(20).fill(0), 1]);
  expect(buckets.take('b')).toBe(0);
  nowMs += 1000;
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 1]);
  nowMs -= 60_000;
  expect(buckets.take('a')).toBe(1);
  nowMs += 3_600_000;
  expect(Array.from({ length: 21 }, () => buckets.take('a')).filter((wait) => wait === 0)).toHaveLength(20);
});

test('one that fills slowly says how long it takes', () => {
  const buckets = new TokenBuckets(0.1, clock);
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 10]);
});

test('callers are told apart by address, a whole IPv6 network being one, and by session once that was seen to be good', () => {
  const limit = limitOf(1, 2);
  expect(letThrough(() => limit.take('192.0.2.1', undefined))).toBe(10);
  expect(letThrough(() => limit.take('192.0.2.1', 'made up'))).toBe(0);
  expect(letThrough(() => limit.take('192.0.2.2', undefined))).toBe(10);
  let at = 0;
  expect(letThrough(() => limit.take(`2001:db8:1:2:${(at++).toString(16)}::1`, undefined))).toBe(10);
  expect(letThrough(() => limit.take('2001:db8:1:3::1', undefined))).toBe(10);
  limit.know('good');
  expect(letThrough(() => limit.take('192.0.2.1', 'good'))).toBe(19);
  limit.know('good');
  expect(letThrough(() => limit.take('192.0.2.1', 'good'))).toBe(0);
});

test('0 is no limit, and no number of callers takes all memory', () => {
  const free = limitOf(0, 0);
  for (let at = 0; at < 10_000; at++) free.take('192.0.2.1', undefined);
  const buckets = new TokenBuckets(1, clock);
  for (let at = 0; at < 50_000; at++) buckets.take(String(at));
  expect(Array.from({ length: 50_000 }, (_, at) => buckets.has(String(at))).filter(Boolean).length).toBeLessThanOrEqual(20_001);
});
