import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, csvFile, mapReady } from './support/app';

// The cases explorer: the list as one sorts, searches, pins and saves it, and one case after the other.

/** Ids that sort naturally; an id and notes that a spreadsheet would take for formulas; two cases of one variant. */
const LOG = csvFile(
  'small.csv',
  [
    'order,step,time,region,note',
    'case 10,Open,2026-03-02 09:00,North,=1+1',
    'case 10,Check,2026-03-03 09:00,North,plain',
    'case 10,Close,2026-03-04 09:00,North,"a, b"',
    'case 9,Open,2026-03-01 09:00,South,',
    'case 9,Close,2026-03-02 09:00,South,-5 off',
    '=cmd,Open,2026-03-05 09:00,South,x',
    '=cmd,Close,2026-03-05 10:00,South,y'
  ].join('\n')
);

async function openSmall(page: Page): Promise<void> {
  await chooseFiles(page, LOG);
  await confirmImport(page);
  await page.keyboard.press('3');
  await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', '3');
}

const ids = (page: Page) => page.getByTestId('case-id');
const head = (page: Page, key: string) => page.locator(`[role=columnheader][data-column=${JSON.stringify(key)}]`);

async function saved(page: Page, menu: string, item: string): Promise<string> {
  await page.getByTestId(menu).getByRole('button').first().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(item).click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('the list is sorted, searched, pinned and saved; the file is safe in a spreadsheet', async ({ page }) => {
  await openSmall(page);
  await expect(ids(page)).toHaveText(['case 10', 'case 9', '=cmd']);
  await expect(head(page, '=duration')).toHaveAttribute('aria-sort', 'descending');
  await head(page, '=case').getByRole('button').click();
  await expect(ids(page)).toHaveText(['=cmd', 'case 9', 'case 10']);
  await head(page, '=case').getByRole('button').click();
  await expect(head(page, '=case')).toHaveAttribute('aria-sort', 'descending');
  await expect(ids(page)).toHaveText(['case 10', 'case 9', '=cmd']);

  await page.getByRole('button', { name: 'Pin case =cmd' }).click();
  await expect(ids(page)).toHaveText(['=cmd', 'case 10', 'case 9']);
  await page.getByTestId('case-search').fill('CASE 1');
  await expect(ids(page)).toHaveText(['=cmd', 'case 10']);
  await page.getByTestId('case-search-in').selectOption({ label: 'note (any event)' });
  await page.getByTestId('case-search').fill('OFF');
  await expect(ids(page)).toHaveText(['=cmd', 'case 9']);
  await page.getByTestId('case-search').fill('');
  await expect(ids(page)).toHaveCount(3);

  const csv = await saved(page, 'case-list-menu', 'case-list-csv');
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFcase_id,variant_rank,events,duration_ms,start,end,region,note',
    `'=cmd,1,2,3600000,2026-03-05T09:00:00.000Z,2026-03-05T10:00:00.000Z,South,x`,
    `case 10,2,3,172800000,2026-03-02T09:00:00.000Z,2026-03-04T09:00:00.000Z,North,'=1+1`,
    'case 9,1,2,86400000,2026-03-01T09:00:00.000Z,2026-03-02T09:00:00.000Z,South,',
    ''
  ]);
});

test('columns are found, added, moved and removed; undo brings them back', async ({ page }) => {
  await openSmall(page);
  await page.getByTestId('case-columns').click();
  await page.getByTestId('case-column-search').fill('rewo');
  await page.getByTestId('case-column-add').click();
  const chosen = page.getByTestId('case-column-chosen');
  await expect(chosen.last()).toContainText('Rework');
  await page.getByRole('button', { name: 'Move Rework to the left' }).click();
  await expect(chosen.last()).toContainText('note');
  await page.getByRole('button', { name: 'Remove Variant' }).click();
  await page.keyboard.press('Escape');
  await expect(head(page, '=rework')).toBeVisible();
  await expect(head(page, '=variant')).toHaveCount(0);
  await page.getByTestId('undo').click();
  await expect(head(page, '=variant')).toBeVisible();
});

test('one case: its events, its attributes, its file; a filter to it and to its variant', async ({ page }) => {
  await openSmall(page);
  await ids(page).first().click();
  const pane = page.getByTestId('case-pane');
  await expect(pane).toHaveAttribute('data-events', '3');
  await expect(pane.locator('.attributes')).toContainText('North');
  await expect(page.getByTestId('case-timeline-text')).toHaveText(/1 of 3: Open/);
  const csv = await saved(page, 'case-menu', 'case-csv');
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFcase_id,activity,complete,transition_ms,region,note',
    `case 10,Open,2026-03-02T09:00:00.000Z,,North,'=1+1`,
    'case 10,Check,2026-03-03T09:00:00.000Z,86400000,North,plain',
    'case 10,Close,2026-03-04T09:00:00.000Z,86400000,North,"a, b"',
    ''
  ]);

  await page.getByTestId('case-filter').click();
  await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', '1');
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', '3');
  await ids(page).nth(1).click();
  await expect(pane).toHaveAttribute('data-case', 'case 9');
  await page.getByTestId('case-filter-variant').click();
  await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', '2');
  await expect(page.getByTestId('filter-chip')).toHaveAttribute('data-kind', 'variant');
});

test('by keyboard alone: down the list, a case, the next ones, along the time line, ticked cases left out', async ({ page }) => {
  await openSmall(page);
  await page.keyboard.press('j');
  const pane = page.getByTestId('case-pane');
  await expect(pane).toHaveAttribute('data-case', 'case 10');
  await page.keyboard.press('j');
  await expect(pane).toHaveAttribute('data-case', 'case 9');
  await page.keyboard.press('k');
  await expect(pane).toHaveAttribute('data-case', 'case 10');

  await page
    .getByTestId('case-timeline')
    .getByRole('group', { name: /Time line/ })
    .focus();
  await page.keyboard.press('End');
  await expect(page.getByTestId('case-timeline-text')).toHaveText(/3 of 3: Close/);
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);

  const grid = page.getByTestId('case-grid');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(pane).toHaveAttribute('data-case', 'case 9');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('ticked')).toContainText('1 ticked');
  await page.getByRole('button', { name: 'Leave ticked out' }).press('Enter');
  await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', '2');
  await expect(pane).toContainText('The filters leave this case out');
});

for (const [language, theme] of [
  ['en', 'light'],
  ['ja', 'dark']
] as const) {
  test(`nothing serious for axe, ${language}, ${theme}`, async ({ page }) => {
    await page.goto(`/?lang=${language}&theme=${theme}`);
    await page.getByTestId('sample-log').first().click();
    await mapReady(page);
    await page.keyboard.press('3');
    await ids(page).nth(2).click();
    await expect(page.getByTestId('case-pane')).toHaveAttribute('data-events', /\d+/);
    await page.getByTestId('case-columns').click();
    await expect(page.getByTestId('case-column-search')).toBeFocused();
    expect(await seriousFaults(page, '[data-testid=cases-page]')).toEqual([]);
  });
}
