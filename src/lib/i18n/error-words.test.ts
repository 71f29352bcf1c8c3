import { describe, expect, test } from 'vitest';
import { ERROR_CODES, MiningError, type ErrorDetail } from '$lib/model/errors';
import { errorWords } from './error-words';
import { LANGUAGES, messages } from './messages';

/** every fact that the engine may give, and one far too long */
const FULL: ErrorDetail = {
  file: 'orders.csv',
  entry: 'inner.csv',
  line: 12345,
  column: 'finished_at',
  value: 'x'.repeat(5_000),
  limit: 4096,
  max: 4096,
  n: 70_000,
  count: 10_000,
  encoding: 'shift_jis',
  kind: 'Parquet',
  pattern: 'yyyy//',
  why: 'boom',
  needed: 3_000_000_000
};

describe.each(LANGUAGES)('%s', (language) => {
  test.each(ERROR_CODES)('%s: what and next always, nothing undefined, nothing endless', (code) => {
    for (const detail of [{}, FULL]) {
      const words = errorWords(new MiningError(code, detail), messages[language]);
      expect(words.what).not.toBe('');
      expect(words.next).not.toBe('');
      const all = Object.values(words).join(' ');
      expect(all).not.toMatch(/undefined|null|NaN|\[object|“”|「」/);
      expect(all.length).toBeLessThan(900);
    }
  });

  test('the place names file, entry, line, column and value', () => {
    const { where } = errorWords(new MiningError('unclosed-quote', FULL), messages[language]);
    expect(where).toContain('orders.csv › inner.csv');
    expect(where).toContain('12,345');
    expect(where).toContain('finished_at');
  });
});

test('Japanese words are Japanese', () => {
  for (const code of ERROR_CODES) {
    const { what, next } = errorWords(new MiningError(code), messages.ja);
    expect(`${code} ${what}`).toMatch(/[ぁ-ん]/);
    expect(`${code} ${next}`).toMatch(/[ぁ-ん].*。$/);
  }
});
