import { expect, test } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, errorCode, exported, mapReady, setRole } from './support/app';

const ROLES = ['case', 'activity', 'timestamp', 'start', 'resource', 'role', 'cost', 'lifecycle', 'attribute', 'ignore'];
const METRICS = ['total', 'cases', 'max-repetition', 'rework', 'mean', 'median', 'p90', 'min', 'max', 'sum'];
const DURATIONS = ['mean', 'median', 'p90', 'min', 'max', 'sum'];
const CSV = [
  'case,activity,time,begin,who',
  '1,a,2026-01-01 10:00:00,2026-01-01 09:30:00,Ann',
  '1,b,2026-01-01 11:00:00,2026-01-01 10:30:00,Bob',
  '1,a,2026-01-01 12:00:00,2026-01-01 11:30:00,Bob',
  '2,a,2026-01-02 10:00:00,2026-01-02 09:30:00,Ann'
].join('\n');

function xes(hasZone: boolean): string {
  const zone = hasZone ? '+09:00' : '';
  const event = (name: string, hour: string, transition: string) =>
    `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-01T${hour}:00:00${zone}"/>` +
    `<string key="lifecycle:transition" value="${transition}"/></event>`;
  const events = [
    event('a', '08', 'start'),
    event('a', '09', 'complete'),
    event('b', '10', 'start'),
    event('b', '12', 'complete')
  ];
  return `<?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>${events.join('')}</trace></log>`;
}

test('what other programs drive the pages by: files, columns, roles, zone, lifecycle', async ({ page }) => {
  await chooseFiles(page, csvFile('drive.csv', CSV));
  const roles = page.getByTestId('import-column-role');
  await expect(roles).toHaveCount(5);
  expect(await roles.evaluateAll((all) => all.map((one) => one.getAttribute('data-column')))).toEqual(
    CSV.split('\n')[0]!.split(',')
  );
  for (const role of await roles.all()) {
    expect(await role.evaluate((element) => element.tagName)).toBe('SELECT');
    const values = await role.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect(values.sort()).toEqual(ROLES.toSorted());
  }
  await expect(page.getByTestId('time-zone')).toBeVisible();
  await expect(page.getByTestId('lifecycle-mode')).toHaveCount(0);
  const roleOf = (column: string) => page.locator(`[data-testid=import-column-role][data-column=${column}]`);
  await setRole(page, 'begin', 'start');
  await setRole(page, 'who', 'resource');
  for (const role of ['case', 'activity', 'timestamp', 'start', 'resource'] as const) {
    const before = { case: 'case', activity: 'activity', timestamp: 'time', start: 'begin', resource: 'who' }[role];
    const other = before === 'who' ? 'begin' : 'who';
    await setRole(page, other, role);
    await expect(roleOf(other)).toHaveValue(role);
    await expect(roleOf(before)).not.toHaveValue(role);
    await setRole(page, before, role);
    await expect(roleOf(before)).toHaveValue(role);
  }
  await setRole(page, 'begin', 'start');
  await setRole(page, 'who', 'resource');
  const zone = page.getByTestId('time-zone');
  if (await zone.evaluate((element) => element.tagName === 'SELECT')) await zone.selectOption('UTC');
  else await zone.fill('UTC');
  await confirmImport(page);
  await expect(page.getByTestId('import-summary')).toBeVisible();

  // the input is there again after an import, and leads to a second one
  await page.goto('/?lang=en');
  await page
    .getByTestId('import-file')
    .setInputFiles({ name: 'zoned.xes', mimeType: 'application/xml', buffer: Buffer.from(xes(true)) });
  const lifecycle = page.getByTestId('lifecycle-mode');
  await expect(lifecycle).toBeVisible();
  await expect(page.getByTestId('import-confirm')).toBeEnabled();
  expect(await lifecycle.evaluate((element) => element.tagName)).toBe('SELECT');
  expect(await lifecycle.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))).toEqual([
    'every-row',
    'pair',
    'complete-only'
  ]);
  await expect(page.getByTestId('time-zone')).toHaveCount(0);
  await lifecycle.selectOption('every-row');
  await confirmImport(page);
  expect(await count(page, 'events')).toBe(4);

  for (const [mode, events] of [
    ['pair', 2],
    ['complete-only', 2]
  ] as const) {
    await chooseFiles(page, { name: 'bare.xes', mimeType: 'application/xml', buffer: Buffer.from(xes(false)) });
    await expect(page.getByTestId('time-zone')).toBeVisible();
    await lifecycle.selectOption(mode);
    await confirmImport(page);
    expect(await count(page, 'events')).toBe(events);
  }
});

