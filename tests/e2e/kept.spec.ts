import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { count, mapReady } from './support/app';
import { backUp, importKept, importLog, isKept, listRead, numbers, openArea, openStart, restore } from './support/kept';

const PASSPHRASE = 'meadow anvil cloud pepper seven';
const rows = (page: Page) => page.getByTestId('area-row');

test('an imported log is there tomorrow as it was left: numbers, filters, findings, saved filters, SQL', async ({ page }) => {
  await importKept(page, 'Orders of May');
  const all = await numbers(page);
  await page.getByTestId('filter-suggestion').first().click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all['cases']!);
  const left = await numbers(page);
  await page.getByTestId('finding-pin').click();
  await page.getByTestId('filter-saved').click();
  await page.getByTestId('saved-name').fill('monthly');
  await page.getByTestId('saved-save').click();
  await page.keyboard.press('Escape');
  await page.getByTestId('import-summary-close').click();
  await isKept(page);
  await openStart(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Orders of May');
  await openArea(page, 'Orders of May');
  expect(await numbers(page)).toEqual(left);
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect(page.getByTestId('import-summary')).toBeHidden();
  await page.getByTestId('filter-saved').click();
  await expect(page.getByTestId('saved-entry')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect(page.getByTestId('finding')).toHaveCount(1);
  await page.keyboard.press('q');
  await page.getByTestId('sql-editor').fill('SELECT 41 + 1 AS answer');
  await isKept(page);
  await openStart(page);
  await openArea(page, 'Orders of May');
  await page.keyboard.press('q');
  await expect(page.getByTestId('sql-editor')).toHaveValue('SELECT 41 + 1 AS answer');
});

test('a log is renamed in its row, and deleted only after the time to take that back', async ({ page }) => {
  await page.clock.install();
  await importKept(page, 'Orders');
  await openStart(page);
  await page.getByTestId('area-rename').click();
  await page.getByTestId('area-name').fill('<b>受注</b> 2026');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveAttribute('data-name', '<b>受注</b> 2026');
  await expect(page.getByTestId('area-rename')).toBeFocused();
  await page.reload();
  await expect(rows(page)).toHaveAttribute('data-name', '<b>受注</b> 2026');

  await page.getByTestId('area-delete').click();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByTestId('area-undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);

  // what was asked for outlives the page, and so does the way back
  await page.getByTestId('area-delete').click();
  await page.reload();
  await listRead(page);
  await expect(page.getByTestId('area-leaving')).toHaveCount(1);
  await page.getByTestId('area-undo').click();
  await openArea(page, '<b>受注</b> 2026');
  await openStart(page);

  await page.getByTestId('area-delete').click();
  await page.clock.fastForward(21_000);
  await expect(page.getByTestId('area-leaving')).toHaveCount(0);
  await expect(rows(page)).toHaveCount(0);
  await page.reload();
  await listRead(page);
  await expect(rows(page)).toHaveCount(0);
});

test('two tabs show the same numbers; what one makes of the log appears in the other, whose filters stay its own', async ({
  page,
  context
}) => {
  await importKept(page, 'Orders');
  const other = await context.newPage();
  await openStart(other);
  await openArea(other, 'Orders');
  expect(await numbers(other)).toEqual(await numbers(page));

  await other.getByTestId('filter-suggestion').first().click();
  await expect(other.getByTestId('filter-chip')).toHaveCount(1);
  await page.getByTestId('finding-pin').click();
  await other.keyboard.press('i');
  await expect(other.getByTestId('finding')).toHaveCount(1);
  await other.getByTestId('finding-note').fill('of the other tab');
  await other.getByTestId('finding-note').blur();
  await page.keyboard.press('i');
  await expect(page.getByTestId('finding-note')).toHaveValue('of the other tab');
  await expect(page.getByTestId('filter-chip')).toHaveCount(0);

  // both at once: neither undoes the other
  await Promise.all([page.getByTestId('finding-pin').click(), other.getByTestId('finding-pin').click()]);
  for (const tab of [page, other]) await expect(tab.getByTestId('finding')).toHaveCount(3);
  await other.getByTestId('finding-remove').first().click();
  await expect(page.getByTestId('finding')).toHaveCount(2);

  // a name is the log's: it goes through the other tab's view, and is no step of undo there
  await page.goto('/');
  await openArea(page, 'Orders');
  await other.keyboard.press('1');
  await mapReady(other);
  const box = (tab: Page, label: string) => tab.getByTestId('map-mirror').getByRole('button', { name: new RegExp(`^${label},`) });
  await box(page, 'send').focus();
  await page.keyboard.press('F2');
  await page.getByTestId('activity-name').fill('Dispatch');
  await page.keyboard.press('Enter');
  await expect(box(other, 'Dispatch')).toHaveCount(1);
  await expect(other.getByTestId('filter-chip')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(box(other, 'send')).toHaveCount(1);

  const third = await context.newPage();
  await openStart(third);
  await third.getByTestId('area-rename').click();
  await third.getByTestId('area-name').fill('Orders 2026');
  await third.keyboard.press('Enter');
  for (const tab of [page, other]) await expect(tab.getByRole('banner')).toContainText('Orders 2026');
});

test('storage that is cleared while the log is open is told, and the log is kept again', async ({ page, context, baseURL }) => {
  await importKept(page, 'Orders');
  const before = await numbers(page);
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: new URL(baseURL!).origin, storageTypes: 'all' });
  await page.getByTestId('finding-pin').click();
  await expect(page.getByTestId('kept-state')).toHaveAttribute('data-state', 'not-kept');
  expect(await numbers(page)).toEqual(before);
  await page.getByTestId('keep-again').click();
  await isKept(page);
  await openStart(page);
  await openArea(page, 'Orders');
  expect(await numbers(page)).toEqual(before);
  await page.keyboard.press('i');
  await expect(page.getByTestId('finding')).toHaveCount(1);
});

test('a log that does not fit is told with its reason, and kept once there is space', async ({ page, context, baseURL }) => {
  const { origin } = new URL(baseURL!);
  const browser = await context.newCDPSession(page);
  await openStart(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await importLog(page, 'Orders');
  await expect(page.getByTestId('kept-state')).toHaveAttribute('data-state', 'not-kept');
  await expect(page.getByTestId('kept-state')).toHaveAttribute('data-code', 'vault-full');
  const before = await numbers(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByTestId('keep-again').click();
  await isKept(page);
  await openStart(page);
  await openArea(page, 'Orders');
  expect(await numbers(page)).toEqual(before);

  // full again: what lies there opens, what is new is told, and kept with the next change that fits
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await openStart(page);
  await openArea(page, 'Orders');
  expect(await numbers(page)).toEqual(before);
  await page.getByTestId('finding-pin').click();
  await expect(page.getByTestId('kept-state')).toHaveAttribute('data-code', 'vault-full');
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByTestId('finding-pin').click();
  await isKept(page);
  await openStart(page);
  await openArea(page, 'Orders');
  await page.keyboard.press('i');
  await expect(page.getByTestId('finding')).toHaveCount(2);
});

/** Remember the catalogue's one row, or put it back, as someone with the disk in hand would. */
function catalogue(page: Page, act: 'remember' | 'put back'): Promise<void> {
  return page.evaluate(
    (asked) =>
      new Promise<void>((resolve) => {
        const held = globalThis as unknown as { row: unknown };
        const opening = indexedDB.open('kiseki-vault');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('areas', 'readwrite');
          const areas = transaction.objectStore('areas');
          if (asked === 'put back') areas.put(held.row);
          else areas.getAll().onsuccess = ({ target }) => ([held.row] = (target as IDBRequest<unknown[]>).result);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    act
  );
}

test('an older state that was put back is told in its row, and opened knowingly', async ({ page }) => {
  await importKept(page, 'Orders');
  const before = await numbers(page);
  await openStart(page);
  await catalogue(page, 'remember');
  await page.getByTestId('area-rename').click();
  await page.getByTestId('area-name').fill('Orders, renamed');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveAttribute('data-name', 'Orders, renamed');
  await catalogue(page, 'put back');
  await openStart(page);
  await expect(rows(page)).toHaveAttribute('data-fault', 'rolled-back');
  await expect(rows(page)).toContainText('older than the last one seen');
  await page.getByTestId('area-open-older').click();
  expect(await numbers(page)).toEqual(before);
});

test('a damaged log is told by code and in its row, and can be deleted', async ({ page }) => {
  await importKept(page, 'Orders');
  await openStart(page);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vault');
    for await (const [, entry] of folder.entries()) {
      const file = entry as FileSystemFileHandle;
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      bytes[bytes.length - 20]! ^= 1;
      const writer = await file.createWritable();
      await writer.write(bytes);
      await writer.close();
    }
  });
  await rows(page).click();
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'object-damaged');
  await expect(rows(page)).toHaveAttribute('data-fault', 'damaged');
  await expect(rows(page)).toContainText('Restore its backup');
  await page.getByTestId('area-delete').click();
  await expect(page.getByTestId('area-leaving')).toBeVisible();
});

test('a sample is kept only when that is asked for', async ({ page }) => {
  await page.goto('/?lang=en');
  await page.locator('[data-name=helpdesk]').click();
  await mapReady(page);
  await expect(page.getByTestId('kept-state')).toHaveAttribute('data-state', 'offered');
  await page.getByTestId('keep-log').click();
  await isKept(page);
  const before = await numbers(page);
  await openStart(page);
  await expect(rows(page)).toHaveCount(1);
  await openArea(page, 'Helpdesk');
  expect(await numbers(page)).toEqual(before);
});

test('a backup is a log of its own in another browser, with the same numbers; another passphrase or a cut file is refused', async ({
  page,
  browser,
  baseURL
}) => {
  await importKept(page, 'Orders');
  await page.getByTestId('finding-pin').click();
  await isKept(page);
  const before = await numbers(page);
  await openStart(page);
  const { name, bytes } = await backUp(page, PASSPHRASE);
  expect(name).toBe('Orders.kiseki');
  expect(bytes.toString('latin1')).not.toContain('clerk');
  await expect(rows(page)).not.toContainText('never');

  const elsewhere = await browser.newContext({ baseURL: baseURL!, locale: 'en-GB' });
  const there = await elsewhere.newPage();
  await openStart(there);
  const error = there.getByTestId('restore-dialog').getByTestId('error-message');
  await restore(there, name, bytes, 'another passphrase');
  await expect(error).toHaveAttribute('data-code', 'backup-passphrase', { timeout: 60_000 });
  await there.getByTestId('passphrase').fill(PASSPHRASE);
  await there.getByTestId('backup-restore').click();
  await expect(rows(there)).toHaveCount(1, { timeout: 60_000 });
  await openArea(there, 'Orders');
  expect(await numbers(there)).toEqual(before);
  await there.keyboard.press('i');
  await expect(there.getByTestId('finding')).toHaveCount(1);

  await openStart(there);
  await restore(there, name, bytes.subarray(0, bytes.length - 100), PASSPHRASE);
  await expect(error).toHaveAttribute('data-code', 'backup-truncated', { timeout: 60_000 });
  await there.keyboard.press('Escape');
  await restore(there, 'x.kiseki', Buffer.from('case,activity\n'), PASSPHRASE);
  await expect(error).toHaveAttribute('data-code', 'not-a-backup');
  await there.keyboard.press('Escape');
  await expect(rows(there)).toHaveCount(1);
  await elsewhere.close();
});

test('a backup is dropped anywhere; an analysis file is not taken for one', async ({ page }) => {
  await openStart(page);
  const drop = async (fileName: string): Promise<void> => {
    const dropped = await page.evaluateHandle((called) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['{}'], called));
      return transfer;
    }, fileName);
    await page.dispatchEvent('footer', 'drop', { dataTransfer: dropped });
  };
  await drop('orders.kiseki');
  await expect(page.getByTestId('restore-dialog')).toContainText('orders.kiseki');
  await page.keyboard.press('Escape');
  await drop('orders.kiseki.json');
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'bad-analysis');
  await expect(page.getByTestId('restore-dialog')).toBeHidden();
});

