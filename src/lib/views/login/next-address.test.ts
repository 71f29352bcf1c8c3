import { expect, test } from 'vitest';
import { nextAddress } from './next-address';

test.each([
  ['/admin/people', '/admin/people'],
  ['/account?lang=ja', '/account?lang=ja'],
  ['https://evil.example/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?next=/login', '/'],
  ['/api/v1/sign-out', '/']
])('%s leads to %s', (asked, led) => {
  expect(nextAddress(new URL(`https://kiseki.test/login?next=${encodeURIComponent(asked)}`))).toBe(led);
});
