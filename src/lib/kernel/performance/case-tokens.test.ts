import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { caseTokens } from './case-tokens';

test('a token leaves at the complete time and reaches at the start of the next', () => {
  const { log } = derivedFrom([
    { case: 'x', activity: 'a', at: 10, start: 5 },
    { case: 'x', activity: 'b', at: 30, start: 20 },
    { case: 'x', activity: 'c', at: 40, start: 25 }
  ]);
  const tokens = caseTokens(log, 10, 'absolute');
  expect([...tokens.leaveMs].map((ms) => ms / MINUTE_MS)).toEqual([10, 30]);
  // c began before b was complete: it is reached at once
  expect([...tokens.reachMs].map((ms) => ms / MINUTE_MS)).toEqual([20, 30]);
  expect([tokens.fromMs, tokens.toMs].map((ms) => ms / MINUTE_MS)).toEqual([5, 40]);
  expect([...caseTokens(log, 10, 'relative').leaveMs].map((ms) => ms / MINUTE_MS)).toEqual([5, 25]);
});

test('chooses evenly by the order of beginnings, the same every time', () => {
  const { log } = logOf(...Array.from({ length: 100 }, () => 'ab'));
  const tokens = caseTokens(log, 4, 'absolute');
  expect([tokens.cases, tokens.tokens]).toEqual([100, 4]);
  expect([...tokens.beginMs].map((ms) => ms / MINUTE_MS / 1000)).toEqual([0, 25, 50, 75]);
  expect(caseTokens(log, 4, 'absolute')).toEqual(tokens);
});

test('nothing selected, nothing to play', () => {
  const none = caseTokens(logOf('ab').log, 10, 'absolute', Uint8Array.of(0));
  expect([none.cases, none.tokens, none.fromMs, none.token.length]).toEqual([0, 0, NaN, 0]);
  expect(caseTokens(logOf().log, 10, 'relative').tokens).toBe(0);
});

test('with room for all, every pair of every selected case is played, in order of time', () => {
  fc.assert(
    fc.property(arbitraryRows, arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const chosen = casesOf(derived).filter((events, c) => events.length > 0 && (keep === null || keep[c] === 1));
      const tokens = caseTokens(log, 1000, 'absolute', keep);
      const { edgeFrom, edgeTo } = log.variants;
      const played = [...tokens.edge].map(
        (edge, i) => `${edgeFrom[edge]} ${edgeTo[edge]} ${tokens.leaveMs[i]} ${tokens.reachMs[i]}`
      );
      const pairs = chosen.flatMap((events) =>
        events.slice(1).map((event, i) => {
          const left = events[i]!;
          const reached = Number.isNaN(event.startMs) ? event.timeMs : event.startMs;
          return `${left.activity} ${event.activity} ${left.timeMs} ${Math.max(left.timeMs, reached)}`;
        })
      );
      expect(played.sort()).toEqual(pairs.sort());
      expect([...tokens.leaveMs]).toEqual([...tokens.leaveMs].sort((a, b) => a - b));
      expect([tokens.cases, tokens.tokens]).toEqual([chosen.length, chosen.length]);
    })
  );
});
