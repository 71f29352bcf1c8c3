import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ITEMS } from './items';

const shown = ITEMS.flatMap(({ number, standing }) =>
  standing.kind === 'shown' ? standing.by.map((proof) => ({ number, ...proof })) : []
);

test('every test that shows an item is there', () => {
  const orphans = shown.filter(({ file, test: title }) => {
    if (!existsSync(file)) return true;
    const titles = readFileSync(file, 'utf8').matchAll(/\b(?:test|it)(?:\.each\([^\n]*?\))?\(\s*(['"`])([^\n]*?)\1,/g);
    return ![...titles].some(([, , text]) => text!.replaceAll("\\'", "'").startsWith(title));
  });
  expect(orphans.map(({ number, file, test: title }) => `${number}: ${file}: ${title}`)).toEqual([]);
});

test('every item is named once, in order of its chapter, and says something', () => {
  const numbers = ITEMS.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(ITEMS.filter(({ number }) => !/^\d+\.\d+\.\d+$/.test(number))).toEqual([]);
  for (const { asks, standing } of ITEMS) {
    expect(asks.length).toBeGreaterThan(3);
    if (standing.kind === 'reason') expect(standing.why.length).toBeGreaterThan(10);
  }
});

test('the sum says how many are shown, reasoned and open', () => {
  const count = (kind: string): number => ITEMS.filter(({ standing }) => standing.kind === kind).length;
  console.log(`ASVS 5.0: ${ITEMS.length} items: ${count('shown')} shown, ${count('reason')} by reason, ${count('open')} open`);
  expect(count('shown')).toBeGreaterThan(count('open'));
});
