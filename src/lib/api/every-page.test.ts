import { expect, test } from 'vitest';
import { everyPage } from './every-page';

test('asks for page after page until there is none', async () => {
  const pages = new Map([
    [undefined, { items: [1, 2], next: 'b' }],
    ['b', { items: [3], next: 'c' }],
    ['c', { items: [] }]
  ]);
  const asked: unknown[] = [];
  const all = await everyPage<number>((page) => {
    asked.push(page);
    return Promise.resolve(pages.get(page.after)!);
  });
  expect(all).toEqual([1, 2, 3]);
  expect(asked).toEqual([{ limit: '500' }, { limit: '500', after: 'b' }, { limit: '500', after: 'c' }]);
});
