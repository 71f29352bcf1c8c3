/** How the vault writes in a real browser, told by its own calls: what node's tests take from their places in memory is true of these. */
import { expect, test, type Page } from '@playwright/test';
import { importKept, isKept, listRead, openArea, openStart, numbers } from './support/kept';

/** Put before the log worker's script: tells the page of every call that writes. */
const TELLING = `
const told = new BroadcastChannel('told');
const tell = (line) => told.postMessage(line);
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...asked) {
  const transaction = begin.apply(this, asked);
  if (transaction.mode === 'readwrite') transaction.addEventListener('complete', () => tell('put ' + this.name + ' ' + transaction.durability));
  return transaction;
};
const open = FileSystemFileHandle.prototype.createSyncAccessHandle;
FileSystemFileHandle.prototype.createSyncAccessHandle = async function (options) {
  const handle = await open.call(this, options);
  const { name } = this;
  if (options) return handle;
  return {
    write: (...given) => (tell('write ' + name), handle.write(...given)),
    flush: () => (handle.flush(), tell('flush ' + name)),
    close: () => (handle.close(), tell('close ' + name)),
    truncate: (size) => handle.truncate(size)
  };
};
`;

/** @returns what the log worker's vault has done since */
async function listenTo(page: Page): Promise<() => Promise<string[]>> {
  await page.route(/log-worker.*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${TELLING}\n${await answer.text()}` });
  });
  await page.addInitScript(() => {
    const lines: string[] = [];
    new BroadcastChannel('told').onmessage = ({ data }: MessageEvent<string>) => lines.push(data);
    Object.assign(window, { told: lines });
  });
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told.splice(0));
}

test('objects are flushed and closed before the row that names them, which is put with strict durability', async ({
  browser,
  baseURL
}) => {
  const context = await browser.newContext({ baseURL: baseURL!, locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  const told = await listenTo(page);
  await importKept(page, 'Orders');
  const lines = await told();
  const put = lines.indexOf('put kiseki-vault strict');
  const files = new Set(lines.slice(0, put).flatMap((line) => (line.startsWith('write ') ? [line.slice(6)] : [])));
  // seven parts and the manifest, at least
  expect(files.size).toBeGreaterThan(7);
  const ends = Array.from(files, (file) =>
    lines.slice(0, put).filter((line) => line.endsWith(file) && !line.startsWith('write'))
  );
  expect(ends).toEqual(Array.from(files, (file) => [`flush ${file}`, `close ${file}`]));
  const databases = lines.filter((line) => line.startsWith('put '));
  expect(databases.filter((line) => !line.endsWith(' strict'))).toEqual([]);
  // the mark of the highest version seen comes after the row
  expect(lines.indexOf('put kiseki-device strict', put)).toBeGreaterThan(put);
  await context.close();
});

test('eight tabs open one log at a time and change it at once: all is read, and every change is kept', async ({
  context,
  page
}) => {
  await importKept(page, 'Orders');
  const before = await numbers(page);
  const tabs = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  await Promise.all(
    tabs.map(async (tab) => {
      await openStart(tab);
      await openArea(tab, 'Orders');
      expect(await numbers(tab)).toEqual(before);
    })
  );
  await Promise.all(tabs.map((tab) => tab.getByTestId('finding-pin').click()));
  await Promise.all(tabs.map((tab) => isKept(tab)));
  for (const tab of tabs) await tab.close();
  await page.goto('/');
  await listRead(page);
  await openArea(page, 'Orders');
  await page.keyboard.press('i');
  await expect(page.getByTestId('finding')).toHaveCount(8);
});
