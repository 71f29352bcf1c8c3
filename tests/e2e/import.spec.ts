import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, count, csvFile, mapReady, setRole } from './support/app';

const HEADER = 'order_no,activity,finished_at,team,due_date';
/** 受注 and 髙 in CP932; day 31 has no month of its own */
const CP932 = Buffer.concat([
  Buffer.from(`${HEADER}\r\n`),
  ...Array.from({ length: 60 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    const time = i === 30 ? '31/02/2026 10:00' : `${day}/04/2026 09:${String(i).padStart(2, '0')}`;
    const team = Buffer.from([0xfb, 0xfc, 0x8b, 0xb4]); // 髙橋
    const activity = i % 2 === 0 ? Buffer.from([0x8e, 0xf3, 0x92, 0x8d]) : Buffer.from([0x8f, 0x6f, 0x89, 0xd7]); // 受注, 出荷
    return Buffer.concat([
      Buffer.from(`SO-${i >> 1},`),
      activity,
      Buffer.from(`,${time},`),
      team,
      Buffer.from(`,0${1 + (i % 2)}/10/2026\r\n`)
    ]);
  })
]);
const GOOD = 'case,step,sub,time\n1,a,x,2026-01-01 10:00:00\n1,b,y,2026-01-01 11:00:00\n2,a,y,2026-01-02 10:00:00\n';

const roleOf = (page: Page, column: string) =>
  page.locator(`[data-testid=import-column-role][data-column=${JSON.stringify(column)}]`);

test('a CP932 file: read right, dates proved, one row set aside, listed and downloadable', async ({ page }) => {
  await chooseFiles(page, csvFile('orders.csv', CP932));
  await expect(page.getByTestId('import-encoding')).toHaveValue('shift_jis');
  await expect(page.getByText('髙', { exact: false }).first()).toBeVisible();
  await expect(roleOf(page, 'order_no')).toHaveValue('case');
  await expect(roleOf(page, 'activity')).toHaveValue('activity');
  await expect(roleOf(page, 'finished_at')).toHaveValue('timestamp');
  await expect(page.locator('[data-evidence-of=finished_at]')).toContainText('D/M/Y');
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(59);

  const summary = page.getByTestId('import-summary');
  await expect(summary).toContainText('59');
  await expect(summary.getByTestId('quarantine-count')).toHaveAttribute('data-value', '1');
  await page.getByTestId('quarantine-rows').click();
  await expect(page.getByTestId('quarantine-dialog')).toContainText('31/02/2026 10:00');
  await page.keyboard.press('Escape');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('quarantine-download').click()]);
  expect(download.suggestedFilename()).toMatch(/orders.*\.csv$/);
  await page.getByTestId('import-summary-close').click();
  await expect(summary).toBeHidden();
});

test('another encoding changes what is read, and can be taken back', async ({ page }) => {
  await chooseFiles(page, csvFile('orders.csv', CP932));
  await expect(page.getByTestId('import-encoding')).toHaveValue('shift_jis');
  await page.getByTestId('import-encoding').selectOption('utf-8');
  const isRefused = page.getByTestId('error-message').filter({ hasText: /UTF-8|utf-8/ });
  await expect(isRefused.or(page.getByText('\uFFFD', { exact: false }).first())).toBeVisible();
  await page.getByTestId('import-encoding').selectOption('detect');
  await expect(page.getByTestId('import-encoding')).toHaveValue('shift_jis');
  await expect(page.getByTestId('import-confirm')).toBeEnabled();
});

test('dates that read both ways are left to the user', async ({ page }) => {
  await chooseFiles(page, csvFile('orders.csv', CP932));
  const card = page.locator('[data-evidence-of=due_date]');
  await expect(card).toContainText('choose');
  await card.getByRole('button', { name: 'M/D/Y' }).click();
  await expect(card).toContainText('chosen');
  await expect(page.locator('[data-format-of=due_date]')).toHaveValue(/^M+\/d+\/yyyy$/);
});

test('a role that one column can have moves; what is missing is said by code', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', GOOD));
  await setRole(page, 'step', 'activity');
  await setRole(page, 'sub', 'activity');
  await expect(roleOf(page, 'step')).toHaveValue('attribute');
  await setRole(page, 'time', 'attribute');
  const message = page.getByTestId('error-message');
  await expect(message).toHaveAttribute('data-code', 'no-time-column');
  await page.getByTestId('import-confirm').click();
  await expect(message).toHaveAttribute('data-code', 'no-time-column');
  await setRole(page, 'time', 'timestamp');
  await expect(message).toBeHidden();
  await confirmImport(page);
  expect(await count(page, 'activities')).toBe(2);
});

test('columns are joined into the activity', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', GOOD));
  await setRole(page, 'case', 'case');
  await setRole(page, 'step', 'activity');
  await page.getByTestId('join-activity').selectOption({ label: 'sub' });
  await expect(page.getByTestId('joined-activity')).toContainText('sub');
  await confirmImport(page);
  expect(await count(page, 'activities')).toBe(3);
});

test('the mapping is remembered by header and offered again', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', GOOD));
  await setRole(page, 'case', 'case');
  await setRole(page, 'sub', 'activity');
  await setRole(page, 'step', 'ignore');
  await confirmImport(page);
  await chooseFiles(page, csvFile('later.csv', GOOD.replaceAll('2026', '2027')));
  await expect(page.getByTestId('mapping-restored')).toBeVisible();
  await expect(roleOf(page, 'sub')).toHaveValue('activity');
  await expect(roleOf(page, 'step')).toHaveValue('ignore');
  await page.getByTestId('mapping-restored').getByRole('button').click();
  await expect(roleOf(page, 'step')).not.toHaveValue('ignore');
  await expect(page.getByTestId('mapping-restored')).toBeHidden();
});

