import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixOf } from './cases';
import { faultsOf, outcomeOf } from './judge';
import { World } from './world';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world?.close());

test('every endpoint has its line in the oracle and a request', () => {
  expect(matrixOf(world).missing).toEqual([]);
});

test('every endpoint answers everybody, in every circumstance, as the oracle says', async () => {
  const { cases } = matrixOf(world);
  const mismatches: string[] = [];
  for (const each of cases) {
    const faults = faultsOf(world, each, await outcomeOf(world, each));
    mismatches.push(...faults.map((fault) => `${each.call} | ${each.circumstance} | ${fault}`));
  }
  console.log(`the matrix has ${cases.length} rows`);
  expect(mismatches).toEqual([]);
});