test('a log without a backup of late is named in a quiet line, which goes when it is sent away', async ({ page }) => {
  await importKept(page, 'Orders');
  await openStart(page);
  await expect(page.getByTestId('backup-reminder')).toBeHidden();
  await page.clock.setFixedTime(Date.now() + 40 * 86_400_000);
  await openStart(page);
  await expect(page.getByTestId('backup-reminder')).toContainText('One log');
  await page.getByTestId('backup-reminder-close').click();
  await page.reload();
  await listRead(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByTestId('backup-reminder')).toBeHidden();
});

for (const [what, script] of [
  ['no files of its own', `Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined });`],
  ['no database', `Object.defineProperty(self, 'indexedDB', { value: undefined });`]
] as const) {
  test(`a browser that gives the page ${what}: all works for this tab, and it says so`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL!, locale: 'en-GB', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.route(/log-worker.*\.js$/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${script}\n${await answer.text()}` });
    });
    await openStart(page);
    await expect(page.getByTestId('durability')).toHaveAttribute('data-state', 'memory');
    await expect(page.getByTestId('kept-logs')).toContainText('gone when this tab is closed');
    await page.locator('[data-name=helpdesk]').click();
    expect((await numbers(page))['cases']).toBe(2148);
    await page.getByTestId('keep-log').click();
    await expect(page.getByTestId('kept-state')).toHaveAttribute('data-code', 'vault-unavailable');
    await page.getByTestId('finding-pin').click();
    await page.keyboard.press('i');
    await expect(page.getByTestId('finding')).toHaveCount(1);
    await context.close();
  });
}

for (const [language, theme] of [
  ['en', 'light'],
  ['ja', 'dark']
] as const) {
  test(`${language}, ${theme}: the list and its dialogs hold nothing serious for axe`, async ({ page }) => {
    await importKept(page, 'Orders');
    const check = async (): Promise<void> => {
      expect(await seriousFaults(page)).toEqual([]);
    };
    await check();
    await page.goto(`/?lang=${language}&theme=${theme}`);
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByTestId('durability')).toHaveAttribute('data-state', /persistent|best-effort/);
    await check();
    await page.getByTestId('backup-export').click();
    await page.getByTestId('passphrase').fill('short');
    await check();
    await page.keyboard.press('Escape');
    await page.getByTestId('area-delete').click();
    await check();
  });
}