test('the map page: names, values and states', async ({ page }) => {
  await chooseFiles(page, csvFile('drive.csv', CSV));
  await setRole(page, 'begin', 'start');
  await page.getByTestId('import-confirm').click();
  await mapReady(page);
  await expect(page.getByTestId('map-canvas')).toHaveAttribute('data-state', 'ready');
  for (const [what, n] of [
    ['cases', 2],
    ['events', 4],
    ['activities', 2],
    ['variants', 2]
  ] as const)
    await expect(page.getByTestId(`count-${what}`)).toHaveAttribute('data-value', String(n));
  for (const slider of ['slider-activities', 'slider-paths'])
    await expect(page.getByTestId(slider)).toHaveAttribute('type', 'range');
  for (const metric of ['metric-nodes', 'metric-edges']) {
    expect(await page.getByTestId(metric).evaluate((element) => element.tagName)).toBe('SELECT');
    const values = await page
      .getByTestId(metric)
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    // those of repeated work may stand among them
    expect(values.filter((value) => METRICS.includes(value))).toEqual(METRICS);
  }
  await expect(page.getByTestId('variant-row')).toHaveCount(2);
  await expect(page.getByTestId('language')).toBeVisible();
  await expect(page.getByTestId('filter-add')).toBeVisible();
  await page.getByTestId('export-menu').click();
  const files = ['map-json', 'map-csv', 'map-svg', 'map-png', 'log-csv', 'log-xes'];
  for (const file of files) await expect(page.getByTestId('export-menu').getByTestId(`export-${file}`)).toBeVisible();
});

test('the JSON of the map: these keys, the whole selection, null for what is not there', async ({ page }) => {
  const map = async (): Promise<Record<string, unknown>> => {
    const { bytes } = await exported(page, 'export-map-json');
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  };
  for (const hasStart of [true, false]) {
    await chooseFiles(page, csvFile('drive.csv', CSV));
    await setRole(page, 'begin', hasStart ? 'start' : 'ignore');
    await confirmImport(page);
    const whole = await map();
    await page.getByTestId('slider-activities').fill('0');
    await page.getByTestId('slider-paths').fill('0');
    await mapReady(page);
    expect(await map()).toEqual(whole);
    const { activities, edges, ...totals } = whole as { activities: Record<string, unknown>[]; edges: Record<string, unknown>[] };
    expect(totals).toEqual({ format: 'kiseki.map/1', cases: 2, events: 4, variants: 2 });
    expect(Object.keys(whole)).toEqual(['format', 'cases', 'events', 'activities', 'edges', 'variants']);
    const half = Object.fromEntries(DURATIONS.map((name) => [name, 1_800_000]));
    const none = { reworkCases: 0, extra: 0, selfLoops: 0, loops: 0 };
    expect(activities).toEqual([
      {
        label: 'a',
        count: 3,
        cases: 2,
        maxRepetition: 2,
        starts: 2,
        ends: 2,
        serviceMs: hasStart ? { ...half, sum: 5_400_000 } : null,
        reworkCases: 1,
        extra: 1,
        selfLoops: 0,
        loops: 1
      },
      { label: 'b', count: 1, cases: 1, maxRepetition: 1, starts: 0, ends: 0, serviceMs: hasStart ? half : null, ...none }
    ]);
    const between = hasStart ? half : Object.fromEntries(DURATIONS.map((name) => [name, 3_600_000]));
    expect(edges).toEqual([
      { from: 'a', to: 'b', count: 1, cases: 1, maxRepetition: 1, extra: 0, transitionMs: between },
      { from: 'b', to: 'a', count: 1, cases: 1, maxRepetition: 1, extra: 1, transitionMs: between }
    ]);
  }
});

test('an error tells its code, samples their names; all columns are in the page', async ({ page }) => {
  await chooseFiles(page, csvFile('empty.csv', ''));
  expect(await errorCode(page)).toBe('empty-file');
  await page.goto('/?lang=en');
  for (const name of ['order-to-cash', 'helpdesk', 'loan-application'])
    await expect(page.locator(`[data-testid=sample-log][data-name=${name}]`)).toHaveCount(1);
  await chooseFiles(
    page,
    csvFile('wide.csv', [Array.from({ length: 300 }, (_, i) => `c${i}`).join(','), Array(300).fill('1').join(',')].join('\n'))
  );
  await expect(page.getByTestId('import-column-role')).toHaveCount(300);
});
