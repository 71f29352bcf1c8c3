import { expect, test } from '@playwright/test';
import { proposedPlan, withRole } from '../../src/lib/session/import-plan';
import { mapReady, setRole } from './support/app';
import { isKept, listRead, openArea, orders } from './support/kept';
import { filesWith, startOwnBrowser, type OwnBrowser } from './support/own-browser';
import { openHarness, type Harness } from './support/worker-harness';

/** In every name and value of the log, and in everything that is typed about it. */
const CANARY = 'KANARIA7f3aQ';
/** Put where the browser itself writes: found, it shows that the search finds what is there. */
const CONTROL = 'KONTROLLE5d1bX';
/** the browser writes its session files every few seconds */
const SETTLED_MS = 6_000;

let own: OwnBrowser;
test.beforeEach(async () => {
  own = await startOwnBrowser();
});
test.afterEach(async () => {
  await own.kill().catch(() => {});
  own.remove();
});

/** The profile as a thief finds it. */
async function killed(): Promise<void> {
  await own.page.waitForTimeout(SETTLED_MS);
  await own.kill();
}

test('after import, work, lock and kill no file of the profile holds anything of the log in clear: as a guest', async ({
  baseURL
}) => {
  const { page } = own;
  await page.goto(`${baseURL}/?lang=en`);
  await page.getByTestId('import-file').setInputFiles({
    name: `${CANARY}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(orders(CANARY))
  });
  await setRole(page, `${CANARY}order`, 'case');
  await setRole(page, `${CANARY}step`, 'activity');
  await setRole(page, `${CANARY}clerk`, 'resource');
  await setRole(page, `${CANARY}value`, 'attribute');
  await page.getByTestId('import-confirm').click();
  await mapReady(page);
  await isKept(page);

  // filter by a value that is typed, by a choice, and write a note
  await page.getByTestId('variant-row').first().click();
  await page.keyboard.press('f');
  await page.getByTestId('filter-dialog').locator('[data-start=case-list]').click();
  await page.getByTestId('case-ids').fill(`${CANARY}o1\n${CANARY}o2`);
  await page.getByTestId('filter-confirm').click();
  await page.getByTestId('filter-saved').click();
  await page.getByTestId('saved-name').fill(`${CANARY} saved`);
  await page.getByTestId('saved-save').click();
  await page.keyboard.press('Escape');
  await page.getByTestId('finding-pin').click();
  await page.keyboard.press('i');
  await page.getByTestId('finding-note').fill(`${CANARY} note`);
  await page.getByTestId('finding-note').blur();
  await page.keyboard.press('q');
  await page.getByTestId('sql-editor').fill(`SELECT '${CANARY}' AS ${CANARY}`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('sql-result')).toBeVisible();
  await isKept(page);
  // fields that still hold text when the browser writes down what pages look like
  await page.waitForTimeout(SETTLED_MS);

  // tomorrow: opened again, moved about in, locked
  await page.goto(`${baseURL}/?lang=en&control=${CONTROL}`);
  await listRead(page);
  await openArea(page, CANARY);
  await page.keyboard.press('3');
  await page.getByTestId('case-search').fill(`${CANARY}o2`);
  await page.goBack();
  await page.goForward();
  await page.waitForTimeout(SETTLED_MS);
  await page.getByTestId('app-menu').getByRole('button').first().click();
  await page.getByTestId('lock-now').click();
  await expect(page.getByTestId('unlock')).toBeVisible();

  await killed();
  expect(filesWith(own.profile, CONTROL)).not.toEqual([]);
  expect(filesWith(own.profile, CANARY)).toEqual([]);
});

test('and with a server share: the production workers alone', async ({ baseURL }) => {
  const { page } = own;
  await openHarness(page, baseURL!);
  await page.locator('#file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(orders(CANARY)) });
  const draft = await page.evaluate(() => (window as unknown as { harness: Harness }).harness.inspect());
  const roles = ['case', 'activity', 'timestamp', 'resource', 'attribute'] as const;
  const proposed = roles.reduce((plan, role, index) => withRole(plan, index, role), proposedPlan(draft, 'UTC'));
  const area = await page.evaluate(
    ([plan, control, canary]) => {
      localStorage.setItem('control', control);
      const { harness } = window as unknown as { harness: Harness };
      const share = crypto.getRandomValues(new Uint8Array(32));
      return harness.keep(plan, share, { 'finding:1': `{"title":"${canary}"}` });
    },
    [{ ...proposed, name: CANARY }, CONTROL, CANARY] as const
  );
  expect(area).toMatchObject({ version: 1, fault: null, card: { name: CANARY, cases: 40 } });

  await killed();
  expect(filesWith(own.profile, CONTROL)).not.toEqual([]);
  expect(filesWith(own.profile, CANARY)).toEqual([]);
});
