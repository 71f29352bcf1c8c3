import { expect, test } from 'vitest';
import { drawCode, hashCode } from './one-time-code';

test('codes are drawn anew, and known however they are typed', () => {
  const code = drawCode();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(drawCode()).not.toBe(code);
  expect(hashCode(` ${code.toLowerCase().replaceAll('-', ' – ')} `)).toEqual(hashCode(code));
  expect(hashCode('0O1IL')).toEqual(hashCode('00111'));
});
