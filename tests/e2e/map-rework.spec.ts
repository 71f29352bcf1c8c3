import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, exported, mapReady } from './support/app';

/** Three cases: b comes back at once in the first, a comes back later in the first and the second. */
const REWORK = [
  ['1', 'a', '01 08:00', 'Ann'],
  ['1', 'b', '01 09:00', 'Bob'],
  ['1', 'b', '01 10:00', 'Bob'],
  ['1', 'a', '01 11:00', 'Ann'],
  ['1', 'c', '01 12:00', 'Ann'],
  ['2', 'a', '02 08:00', 'Ann'],
  ['2', 'b', '02 09:00', 'Cat'],
  ['2', 'a', '02 10:00', 'Cat'],
  ['2', 'c', '02 11:00', 'Bob'],
  ['3', 'a', '03 08:00', 'Bob'],
  ['3', 'c', '03 09:00', 'Bob']
].map(([id, activity, time, who]) => `${id},${activity},2026-01-${time},${who}`);

async function openRework(page: Page): Promise<void> {
  await chooseFiles(page, csvFile('rework.csv', ['case,activity,time,who', ...REWORK].join('\n')));
  await confirmImport(page);
}

const box = (page: Page, label: string) => page.getByTestId('map-mirror').getByRole('button', { name: new RegExp(`^${label},`) });

test('the rework view says how often cases come back, at once and later', async ({ page }) => {
  await openRework(page);
  await page.keyboard.press('r');
  await mapReady(page);
  await expect(page.getByTestId('metric-nodes')).toHaveValue('extra');
  const rows = page.getByTestId('rework-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toHaveAttribute('aria-label', '1: a, 2 extra executions in 2 cases');
  await expect(rows.nth(0)).toContainText('0 at once, 2 later');
  await expect(rows.nth(1)).toContainText('1 at once, 0 later');
  await rows.nth(1).click();
  await expect(page.getByTestId('inspector')).toContainText(/Self-loops\s*1/);
  await page.getByTestId('filter-again').click();
  await expect.poll(() => count(page, 'cases')).toBe(1);
  await page.keyboard.press('r');
  await expect(page.getByTestId('metric-nodes')).toHaveValue('total');
});

test('rings say what share of the cases passes, on the map and in its SVG', async ({ page }) => {
  await openRework(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByTestId('toggle-ring').click();
  await mapReady(page);
  await expect(page.getByText('Ring: share of cases')).toBeVisible();
  await expect(box(page, 'b')).toContainText('66.7% of all cases');
  const svg = (await exported(page, 'export-map-svg')).bytes.toString('utf8');
  // three boxes and the legend; a check where every case passes
  expect([...svg.matchAll(/data-share="([\d.]+)"/g)].map((found) => found[1]).sort()).toEqual(['0.6667', '0.75', '1', '1']);
  expect(svg.match(/<polyline /g)).toHaveLength(2);
});

test('a renamed activity is renamed in its filter too, and undo brings both back', async ({ page }) => {
  await openRework(page);
  await box(page, 'b').focus();
  await page.keyboard.press('f');
  await mapReady(page);
  await box(page, 'b').focus();
  await page.keyboard.press('F2');
  await page.getByTestId('activity-name').fill('Check');
  await page.keyboard.press('Enter');
  await mapReady(page);
  await expect(box(page, 'Check')).toBeFocused();
  await expect(page.getByTestId('filter-chip')).toContainText('Check');
  expect(await count(page, 'cases')).toBe(2);
  await page.keyboard.press('Control+z');
  await expect(box(page, 'b')).toHaveCount(1);
  await expect(page.getByTestId('filter-chip')).not.toContainText('Check');
});

test('marked activities become one by the keyboard, and one each again from the list', async ({ page }) => {
  await openRework(page);
  for (const label of ['b', 'c']) {
    await box(page, label).focus();
    await page.keyboard.press('Space');
  }
  await expect(page.getByTestId('mark-bar')).toContainText('2 marked');
  await page.keyboard.press('F2');
  await page.getByTestId('activity-name').fill('b or c');
  await page.getByTestId('activity-name-apply').click();
  await expect.poll(() => count(page, 'activities')).toBe(2);
  await mapReady(page);
  await expect(box(page, 'b or c')).toContainText('6 events, 3 cases');
  // the log's file keeps its own names
  expect((await exported(page, 'export-log-csv')).bytes.toString('utf8')).not.toContain('b or c');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByTestId('open-names').click();
  await page.getByTestId('names-reset').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => count(page, 'activities')).toBe(3);
});

test('the map by another column, and an activity by the values of one', async ({ page }) => {
  await openRework(page);
  await box(page, 'a').focus();
  await page.keyboard.press('Enter');
  const breakdown = page.getByTestId('breakdown');
  await breakdown.getByRole('combobox').selectOption({ label: 'who' });
  await expect(breakdown.getByTestId('breakdown-row').first()).toHaveAttribute('aria-label', /^Ann: 3 \(60%\), 2 cases/);
  await breakdown.getByTestId('breakdown-row').first().click();
  await expect.poll(() => count(page, 'cases')).toBe(2);
  await page.getByTestId('activity-column').selectOption({ label: 'who' });
  await mapReady(page);
  await expect(box(page, 'Ann')).toHaveCount(1);
  // a filter that names no activity stays
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
});

test('with reduced motion cases move by the slider alone, and it says why', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openRework(page);
  await page.getByTestId('play-open').click();
  await expect(page.getByTestId('play-still')).toBeVisible();
  await expect(page.getByTestId('play-sample')).toContainText('3 of 3 cases');
  await expect(page.getByTestId('play-toggle')).toBeDisabled();
  const time = page.getByTestId('play-time');
  const now = page.getByTestId('play-now');
  await expect(now).toHaveText('2026-01-01 08:00');
  // 1.5 hours into 49: between the first and the second event of the first case
  await time.fill('15');
  await expect(now).toHaveText('2026-01-01 08:44');
  await expect(page.getByTestId('token-layer')).toHaveAttribute('data-drawn', '1');
  await time.focus();
  await page.keyboard.press('End');
  await expect(now).toHaveText('2026-01-03 09:00');
  await expect(page.getByTestId('token-layer')).toHaveAttribute('data-drawn', '0');
});

test('cases play and pause', async ({ page }) => {
  await openRework(page);
  await page.getByTestId('play-open').click();
  await page.getByTestId('play-time').focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play-toggle')).toHaveAccessibleName('Pause');
  await expect.poll(async () => Number(await page.getByTestId('play-time').inputValue())).toBeGreaterThan(0);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play-toggle')).toHaveAccessibleName('Play');
});
