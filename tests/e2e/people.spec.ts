import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { OwnService } from './support/own-service';

let service: OwnService;
test.beforeAll(async () => {
  service = await OwnService.start();
});
test.afterAll(() => service?.stop());

const LANGUAGES = ['en', 'ja'] as const;
let made = 0;

/** A tenant with an administrator, signed in on this page. */
async function administrator(page: Page): Promise<{ tenantId: string; adminId: string; slug: string }> {
  const slug = `people-${++made}`;
  const tenantId = await service.tenant(slug);
  const adminId = await service.person(tenantId, 'admin', `admin@${slug}.example`, 'Aoi Admin');
  await service.signIn(page.context(), tenantId, adminId);
  return { tenantId, adminId, slug };
}

async function open(page: Page, path: string, language: string): Promise<void> {
  await page.goto(`${service.address}${path}?lang=${language}`);
}

async function openPeople(page: Page, language: string): Promise<void> {
  await open(page, '/admin/people', language);
  await expect(page.getByTestId('people')).toHaveAttribute('data-state', 'ready');
}

/** A file let fall on the page, as the browser tells it. */
async function dropOn(page: Page, testid: string, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64!), (char) => char.charCodeAt(0))], fileName!, { type: 'text/csv' }));
      return data;
    },
    [name, bytes.toString('base64')]
  );
  await page.getByTestId(testid).dispatchEvent('drop', { dataTransfer: transfer });
}

const rowOf = (page: Page, email: string) => page.locator(`[data-testid="person-row"][data-email="${email}"]`);

for (const language of LANGUAGES) {
  test(`people are taken in from a file in three acts (${language})`, async ({ page }) => {
    const { slug } = await administrator(page);
    await openPeople(page, language);
    const head = language === 'ja' ? 'メール,氏名,役割,グループ,言語' : 'mail,name,role,groups,language';
    const role = language === 'ja' ? '分析者' : 'analyst';
    const lines = Array.from({ length: 12 }, (_, n) => `u${n}@${slug}.example,User ${n},${role},Sales;New,ja`);

    // 1 drop
    await dropOn(page, 'people', 'people.csv', Buffer.from([head, ...lines].join('\r\n')));
    // 2 look
    await expect(page.getByTestId('import-preview')).toHaveAttribute('data-problems', '0');
    await expect(page.getByTestId('import-preview').locator('tbody tr')).toHaveCount(12);
    expect(await seriousFaults(page)).toEqual([]);
    // 3 create
    await page.getByTestId('import-create').click();

    await expect(page.getByTestId('one-time-code')).toHaveCount(12);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('codes-download').click()]);
    const sheet = readFileSync(await download.path(), 'utf8');
    expect(sheet.startsWith('\ufeff')).toBe(true);
    const first = await page.getByTestId('one-time-code').first().textContent();
    expect(sheet).toContain(first!);
    expect(sheet.trim().split('\r\n')).toHaveLength(13);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('codes-done').click();
    await expect(rowOf(page, `u11@${slug}.example`)).toHaveAttribute('data-state', 'invited');
    // nothing was taken for a log
    expect(new URL(page.url()).pathname).toBe('/admin/people');
  });

  test(`somebody leaves in three acts, and comes back (${language})`, async ({ page }) => {
    const { tenantId, slug } = await administrator(page);
    const email = `leaver@${slug}.example`;
    const leaverId = await service.person(tenantId, 'analyst', email, 'Ren Leaver');
    const heirId = await service.person(tenantId, 'analyst', `heir@${slug}.example`, 'Haru Heir');
    await service.store.query(
      `insert into process_area (id, tenant_id, name, owner_id, created_at, updated_at, state_since)
       values (gen_random_uuid(), $1, 'Purchase to pay', $2, now(), now(), now())`,
      [tenantId, leaverId]
    );
    const theirs = await page.context().browser()!.newContext();
    const token = await service.signIn(theirs, tenantId, leaverId);
    await theirs.close();
    const asTheirs = async (): Promise<number> =>
      (await fetch(`${service.address}/api/v1/me`, { headers: { cookie: `__Host-kiseki=${token}` } })).status;
    expect(await asTheirs()).toBe(200);

    await openPeople(page, language);
    await rowOf(page, email).getByTestId('person-leave').click();
    await page.getByTestId('heir').selectOption(heirId);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('go-confirm').click();
    await expect(rowOf(page, email)).toHaveAttribute('data-state', 'left');
    expect(await asTheirs()).toBe(401);
    const ownerOf = async (): Promise<unknown> =>
      (await service.store.query('select owner_id from process_area where tenant_id = $1', [tenantId])).rows[0];
    expect(await ownerOf()).toEqual({ owner_id: heirId });

    await rowOf(page, email).getByTestId('person-restore').click();
    await page.getByTestId('restore-confirm').click();
    await expect(rowOf(page, email)).toHaveAttribute('data-state', 'active');
    expect(await ownerOf()).toEqual({ owner_id: heirId });
  });

  test(`what is wrong in a file is told by line and field (${language})`, async ({ page }) => {
    const { slug } = await administrator(page);
    await openPeople(page, language);
    const text = [
      'mail,name,role',
      'no-address,Ann,viewer',
      `a@${slug}.example,Ben,boss`,
      `good@${slug}.example,Cy,viewer`,
      `good@${slug}.example,Cy,viewer`
    ].join('\n');
    await dropOn(page, 'people', 'people.csv', Buffer.from(text));
    await expect(page.getByTestId('import-preview')).toHaveAttribute('data-problems', '3');
    await expect(page.getByTestId('import-problem')).toHaveCount(3);
    await expect(page.locator('[data-line="5"] [data-problem="twice"]')).toContainText('4');
    await expect(page.getByTestId('import-create')).toBeDisabled();
    await page.getByTestId('leave-out').check();
    await page.getByTestId('import-create').click();
    await expect(page.getByTestId('one-time-code')).toHaveCount(1);
  });

  test(`the last administrator stays (${language})`, async ({ page }) => {
    const { slug } = await administrator(page);
    await openPeople(page, language);
    await rowOf(page, `admin@${slug}.example`).getByTestId('person-leave').click();
    await expect(page.getByTestId('go-dialog')).toHaveAttribute('data-state', 'ready');
    await page.getByTestId('go-confirm').click();
    await expect(page.getByTestId('service-error')).toHaveAttribute('data-code', 'last-admin');
    await expect(page.getByTestId('service-error')).toContainText(language === 'ja' ? '最後の管理者' : 'last administrator');
  });

  test(`groups and the policy (${language})`, async ({ page }) => {
    const { tenantId, slug } = await administrator(page);
    await service.person(tenantId, 'viewer', `vi@${slug}.example`, 'Vi Viewer');
    await open(page, '/admin/groups', language);
    await page.getByTestId('group-name').fill('Sales');
    await page.getByTestId('group-create').click();
    await page.getByTestId('member-search').fill('Vi');
    await page.getByTestId('member-add').click();
    await expect(page.getByTestId('member-row')).toContainText('Vi Viewer');
    expect(await seriousFaults(page)).toEqual([]);

    await open(page, '/admin/policy', language);
    await page.getByTestId('label-name').fill('Secret');
    await page.getByTestId('label-add').click();
    await page.getByTestId('factor-viewer').check();
    const effects = page.getByTestId('policy-effects');
    await expect(effects).toHaveAttribute('data-state', 'ready');
    await expect(effects).toContainText(language === 'ja' ? '閲覧者' : 'Viewer');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('policy-save').click();
    await expect(effects).toHaveAttribute('data-state', 'unchanged');
    await page.reload();
    await expect(page.getByTestId('label-row')).toContainText('Secret');
    await expect(page.getByTestId('factor-viewer')).toBeChecked();
  });
}

