import { expect, test } from 'vitest';
import { ViewAddresses } from './view-addresses';
import { FIRST_VIEW } from './view-state';

test('a state has one id, which says nothing and leads back to it', () => {
  const addresses = new ViewAddresses();
  const other = { ...FIRST_VIEW };
  const id = addresses.idOf(FIRST_VIEW);
  expect(id).toMatch(/^[0-9a-z]{12}$/);
  expect(addresses.idOf(FIRST_VIEW)).toBe(id);
  expect(addresses.idOf(other)).not.toBe(id);
  expect(addresses.at(id)).toBe(FIRST_VIEW);
  expect(addresses.at('nobody')).toBeUndefined();
});

test('the oldest are forgotten, and found again under their id when they are looked at', () => {
  const addresses = new ViewAddresses();
  const id = addresses.idOf(FIRST_VIEW);
  for (let i = 0; i < 500; i++) addresses.idOf({ ...FIRST_VIEW });
  expect(addresses.at(id)).toBeUndefined();
  expect(addresses.idOf(FIRST_VIEW)).toBe(id);
  expect(addresses.at(id)).toBe(FIRST_VIEW);
});
