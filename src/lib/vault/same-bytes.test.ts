import { expect, test } from 'vitest';
import { sameBytes } from './same-bytes';

test('equal are byte strings of one length whose every byte is equal', () => {
  const one = Uint8Array.of(1, 2, 3);
  expect(sameBytes(one, Uint8Array.of(1, 2, 3))).toBe(true);
  expect(sameBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  const others = [[], [1, 2], [1, 2, 3, 0], [0, 2, 3], [1, 0, 3], [1, 2, 0], [1, 2, 0x83]];
  for (const other of others) {
    expect(sameBytes(one, Uint8Array.from(other)), other.join()).toBe(false);
    expect(sameBytes(Uint8Array.from(other), one), other.join()).toBe(false);
  }
});
