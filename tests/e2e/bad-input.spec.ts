import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, errorCode, type MemoryFile } from './support/app';

const GOOD = 'case,activity,time\n1,a,2026-01-01 10:00:00\n1,b,2026-01-01 11:00:00\n2,a,2026-01-02 10:00:00\n';
const xes = (body: string, head = ''): MemoryFile => csvFile('log.xes', `<?xml version="1.0"?>${head}<log>${body}</log>`);
const event = (name: string, time = '<date key="time:timestamp" value="2026-01-01T10:00:00Z"/>'): string =>
  `<event><string key="concept:name" value="${name}"/>${time}</event>`;
const zip = (entries: Record<string, Uint8Array>, name = 'logs.zip'): MemoryFile => csvFile(name, Buffer.from(zipSync(entries)));
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Each is refused with this code, on the import page or when confirmed, and the app goes on. */
const REFUSED: [string, MemoryFile | MemoryFile[], string][] = [
  ['empty file', csvFile('a.csv', ''), 'empty-file'],
  ['header only', csvFile('a.csv', 'case,activity,time\n'), 'header-only'],
  [
    'a picture renamed .csv',
    csvFile('a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 1, 2, 3, 0])),
    'not-text'
  ],
  [
    '10,000 columns',
    csvFile('a.csv', `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join()}\n${'x,'.repeat(9_999)}x\n`),
    'too-many-columns'
  ],
  [
    'a quote that never closes',
    csvFile('a.csv', `case,activity,time\n1,"a,2026-01-01 10:00:00\n${'2,b,2026-01-01 11:00:00\n'.repeat(400_000)}`),
    'unclosed-quote'
  ],
  ['truncated gzip', csvFile('a.csv.gz', gzipSync(GOOD.repeat(200)).subarray(0, 60)), 'gzip-truncated'],
  ['zip with no file', zip({}), 'archive-empty'],
  ['zip in a zip', zip({ 'inner.zip': zipSync({ 'a.csv': text(GOOD) }) }), 'archive-nested'],
  [
    'a zip of 2,001 files',
    zip(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`${i}.csv`, text('a\n')]))),
    'archive-too-many'
  ],
  ['XES with a DOCTYPE', xes(`<trace>${event('a')}</trace>`, '<!DOCTYPE log [<!ENTITY x "y">]>'), 'xes-doctype'],
  [
    'XES cut short',
    csvFile(
      'log.xes',
      `<?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>${event('a')}<event><string key="con`
    ),
    'xes-truncated'
  ],
  ['XES without traces', xes(''), 'xes-no-traces'],
  ['XES without times', xes(`<trace><string key="concept:name" value="1"/>${event('a', '')}</trace>`), 'xes-no-time'],
  ['files of two kinds', [csvFile('a.csv', GOOD), xes(`<trace>${event('a')}</trace>`)], 'mixed-formats'],
  ['files with other columns', [csvFile('a.csv', GOOD), csvFile('b.csv', 'x,y\n1,2\n')], 'different-headers']
];

for (const [what, file, code] of REFUSED) {
  test(`${what}: ${code}`, async ({ page }) => {
    await chooseFiles(page, file);
    expect(await errorCode(page)).toBe(code);
    const words = await page.getByTestId('error-message').first().innerText();
    expect(words.length).toBeGreaterThan(20);
    await thenAGoodFileWorks(page);
  });
}

async function thenAGoodFileWorks(page: import('@playwright/test').Page): Promise<void> {
  await chooseFiles(page, csvFile('good.csv', GOOD));
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(3);
}

test('a zip bomb is refused while it is inflated, whatever its headers say', async ({ page }) => {
  const bomb = text(`case,activity,time\n${'1,a,2026-01-01 10:00:00\n'.repeat(2_000_000)}`);
  await chooseFiles(page, zip({ 'a.csv': bomb }));
  await page.getByTestId('import-confirm').click();
  expect(await errorCode(page)).toBe('archive-too-large');
  await thenAGoodFileWorks(page);
});

