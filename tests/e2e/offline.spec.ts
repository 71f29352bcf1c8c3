import { gunzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, exported, mapReady } from './support/app';
import { importKept, openArea } from './support/kept';
import { openStart, stored, test } from './support/own-server-test';

/** Filter the open log, ask DuckDB, export the selected log. */
async function work(page: Page): Promise<void> {
  await mapReady(page);
  const all = await count(page, 'cases');
  await page.getByTestId('filter-suggestion').first().click();
  await expect.poll(() => count(page, 'cases')).toBeLessThan(all);
  const left = await count(page, 'cases');
  await page.keyboard.press('q');
  await page.getByTestId('sql-editor').fill('SELECT count(*) AS cases FROM selected_case');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('sql-rows').getByRole('gridcell')).toHaveText(String(left), { timeout: 60_000 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await mapReady(page);
  const { bytes } = await exported(page, 'export-log-csv');
  const cases = new Set(
    bytes
      .toString('utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',', 1)[0])
  );
  expect(cases.size).toBe(left);
}

test('with the network off: start, open a kept log, filter, ask DuckDB, export', async ({ page, context }) => {
  await importKept(page, 'Orders of May');
  await stored(page);
  await context.setOffline(true);
  await expect(page.getByTestId('online')).toHaveAttribute('data-state', 'offline');
  await openStart(page);
  await openArea(page, 'Orders of May');
  await work(page);
  await context.setOffline(false);
  await expect(page.getByTestId('online')).toHaveAttribute('data-state', 'online');
});

test('with the server gone: every address starts, under the same policies', async ({ page, server }) => {
  await openStart(page);
  await stored(page);
  const names = [
    'content-security-policy',
    'cross-origin-opener-policy',
    'cross-origin-embedder-policy',
    'cross-origin-resource-policy',
    'permissions-policy',
    'referrer-policy',
    'x-content-type-options'
  ];
  const headersOf = async (path: string): Promise<(string | undefined)[]> => {
    const headers = await page.evaluate(
      async (asked) => Object.fromEntries((await fetch(asked, { cache: 'reload' })).headers),
      path
    );
    return names.map((name) => headers[name]);
  };
  const [script] = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].map(({ href }) => href)
  );
  const fromServer = await Promise.all(
    ['/icon.svg', script!].map((path) => page.request.get(path).then((answer) => answer.headers()))
  );
  const page1 = (await page.request.get('/')).headers();
  await server.stop();

  for (const path of ['/map', '/nowhere', '/deep/er', '/']) {
    const answer = await page.goto(`${path}?lang=ja`);
    expect(answer?.fromServiceWorker(), path).toBe(true);
    for (const name of names) expect(answer?.headers()[name], `${path} ${name}`).toBe(page1[name]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  for (const [at, path] of ['/icon.svg', script!].entries())
    expect(await headersOf(path)).toEqual(names.map((name) => fromServer[at]![name]));
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.getByTestId('online')).toHaveText('オフライン');

  // the policy is in force, not only there
  const refused = await page.evaluate(async () => {
    const broken = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), {
        once: true
      })
    );
    await fetch('https://example.com/').catch(() => {});
    return broken;
  });
  expect(refused).toBe('connect-src');
  await expect(page.evaluate(() => document.body.setHTMLUnsafe('<b>x</b>'))).rejects.toThrow(/TrustedHTML/);
  await openStart(page, '?lang=en');
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await work(page);
});

test('nothing of a log is stored with the app, and nothing but files of our own', async ({ page, server }) => {
  const canary = 'KANARIA-5b1d';
  await openStart(page);
  await stored(page);
  const rows = Array.from(
    { length: 30 },
    (_, at) => `${canary}-${at % 10},${canary}-act${at % 3},2026-05-0${1 + (at % 9)} 08:00:00`
  );
  await chooseFiles(page, csvFile(`${canary}.csv`, ['case,activity,time', ...rows].join('\n')));
  await confirmImport(page);
  const { bytes, name } = await exported(page, 'export-log-xes');
  expect((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).toContain(canary);
  const kept = await page.evaluate(async (wanted) => {
    const all: { url: string; method: string; hasCanary: boolean }[] = [];
    for (const cacheName of await caches.keys()) {
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))!.text();
        all.push({ url: request.url, method: request.method, hasCanary: text.includes(wanted) });
      }
    }
    return all;
  }, canary);
  expect(kept.length).toBeGreaterThan(100);
  for (const { url, method, hasCanary } of kept) {
    const { origin, pathname, search } = new URL(url);
    expect([origin, method, search, hasCanary], url).toEqual([server.address, 'GET', '', false]);
    expect(pathname).toMatch(/^\/($|_app\/immutable\/|samples\/|icon|manifest\.webmanifest$)/);
  }
});

test('can be installed, in the words of Chromium', async ({ page }) => {
  await openStart(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors, manifest } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(manifest).toMatchObject({ name: expect.stringContaining('Kiseki'), startUrl: expect.stringMatching(/\/$/) });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // a window of a test is a private one
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
