import { gunzipSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { MapJson } from '../../src/lib/views/process-map/exports/map-json';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, count, csvFile, exported, mapReady } from './support/app';

const LANGUAGES = ['en', 'ja'] as const;
const WORDS = {
  en: {
    off: 'off',
    with: 'With Reopen',
    without: 'Without Reopen',
    activity: 'Reopen',
    service: 'Service',
    vpn: 'VPN',
    empty: '(empty)'
  },
  ja: {
    off: '無効',
    with: '再開 を含む',
    without: '再開 を含まない',
    activity: '再開',
    service: 'サービス',
    vpn: 'VPN',
    empty: '（空）'
  }
} as const;

async function openSample(page: Page, language = 'en', theme = 'light'): Promise<void> {
  await page.goto(`/?lang=${language}&theme=${theme}`);
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
}

/** What the four counters say, in one reading of the page: they change together. */
async function counts(page: Page): Promise<number[]> {
  return page
    .locator(
      '[data-testid=count-cases], [data-testid=count-events], [data-testid=count-activities], [data-testid=count-variants]'
    )
    .evaluateAll((all) => all.map((element) => Number(element.getAttribute('data-value'))));
}

/** Begin a filter from the list. */
async function openKind(page: Page, start: string): Promise<Locator> {
  await page.getByTestId('filter-add').click();
  const dialog = page.getByTestId('filter-dialog');
  await dialog.locator(`[data-start=${start}]`).click();
  return dialog;
}

/** Do something from a chip's menu. */
async function act(chip: Locator, what: string): Promise<void> {
  await chip.getByTestId('filter-menu').getByRole('button').first().click();
  await chip.getByTestId(`filter-${what}`).click();
}

async function confirm(page: Page): Promise<void> {
  await page.getByTestId('filter-confirm').click();
  await expect(page.getByTestId('filter-dialog')).toBeHidden();
  await mapReady(page);
}

const mapOf = async (page: Page) => JSON.parse((await exported(page, 'export-map-json')).bytes.toString('utf8')) as MapJson;

for (const language of LANGUAGES) {
  test(`an activity filter is added, turned round, switched off, removed and undone, ${language}`, async ({ page }) => {
    const words = WORDS[language];
    await openSample(page, language);
    const all = await counts(page);
    const dialog = await openKind(page, 'activity');
    await expect(page.getByTestId('filter-confirm')).toBeDisabled();
    await dialog.getByRole('searchbox').fill(words.activity);
    await dialog.getByRole('checkbox', { name: words.activity }).check();
    await expect(dialog).toContainText('%');
    await confirm(page);
    const chip = page.getByTestId('filter-chip');
    await expect(chip).toHaveCount(1);
    await expect(chip).toContainText(words.with);
    await expect.poll(() => count(page, 'cases')).toBeLessThan(all[0]!);
    const kept = await counts(page);

    await act(chip, 'negate');
    await expect(chip).toContainText(words.without);
    await expect.poll(() => count(page, 'cases')).toBe(all[0]! - kept[0]!);
    const others = await counts(page);
    expect(others[1]! + kept[1]!).toBe(all[1]);
    expect(others[3]! + kept[3]!).toBe(all[3]);

    await act(chip, 'mute');
    await expect.poll(() => counts(page)).toEqual(all);
    await expect(chip).toContainText(words.off);
    await page.getByTestId('undo').click();
    await expect.poll(() => counts(page)).toEqual(others);
    await page.getByTestId('undo').click();
    await expect.poll(() => counts(page)).toEqual(kept);
    await page.getByTestId('undo').click();
    await expect.poll(() => counts(page)).toEqual(all);
    await expect(chip).toHaveCount(0);
    await page.keyboard.press('Control+y');
    await expect.poll(() => counts(page)).toEqual(kept);
    await page.keyboard.press('Control+z');
    await expect.poll(() => counts(page)).toEqual(all);
    await page.getByTestId('redo').click();
    await expect.poll(() => counts(page)).toEqual(kept);
    await chip.locator('button.remove').click();
    await expect(chip).toHaveCount(0);
    await expect.poll(() => counts(page)).toEqual(all);
  });
}

