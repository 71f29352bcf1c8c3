import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { count, mapReady } from './support/app';

async function openSample(page: Page, language = 'en'): Promise<void> {
  await page.goto(`/?lang=${language}`);
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
}

/** Add what is found first by these words, by keyboard alone, and keep it. */
async function addByKeys(page: Page, words: string, inside: readonly string[] = []): Promise<void> {
  await page.keyboard.press('f');
  await expect(page.getByTestId('filter-search')).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  if (inside.length > 0) await expect(page.locator('[data-testid=filter-dialog] .body :is(input, select):focus')).toBeVisible();
  for (const key of inside) await page.keyboard.press(key);
  if (inside.length > 0) await page.keyboard.press('Enter');
  await expect(page.getByTestId('filter-dialog')).toHaveCount(0);
}

const chips = (page: Page) => page.getByTestId('filter-chip');
const kinds = (page: Page) => chips(page).evaluateAll((all) => all.map((chip) => chip.getAttribute('data-kind')));

test('filters of several kinds by keyboard: added, grouped, moved, turned round, undone in words', async ({ page }) => {
  await openSample(page);
  const all = await count(page, 'cases');
  await addByKeys(page, 'with reopen');
  await expect(chips(page)).toContainText('With Reopen');
  await addByKeys(page, 'number of events', ['Tab', '6']);
  await expect(chips(page).last()).toContainText('Events at least 6');
  await addByKeys(page, 'coverage', ['Tab']);
  expect(await kinds(page)).toEqual(['activity', 'metric', 'coverage']);
  const kept = await count(page, 'cases');
  expect(kept).toBeLessThan(all);

  // two of them as one, by or: never fewer cases than by and
  await chips(page).first().locator('button.text').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('g');
  await page.getByTestId('group-or').press('Enter');
  await expect.poll(() => kinds(page)).toEqual(['group', 'coverage']);
  await expect(chips(page).first()).toContainText('With Reopen or Events at least 6');
  await expect.poll(() => count(page, 'cases')).toBeGreaterThanOrEqual(kept);
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: grouped filters “With Reopen or Events at least 6”');

  // a part is changed where it stands
  await chips(page).first().locator('button.text').first().click();
  await page.getByTestId('filter-negated').getByRole('button', { name: 'Leave out' }).click();
  await page.getByTestId('filter-confirm').click();
  await expect(chips(page).first()).toContainText('Without Reopen or Events at least 6');

  await chips(page).last().locator('button.text').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => kinds(page)).toEqual(['coverage', 'group']);
  await expect(page.getByTestId('undo')).toHaveAccessibleName(/^Undo: moved filter “Frequent variants/);
  await expect(chips(page).first().locator('button.text')).toBeFocused();
  await page.keyboard.press('n');
  await expect(chips(page).first()).toContainText('Rare variants');
  await page.keyboard.press('Delete');
  await expect.poll(() => kinds(page)).toEqual(['group']);
  for (let step = 0; step < 7; step++) await page.keyboard.press('Control+z');
  await expect(chips(page)).toHaveCount(1);
  await expect(chips(page)).toContainText('With Reopen');
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page, 'cases')).toBe(all);
});

test('what is edited shows at once; Escape takes all of it back', async ({ page }) => {
  await openSample(page);
  const all = await count(page, 'cases');
  await page.keyboard.press('f');
  await page.getByTestId('filter-dialog').locator('[data-start=ends-with]').click();
  const dialog = page.getByTestId('filter-dialog');
  await dialog.getByRole('checkbox').last().check();
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all);
  await dialog.getByRole('checkbox').nth(1).check();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(chips(page)).toHaveCount(0);
  await expect.poll(() => count(page, 'cases')).toBe(all);
  await expect(page.getByTestId('undo')).toBeDisabled();
});

test('a list of ids says what is unknown, a condition in SQL what is wrong', async ({ page }) => {
  await openSample(page);
  const all = await count(page, 'cases');
  await page.keyboard.press('f');
  await page.getByTestId('filter-dialog').locator('[data-start=sql]').click();
  const predicate = page.getByTestId('sql-predicate');
  await predicate.fill('positio > 6');
  await expect(page.getByTestId('sql-told')).toContainText('positio', { timeout: 60_000 });
  await expect(chips(page)).toHaveCount(0);
  await predicate.fill('position > 6');
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all);
  await expect(page.getByTestId('sql-told')).toHaveText('');
  await page.getByTestId('filter-cancel').click();
  await expect.poll(() => count(page, 'cases')).toBe(all);

  await page.keyboard.press('f');
  await page.getByTestId('filter-dialog').locator('[data-start=case-list]').click();
  await page.getByTestId('case-ids').fill('no such case\nnor this one');
  await expect(page.getByTestId('case-ids-found')).toContainText('0 found, 2 not in this log');
  await expect(page.getByTestId('nothing-left')).toBeVisible();
  await page.getByTestId('filter-confirm').click();
  await page.getByTestId('nothing-undo').click();
  await expect.poll(() => count(page, 'cases')).toBe(all);
});

test('saved filters go out as a file and come back; what a log lacks is marked, what is broken refused', async ({ page }) => {
  await openSample(page, 'ja');
  await page.getByTestId('filter-suggestion').first().click();
  await expect(chips(page)).toHaveCount(1);
  await page.getByTestId('filter-saved').click();
  await page.getByTestId('saved-name').fill('<img src=x> 月次');
  await page.getByTestId('saved-save').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('saved-export').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'kiseki-filters', version: 1, filters: [{ name: '<img src=x> 月次' }] });

  const give = (content: string) =>
    page.getByTestId('saved-file').setInputFiles({ name: 'f.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await give(text.slice(0, 80));
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'bad-analysis');
  await give(text.replace('"version": 1', '"version": 9'));
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'analysis-version');

  const kept = JSON.parse(text) as { filters: { name: string; columns: string[]; selection: { clauses: unknown[] } }[] };
  kept.filters[0]!.name = 'よそ';
  kept.filters[0]!.columns = ['other'];
  kept.filters[0]!.selection.clauses.push({
    id: 'x',
    kind: 'attribute',
    column: '<b>nowhere</b>',
    values: ['y'],
    negated: false,
    muted: false
  });
  await give(JSON.stringify(kept));
  await expect(page.getByTestId('error-message')).toHaveCount(0);
  await expect(page.getByTestId('saved-entry')).toHaveCount(2);
  await page.getByTestId('saved-replace').last().click();
  await expect(chips(page)).toHaveCount(2);
  await expect(chips(page).last()).toHaveAttribute('data-trouble', '');
  await expect(chips(page).last()).toContainText('無効');
  await expect(chips(page).first()).not.toHaveAttribute('data-trouble', '');
  await page.getByTestId('undo').click();
  await expect(chips(page)).toHaveCount(1);
});
