import { describe, expect, test } from 'vitest';
import { formatOf, orderOf } from './time-patterns';

describe('formatOf', () => {
  test.each([
    ['yyyy/MM/dd HH:mm', false],
    ['EEE, d MMM yyyy HH:mm:ss X', true],
    ["yyyy-MM-dd'T'HH:mm'Z'", false],
    ['yyyy-MM-dd HH:mm z', true],
    ['epoch-ms', true],
    ['excel-serial', false]
  ])('%s names a zone: %s', (pattern, zoned) => {
    expect(formatOf(pattern)).toEqual({ pattern, zoned });
  });
});

test('orderOf says what differs', () => {
  expect(orderOf('dd/MM/yyyy HH:mm')).toBe('D/M/Y');
  expect(orderOf('M/d/yy h:mm a')).toBe('M/D/Y');
  expect(orderOf('iso')).toBe('iso');
});