test('with and without a path, from the inspector, are two halves', async ({ page }) => {
  await openSample(page);
  const all = await counts(page);
  await page.getByTestId('delay-row').first().click();
  const inspector = page.getByTestId('inspector');
  await expect(inspector).toContainText('→');
  await inspector.getByTestId('filter-with').click();
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all[0]!);
  const kept = await counts(page);
  await expect(page.getByTestId('filter-chip')).toHaveAttribute('data-kind', 'follows');
  await page.getByTestId('undo').click();
  await expect.poll(() => counts(page)).toEqual(all);
  await inspector.getByTestId('filter-without').click();
  await expect.poll(() => count(page, 'cases')).toBe(all[0]! - kept[0]!);
  await expect(page.getByTestId('filter-chip')).toContainText('Never');
});

test('the pair dialog offers what follows, and a time span keeps what lies in it', async ({ page }) => {
  await openSample(page);
  const all = await counts(page);
  const dialog = await openKind(page, 'follows');
  const [first, second] = [dialog.getByTestId('follows-from'), dialog.getByTestId('follows-to')];
  await expect(second).toBeDisabled();
  await first.selectOption('Resolve');
  await second.selectOption('Close');
  await confirm(page);
  await expect(page.getByTestId('filter-chip')).toContainText('Resolve → Close');
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all[0]!);
  await page.getByTestId('undo').click();
  await expect.poll(() => counts(page)).toEqual(all);

  const started: number[] = [];
  for (const [from, to] of [
    ['2020-01-01T00:00', '2026-05-31T23:59'],
    ['2026-06-01T00:00', '2030-01-01T00:00']
  ] as const) {
    const span = await openKind(page, 'time-span');
    await span.getByRole('combobox').selectOption('started');
    const inputs = span.locator('input[type=datetime-local]');
    await inputs.first().fill(from);
    await inputs.last().fill(to);
    await confirm(page);
    await expect.poll(() => count(page, 'cases')).toBeLessThan(all[0]!);
    started.push(await count(page, 'cases'));
    await page.getByTestId('undo').click();
    await expect.poll(() => counts(page)).toEqual(all);
  }
  expect(started[0]! + started[1]!).toBe(all[0]);
});

for (const language of LANGUAGES) {
  test(`an attribute's value and the empty value, ${language}`, async ({ page }) => {
    const rows = ['1,a,2026-01-01 10:00,red', '1,b,2026-01-01 11:00,', '2,a,2026-01-02 10:00,blue', '3,a,2026-01-02 12:00,'];
    await chooseFiles(page, csvFile('colours.csv', ['case,activity,time,colour', ...rows].join('\n')), language);
    await confirmImport(page);
    const dialog = await openKind(page, 'attribute');
    await dialog.getByRole('combobox').selectOption('colour');
    await dialog.getByRole('checkbox', { name: WORDS[language].empty }).check();
    await confirm(page);
    await expect.poll(() => counts(page)).toEqual([2, 3, 2, 2]);
    const chip = page.getByTestId('filter-chip');
    await expect(chip).toContainText(WORDS[language].empty);
    await expect(chip).toContainText('colour');

    // a filter that is changed still offers what it leaves out
    await chip.locator('button.text').click();
    await expect(dialog.getByRole('checkbox', { name: 'blue' })).toBeVisible();
    await dialog.getByRole('checkbox', { name: WORDS[language].empty }).uncheck();
    await dialog.getByRole('checkbox', { name: 'blue' }).check();
    await confirm(page);
    await expect.poll(() => counts(page)).toEqual([1, 1, 1, 1]);
    await act(chip, 'negate');
    await expect.poll(() => counts(page)).toEqual([2, 3, 2, 2]);
  });
}

test('a filter that keeps no case says so, and leads back', async ({ page }) => {
  await openSample(page);
  const all = await counts(page);
  const dialog = await openKind(page, 'activity');
  await dialog.getByRole('checkbox', { name: 'Close' }).check();
  await dialog.getByTestId('filter-negated').getByRole('button').last().click();
  await expect(dialog).toContainText('Keeps 0 cases');
  await confirm(page);
  await expect.poll(() => count(page, 'cases')).toBe(0);
  await expect(page.getByTestId('map-canvas')).toHaveAttribute('data-state', 'empty');
  expect((await mapOf(page)).activities).toEqual([]);
  await page.getByTestId('nothing-undo').click();
  await expect.poll(() => counts(page)).toEqual(all);
});

