import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { mapReady } from './support/app';
import { importKept } from './support/kept';
import { OwnService } from './support/own-service';

let service: OwnService;
test.beforeAll(async () => {
  service = await OwnService.start();
});
test.afterAll(() => service?.stop());

const LANGUAGES = ['en', 'ja'] as const;

async function openStart(page: Page, language: string): Promise<void> {
  await page.goto(`${service.address}/?lang=${language}`);
  await expect(page.getByTestId('process-areas')).toHaveAttribute('data-state', 'ready');
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.locator(`[data-testid="process-area"][data-name="${name}"]`) });

/** A browser of its own, signed in. */
async function signedIn(browser: Browser, tenantId: string, accountId: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: service.address, serviceWorkers: 'block' });
  await service.signIn(context, tenantId, accountId);
  return context.newPage();
}

/** Which area each reported object of a tenant lies in. */
async function reported(tenantId: string): Promise<unknown> {
  const { rows } = await service.store.query('select area_id from device_object where tenant_id = $1', [tenantId]);
  return rows;
}

for (const language of LANGUAGES) {
  test(`an area is made, given to a group, deleted and taken back (${language})`, async ({ page, browser }) => {
    const slug = `areas-${language}`;
    const tenantId = await service.tenant(slug);
    await service.store.query('update tenant set policy = $2 where id = $1', [tenantId, { labels: ['社内', '極秘'] }]);
    const owner = await service.person(tenantId, 'analyst', `owner@${slug}.example`, 'Hana Owner');
    const member = await service.person(tenantId, 'analyst', `member@${slug}.example`, 'Ken Member');
    const groupId = randomUUID();
    await service.store.query(
      `insert into account_group (id, tenant_id, name, created_at) values ($1, $2, 'Buyers 購買', now())`,
      [groupId, tenantId]
    );
    await service.store.query('insert into group_member (tenant_id, group_id, account_id) values ($1, $2, $3)', [
      tenantId,
      groupId,
      member
    ]);
    await service.signIn(page.context(), tenantId, owner);

    await openStart(page, language);
    await page.getByTestId('process-area-create').click();
    await page.getByTestId('process-area-name').fill('受注 Orders');
    await page.getByTestId('process-area-label').selectOption('極秘');
    await page.getByTestId('process-area-make').click();
    await expect(rowOf(page, '受注 Orders')).toContainText('極秘');

    await page.getByTestId('process-area').getByRole('link').click();
    await expect(page.getByTestId('area-page')).toHaveAttribute('data-state', 'ready');
    await page.getByTestId('holder-search').fill('購買');
    await page.getByTestId('holder').click();
    await page.getByTestId('area-grant-right').selectOption('analyse');
    await page.getByTestId('area-access-save').click();
    await expect(page.getByTestId('area-access-save')).toBeDisabled();
    expect(await seriousFaults(page)).toEqual([]);

    const other = await signedIn(browser, tenantId, member);
    await openStart(other, language);
    await expect(rowOf(other, '受注 Orders')).toContainText('Hana Owner');
    await expect(rowOf(other, '受注 Orders')).toContainText('Buyers 購買');
    await expect(rowOf(other, '受注 Orders').getByTestId('process-area-right')).toHaveText(
      language === 'ja' ? '分析' : 'Analyse'
    );

    await page.getByTestId('process-area-delete').click();
    await expect(page.getByTestId('delete-area-now')).toBeDisabled();
    await page.getByTestId('delete-area-name').fill('受注 Orders');
    await page.getByTestId('delete-area-now').click();
    await expect(page.getByTestId('process-areas')).toHaveAttribute('data-state', 'ready');
    await expect(page.getByTestId('process-area')).toHaveCount(0);
    await openStart(other, language);
    await expect(other.getByTestId('process-area')).toHaveCount(0);

    await page.getByTestId('process-areas-state').selectOption('deleted');
    await rowOf(page, '受注 Orders').getByTestId('process-area-menu').getByRole('button').click();
    await page.getByTestId('area-restore').click();
    await expect(page.getByTestId('process-area')).toHaveCount(0);
    await page.getByTestId('process-areas-state').selectOption('active');
    await expect(rowOf(page, '受注 Orders')).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await other.context().close();
  });

  test(`a kept log is put into an area; the user's other browser is told where it lies, and nothing more (${language})`, async ({
    browser
  }) => {
    const slug = `places-${language}`;
    const tenantId = await service.tenant(slug);
    const owner = await service.person(tenantId, 'analyst', `owner@${slug}.example`, 'Hana Owner');
    const page = await signedIn(browser, tenantId, owner);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));

    await openStart(page, language);
    await page.getByTestId('process-area-create').click();
    await page.getByTestId('process-area-name').fill('Purchasing');
    await page.getByTestId('process-area-make').click();
    await expect(page.getByTestId('process-area')).toHaveCount(1);
    await importKept(page, 'confidential-log');
    await openStart(page, language);
    await page.getByTestId('area-put').click();
    await page.getByTestId('place-area').selectOption({ label: 'Purchasing' });
    await page.getByTestId('place-save').click();
    await expect(page.getByTestId('area-place')).toContainText('Purchasing');
    const here = language === 'ja' ? 'この端末：ログ 1 件' : 'This device: 1 log';
    await expect(page.getByTestId('process-area-devices')).toHaveText(here);

    await expect.poll(() => reported(tenantId)).toEqual([{ area_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown }]);
    const other = await signedIn(browser, tenantId, owner);
    await openStart(other, language);
    await expect(other.getByTestId('process-area-devices')).toContainText('Chrome (Linux)');

    // one log of it lies here: opened at once
    await page.getByTestId('process-area-menu').getByRole('button').click();
    await page.getByTestId('process-area-open').click();
    await mapReady(page);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((each) => /confidential|receive|clerk/i.test(each))).toEqual([]);
    await page.context().close();
    await other.context().close();
  });
}

test('without a session the first page is as it was, and nothing is asked for', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${service.address}/?lang=en`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The log never leaves this browser.');
  await expect(page.getByTestId('process-areas')).toHaveCount(0);
  expect(asked.filter((path) => /\/api\/v1\/(?:areas|devices)/.test(path))).toEqual([]);
});