test('files are added and taken away; without any the start page is next', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', GOOD));
  await expect(page.getByTestId('import-confirm')).toBeEnabled();
  await setRole(page, 'case', 'case');
  await setRole(page, 'sub', 'activity');
  await page.getByTestId('import-file').setInputFiles(csvFile('b.csv', GOOD.replaceAll('\n1,', '\n7,')));
  await expect(page.getByRole('button', { name: 'Import 6 rows' })).toBeEnabled();
  await expect(roleOf(page, 'sub')).toHaveValue('activity');
  await page.getByRole('button', { name: 'Remove b.csv' }).click();
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toBeEnabled();
  await page.getByRole('button', { name: 'Remove a.csv' }).click();
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
});

test('a zone that does not exist is refused, a real one decides the times', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', GOOD));
  await setRole(page, 'case', 'case');
  await setRole(page, 'step', 'activity');
  await page.getByTestId('time-zone').fill('Asia/Nowhere');
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'bad-time-pattern');
  await page.getByTestId('time-zone').fill('Asia/Tokyo');
  await expect(page.getByTestId('error-message')).toBeHidden();
  await confirmImport(page);
  await page.getByTestId('import-summary').getByRole('button', { name: 'Details' }).click();
  await expect(page.getByTestId('import-summary')).toContainText('Asia/Tokyo');
});

test('an own pattern reads what no listed one does', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', 'case,activity,time\n1,a,2026~01~05 at 10:00\n1,b,2026~01~05 at 11:30\n'));
  await setRole(page, 'time', 'timestamp');
  await page.locator('[data-format-of=time]').selectOption({ label: 'Own pattern…' });
  await page.getByTestId('import-pattern').fill("yyyy~MM~dd 'at' HH:mm");
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(2);
});

test('XES takes the same page, with its lifecycle choice', async ({ page }) => {
  const event = (name: string, transition: string, minute: number): string =>
    `<event><string key="concept:name" value="${name}"/><string key="lifecycle:transition" value="${transition}"/>` +
    `<date key="time:timestamp" value="2026-01-01T10:${10 + minute}:00Z"/></event>`;
  const body = event('a', 'start', 0) + event('a', 'complete', 5) + event('b', 'start', 6) + event('b', 'complete', 9);
  const xes = `<?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>${body}</trace></log>`;
  await chooseFiles(page, csvFile('log.xes', xes));
  await expect(page.getByTestId('lifecycle-mode')).toHaveValue('pair');
  await expect(page.getByTestId('import-delimiter')).toHaveCount(0);
  await page.getByTestId('lifecycle-mode').selectOption('every-row');
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(4);
});

test('all columns’ selects are in the page, however many, and the last can be set', async ({ page }) => {
  const names = Array.from({ length: 2_000 }, (_, i) => `c${i}`);
  const row = names.map((_, i) => String(i)).join();
  await chooseFiles(page, csvFile('wide.csv', `case,activity,time,${names.join()}\n1,a,2026-01-01 10:00:00,${row}\n`));
  await expect(page.getByTestId('import-column-role')).toHaveCount(2_003);
  await setRole(page, 'c1999', 'resource');
  await expect(roleOf(page, 'c1999')).toHaveValue('resource');
});

test('a second import while one runs is refused by code, and the first can be cancelled', async ({ page }) => {
  // two gigabytes of rows in 35 MB: members of a gzip file follow one another
  const rows = Array.from(
    { length: 5_000 },
    (_, i) => `${i >> 3},step ${i & 7},2026-01-01 10:00:00,${'filler '.repeat(40)}${i}\n`
  );
  const member = gzipSync(rows.join(''));
  const head = gzipSync('case,activity,time,note\n');
  await chooseFiles(page, csvFile('big.csv.gz', Buffer.concat([head, ...Array.from({ length: 1_200 }, () => member)])));
  await page.getByTestId('import-confirm').click();
  await expect(page.getByTestId('import-progress')).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: 'Processes' }).click();
  await expect(page.getByTestId('import-cancel')).toBeVisible();
  await page.getByTestId('import-file').setInputFiles(csvFile('second.csv', GOOD));
  await setRole(page, 'case', 'case');
  await setRole(page, 'step', 'activity');
  await page.getByTestId('import-confirm').click();
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'import-busy');
  await page.getByTestId('import-cancel').click();
  await expect(page.getByTestId('import-progress')).toBeHidden();
  await page.getByTestId('import-confirm').click();
  await mapReady(page);
  expect(await count(page, 'events')).toBe(3);
});

test('an error in Japanese says what, where and what next', async ({ page }) => {
  await chooseFiles(page, csvFile('空.csv', ''), 'ja');
  const message = page.getByTestId('error-message');
  await expect(message).toHaveAttribute('data-code', 'empty-file');
  await expect(message).toContainText('ファイルが空です。');
  await expect(message).toContainText('空.csv');
  await page.getByTestId('import-file').setInputFiles(csvFile('good.csv', GOOD));
  await expect(page.getByTestId('import-confirm')).toBeEnabled();
});

for (const language of ['en', 'ja']) {
  for (const theme of ['light', 'dark']) {
    test(`${language}, ${theme}: nothing serious for axe`, async ({ page }) => {
      await page.goto(`/?lang=${language}&theme=${theme}`);
      await page.getByTestId('import-file').setInputFiles(csvFile('orders.csv', CP932));
      await expect(page.getByTestId('import-confirm')).toBeEnabled();
      await page.getByTestId('import-preview').click();
      await expect(page.getByTestId('preview-table')).toBeVisible();
      await setRole(page, 'activity', 'attribute');
      await expect(page.getByTestId('error-message')).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
    });
  }
}