test('two filters: the dialog tells what both keep; text is undone in its field, not in the filters', async ({ page }) => {
  await openSample(page);
  let dialog = await openKind(page, 'activity');
  await dialog.getByRole('checkbox', { name: 'Reopen' }).check();
  await confirm(page);
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  dialog = await openKind(page, 'attribute');
  await dialog.getByRole('combobox').selectOption('Service');
  await dialog.getByRole('searchbox').fill('vp');
  await expect(dialog.getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await dialog.getByRole('searchbox').fill('');
  await dialog.getByRole('checkbox', { name: 'VPN' }).check();
  const told = /Keeps ([\d,]+) cases/;
  await expect(dialog).toContainText(told);
  const kept = Number(told.exec(await dialog.innerText())![1]!.replaceAll(',', ''));
  await confirm(page);
  await expect(page.getByTestId('filter-chip')).toHaveCount(2);
  await expect.poll(() => count(page, 'cases')).toBe(kept);
});

for (const language of LANGUAGES) {
  test(`counters, map and logs that are saved obey the filters, ${language}`, async ({ page }) => {
    const words = WORDS[language];
    await openSample(page, language);
    const all = await counts(page);
    const dialog = await openKind(page, 'attribute');
    await dialog.getByRole('combobox').selectOption(words.service);
    await dialog.getByRole('checkbox', { name: words.vpn }).check();
    await confirm(page);
    await expect.poll(() => count(page, 'cases')).toBeLessThan(all[0]!);
    const [cases, events, activities, variants] = await counts(page);

    const json = await mapOf(page);
    expect([json.cases, json.events, json.activities.length, json.variants]).toEqual([cases, events, activities, variants]);
    expect(json.activities.reduce((sum, { count: n }) => sum + n, 0)).toBe(events);
    expect(json.edges.reduce((sum, { count: n }) => sum + n, 0)).toBe(events! - cases!);

    const [head, ...rows] = (await exported(page, 'export-log-csv')).bytes.toString('utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(events!);
    const at = head!.replace('\uFEFF', '').split(',').indexOf(words.service);
    expect(new Set(rows.map((row) => row.split(',')[at]))).toEqual(new Set([words.vpn]));

    const xes = gunzipSync((await exported(page, 'export-log-xes')).bytes).toString('utf8');
    expect(xes.match(/<trace>/g)).toHaveLength(cases!);

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-variants-csv').click()]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const piece of stream) text += String(piece);
    const lines = text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(variants!);
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[1]), 0)).toBe(cases);
  });
}

for (const language of LANGUAGES) {
  for (const theme of ['light', 'dark']) {
    test(`nothing serious for axe in dialogs and inspector, ${language}, ${theme}`, async ({ page }) => {
      const isClean = async (where: string, part = 'body') => {
        expect(await seriousFaults(page, part), where).toEqual([]);
      };
      await openSample(page, language, theme);
      for (const kind of ['activity', 'follows', 'attribute', 'time-span', 'variant', 'case-list', 'sql', 'crop']) {
        await openKind(page, kind);
        await isClean(`filter by ${kind}`, 'dialog[open]');
        await page.keyboard.press('Escape');
      }
      await page.getByTestId('delay-row').first().click();
      await page.getByTestId('filter-with').click();
      await expect(page.getByTestId('filter-chip')).toHaveCount(1);
      await act(page.getByTestId('filter-chip'), 'mute');
      await mapReady(page);
      await isClean('inspector and chip');
      await page.keyboard.press('Control+k');
      await expect(page.getByTestId('palette')).toBeVisible();
      await isClean('palette', 'dialog[open]');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^(More|その他)$/ }).click();
      await page.getByRole('menuitem', { name: 'SQL' }).click();
      await expect(page.getByTestId('sql-text')).toContainText('SELECT');
      await isClean('SQL', 'dialog[open]');

      const rows = ['1,a,2026-01-01 10:00:00', '1,b,not a time', '2,a,2026-01-02 10:00:00', '2,b,2026-01-02 11:00:00'];
      await page.goto(`/?lang=${language}&theme=${theme}`);
      await page.getByTestId('import-file').setInputFiles(csvFile('bad.csv', ['case,activity,time', ...rows].join('\n')));
      await confirmImport(page);
      await page.getByTestId('quarantine-rows').click();
      await expect(page.getByTestId('quarantine-dialog')).toContainText('not a time');
      await isClean('quarantine', 'dialog[open]');
    });
  }
}