test('who may not administer is told so', async ({ page }) => {
  await page.goto(`${service.address}/admin/people`);
  await expect(page.getByTestId('admin-refused')).toHaveAttribute('data-why', 'guest');
  const tenantId = await service.tenant('not-admins');
  const viewer = await service.person(tenantId, 'viewer', 'v@not-admins.example', 'Vi');
  await service.signIn(page.context(), tenantId, viewer);
  await page.reload();
  await expect(page.getByTestId('admin-refused')).toHaveAttribute('data-why', 'role');
  await expect(page.getByTestId('admin').getByRole('navigation').getByRole('link')).toHaveCount(1);
});

test('an account is created by hand, changed, and gets another code', async ({ page }) => {
  const { slug } = await administrator(page);
  const email = `hand@${slug}.example`;
  await openPeople(page, 'en');
  await page.getByTestId('person-create').click();
  await page.getByTestId('person-name').fill('Hana Hand');
  await page.getByTestId('person-email').fill(email.toUpperCase());
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('person-save').click();
  const code = await page.getByTestId('one-time-code').textContent();
  await page.getByTestId('codes-done').click();

  await rowOf(page, email).getByRole('button', { name: 'Hana Hand', exact: true }).click();
  await page.getByTestId('person-role').last().selectOption('viewer');
  await page.getByTestId('person-save').click();
  await expect(rowOf(page, email)).toContainText('Viewer');

  await rowOf(page, email).getByTestId('person-menu').getByRole('button').first().click();
  await page.getByTestId('act-reset').click();
  await page.getByTestId('ask-confirm').click();
  await expect(page.getByTestId('one-time-code')).not.toHaveText(code!);
});