test('every time unreadable', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', 'case,activity,time\n1,a,soon\n1,b,later\n2,a,never\n'));
  await page.locator('[data-column="time"]').first().selectOption('timestamp');
  await page.getByTestId('import-confirm').click();
  expect(await errorCode(page)).toMatch(/all-times-unreadable|no-time-column/);
  await thenAGoodFileWorks(page);
});

test('a million distinct activities: told to choose another column', async ({ page }) => {
  const rows = Array.from({ length: 1_000_000 }, (_, i) => `${i >> 3},activity ${i},2026-01-01 10:00:00`);
  await chooseFiles(page, csvFile('a.csv', `case,activity,time\n${rows.join('\n')}\n`));
  await expect(page.getByTestId('import-confirm')).toBeVisible();
  for (const role of ['case', 'activity']) await page.locator(`select[data-column="${role}"]`).selectOption(role);
  await page.getByTestId('import-confirm').click();
  expect(await errorCode(page)).toBe('too-many-activities');
  await thenAGoodFileWorks(page);
});

test('ragged rows, NUL bytes and rows without a time are set aside, counted, and the rest is imported', async ({ page }) => {
  const rows = [
    'case,activity,time',
    '1,a,2026-01-01 10:00:00',
    '1,b',
    '1,c,2026-01-01 12:00:00,extra',
    '2,a,',
    '2,b,2026-13-45 10:00:00',
    ',a,2026-01-01 10:00:00',
    '3,n\0ul,2026-01-03 10:00:00'
  ];
  await chooseFiles(page, csvFile('a.csv', rows.join('\n')));
  await confirmImport(page);
  await expect(page.getByTestId('quarantine-count').first()).toHaveAttribute('data-value', '5');
  expect(await count(page, 'events')).toBe(2);
});

test('hostile activity names are text everywhere', async ({ page }) => {
  const names = [
    '<img src=x onerror=window.pwned=1>',
    '<script>window.pwned=1</script>',
    '__proto__',
    'constructor',
    '‮evil',
    'x'.repeat(10_000),
    '"><svg onload=window.pwned=1>',
    'テスト'
  ];
  const rows = names.flatMap((name, i) =>
    [1, 2, 3].map((c) => `${c},"${name.replaceAll('"', '""')}",2026-01-01 10:${10 + i}:00`)
  );
  await chooseFiles(page, csvFile('a.csv', `case,activity,time\n${rows.join('\n')}\n`));
  await confirmImport(page);
  expect(await count(page, 'activities')).toBe(names.length);
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
});

test('years 1 and 9999, one case, one event', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', 'case,activity,time\n1,a,0001-01-01 00:00:00\n1,b,9999-12-31 23:59:59\n'));
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(2);
  await chooseFiles(page, csvFile('a.csv', 'case,activity,time\n1,a,2026-01-01 00:00:00\n'));
  await confirmImport(page);
  expect(await count(page, 'cases')).toBe(1);
});

test('duplicate header names are told apart', async ({ page }) => {
  await chooseFiles(page, csvFile('a.csv', 'case,activity,time,x,x\n1,a,2026-01-01 10:00:00,p,q\n1,b,2026-01-01 11:00:00,p,q\n'));
  await expect(page.locator('select[data-column="x"]')).toHaveCount(1);
  await expect(page.locator('select[data-column="x (2)"]')).toHaveCount(1);
});

test('cancel ends the import, says so, and the next import works', async ({ page }, info) => {
  const large = info.outputPath('large.csv');
  const rows = Array.from(
    { length: 2_000_000 },
    (_, i) => `${i >> 3},step ${i & 7},2026-01-01 10:00:00,${'filler '.repeat(6)}${i}`
  );
  writeFileSync(large, `case,activity,time,note\n${rows.join('\n')}\n`);
  await chooseFiles(page, large);
  await page.getByTestId('import-confirm').click();
  await page.getByTestId('import-cancel').click();
  await expect(page.getByTestId('import-cancel')).toBeHidden();
  await thenAGoodFileWorks(page);
});
