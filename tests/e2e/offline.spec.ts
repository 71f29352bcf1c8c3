import { writeFileSync } from 'node:fs';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, exported, mapReady } from './support/app';
import { BUILD, makeNextBuild, NEXT_START, OwnServer } from './support/own-server';

// every other file goes without: see tests/config/playwright.config.ts
test.use({ serviceWorkers: 'allow' });

let server: OwnServer;
test.beforeEach(async () => {
  server = await OwnServer.start(BUILD);
});
test.afterEach(() => server.stop());

test.use({ baseURL: async ({}, use) => use('') });

/** The start page of the test's own server. */
async function openStart(page: Page, query = '?lang=en'): Promise<void> {
  await page.goto(`${server.address}/${query}`);
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
}

/** Wait until all that is kept for use without a network lies there; DuckDB comes last. */
async function stored(page: Page): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const assets = await (await caches.open('kiseki-assets')).keys();
    return navigator.serviceWorker.controller !== null && assets.some(({ url }) => url.endsWith('.wasm'));
  };
  await expect.poll(() => page.evaluate(isThere), { timeout: 60_000 }).toBe(true);
}
