import { test as base, type Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { BUILD, OwnServer } from './own-server';

/** Tests with a service worker, each against a server of its own: every other file goes without one (tests/config/playwright.config.ts). */
export const test = base.extend<{ server: OwnServer }>({
  serviceWorkers: 'allow',
  server: async ({}, use) => {
    const server = await OwnServer.start(BUILD);
    await use(server);
    await server.stop();
  },
  baseURL: ({ server }, use) => use(server.address)
});

/** The start page, once it listens. */
export async function openStart(page: Page, query = '?lang=en'): Promise<void> {
  await page.goto(`/${query}`);
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
}

/** Wait until all that is kept for use without a network lies there; DuckDB comes last. */
export async function stored(page: Page): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const assets = await (await caches.open('kiseki-assets')).keys();
    return navigator.serviceWorker.controller !== null && assets.some(({ url }) => url.endsWith('.wasm'));
  };
  await expect.poll(() => page.evaluate(isThere), { timeout: 60_000 }).toBe(true);
}
