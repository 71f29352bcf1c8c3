import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { AreaCard } from '$lib/model/vault';
import { bytesOfCard, cardOfBytes } from './card-json';

const card: AreaCard = {
  name: '購買 2026',
  cases: 3,
  events: 12,
  variants: 2,
  firstUtcMs: -1.5,
  lastUtcMs: 1_700_000_000_000,
  importedUtcMs: 1_700_000_000_001,
  columns: ['case', 'activity', 'zeit\u0000'],
  hash: 'ab'.repeat(32),
  backupUtcMs: null
};

test('a card comes back as it was, that of an empty log too', () => {
  const empty = { ...card, cases: 0, events: 0, firstUtcMs: NaN, lastUtcMs: NaN, backupUtcMs: 5 };
  for (const one of [card, empty]) expect(cardOfBytes(bytesOfCard(one))).toEqual(one);
});

test('what is no card is refused', () => {
  const texts = ['', '{', 'null', '[]', '{}', JSON.stringify({ ...card, cases: -1 }), JSON.stringify({ ...card, name: 5 })];
  texts.push(JSON.stringify({ ...card, columns: [1] }), JSON.stringify({ ...card, lastUtcMs: '1' }), '"\ud800"');
  for (const text of texts) expect(() => cardOfBytes(new TextEncoder().encode(text)), text).toThrow(MiningError);
  expect(() => cardOfBytes(Uint8Array.of(0xff))).toThrow(MiningError);
});
