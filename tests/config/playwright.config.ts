import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../setup/chromium.mjs';
import { freePort } from '../setup/free-port.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

// Read again in every worker process: they inherit what the first reading has set.
process.env.KISEKI_PORT ||= String(await freePort());
// a store of the run's own: it begins empty
process.env.KISEKI_DATA_DIR ||= `${root}test-results/service-${process.pid}`;
process.env.KISEKI_CHROMIUM ||= await findChromium();
const address = `http://127.0.0.1:${process.env.KISEKI_PORT}`;

/** The tasks of a user, in a real Chromium, against the built program (`npm run build` first; `npm test` does). */
export default defineConfig({
  testDir: `${root}tests/e2e`,
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results/e2e`,
  // logs of millions of rows, two cores, and browsers that share them
  timeout: 120_000,
  expect: { timeout: 20_000 },
  retries: 0,
  // a page that does not come up fails every test at its longest; the first ones tell enough
  maxFailures: 15,
  workers: Number(process.env.KISEKI_WORKERS ?? 1),
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: address,
    // no bundled browser's channel: the one that the set-up found
    launchOptions: { executablePath: process.env.KISEKI_CHROMIUM, args: CHROMIUM_ARGS },
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // offline.spec.ts and update.spec.ts let it in. Tests were no slower with it (measured), but routes that they lay would not see what
    // it answers, and what it fetches in the pauses would stand among the requests that they watch
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure'
  },
  webServer: {
    command: `node build/listener.js`,
    cwd: root,
    env: { HOST: '127.0.0.1', PORT: process.env.KISEKI_PORT, KISEKI_DATA_DIR: process.env.KISEKI_DATA_DIR },
    url: address,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 }
  }
});
