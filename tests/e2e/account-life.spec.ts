import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { Mailbox } from '../server/support/mailbox';
import { seriousFaults } from './support/axe';
import { OwnService } from './support/own-service';

// One service from its first start on: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial', timeout: 300_000 });

const mailbox = new Mailbox();
let service: OwnService;
test.beforeAll(async () => {
  await mailbox.open();
  service = await OwnService.start({ KISEKI_SMTP_URL: mailbox.url, KISEKI_MAIL_FROM: 'kiseki@service.example' });
});
test.afterAll(async () => {
  await service?.stop();
  await mailbox.close();
});

type Language = 'en' | 'ja';
const LANGUAGES: readonly Language[] = ['en', 'ja'];
const PASSWORD = 'kohaku no umi ni fune wa yuku';
const NEXT_PASSWORD = 'yama no ue ni kumo wa tomaru';
const OPERATOR = 'operator@service.example';
/** the operator's page, signed in once: a second factor's digits count once */
let desk: Page;
/** with which the tenant of each language begins */
const adminCodes: Record<Language, string> = { en: '', ja: '' };
const slugOf = (language: Language): string => `life-${language}`;
const adminOf = (language: Language): string => `admin@${slugOf(language)}.example`;

const digitsOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate();

const textOf = async (page: Page, testid: string): Promise<string> => (await page.getByTestId(testid).textContent())!.trim();
const rowOf = (page: Page, email: string) => page.locator(`[data-testid="person-row"][data-email="${email}"]`);

/** Sign in by password, or by a one-time code on the page for those. */
async function typeSecret(page: Page, by: 'password' | 'code', language: Language, email: string, secret: string): Promise<void> {
  await page.goto(`${service.address}/${by === 'code' ? 'activate' : 'login'}?lang=${language}`);
  await page.getByTestId('tenant').fill(slugOf(language));
  await page.getByTestId('email').fill(email);
  await page.getByTestId(by).fill(secret);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('submit').click();
}

/** By the one-time code through the forced change to the second factor. @returns the recovery codes */
async function activate(page: Page, language: Language, email: string, code: string): Promise<string[]> {
  await typeSecret(page, 'code', language, email, code);
  // nothing else opens until the password is the holder's own
  await expect(page.getByTestId('login')).toHaveAttribute('data-stage', 'change-password');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('new-password-field').fill('kiseki');
  await expect(page.getByTestId('set-password')).toBeDisabled();
  await page.getByTestId('new-password-field').fill(PASSWORD);
  await page.getByTestId('set-password').click();
  // an administrator has to have a second factor; others set one up on their own page
  if (email !== adminOf(language)) {
    await expect(page.getByTestId('account-menu')).toBeVisible();
    await page.goto(`${service.address}/account`);
    await page.getByTestId('totp-add').click();
  }
  const secret = await textOf(page, 'totp-secret');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('totp-code').fill(digitsOf(secret));
  await page.getByTestId('totp-on').click();
  await expect(page.getByTestId('recovery-codes')).toBeVisible();
  const codes = await page.getByTestId('recovery-codes').locator('li').allTextContents();
  await page.getByTestId('codes-done').click();
  await expect(page.getByTestId('account-menu')).toBeVisible();
  await page.goto(`${service.address}/account`);
  await expect(page.getByTestId('factor-totp')).toHaveAttribute('data-on', 'true');
  expect(await seriousFaults(page)).toEqual([]);
  return codes.map((each) => each.trim());
}

test('the first start: a code of the console names the first tenant, its administrator and the operator', async ({
  page,
  browser
}) => {
  await page.goto(`${service.address}/login?lang=en`);
  await page.getByTestId('to-set-up').click();
  await page.getByTestId('set-up-code').fill(service.setUpCode);
  await page.getByTestId('tenant-name').fill('First Organisation');
  await page.getByTestId('tenant-slug').fill(slugOf('en'));
  await page.getByTestId('admin-name').fill('Aoi Admin');
  await page.getByTestId('admin-email').fill(adminOf('en'));
  await page.getByTestId('operator-name').fill('Oki Operator');
  await page.getByTestId('operator-email').fill(OPERATOR);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('set-up-submit').click();
  adminCodes.en = await textOf(page, 'admin-code');
  const operatorCode = await textOf(page, 'operator-code');

  desk = await (await browser.newContext()).newPage();
  await desk.goto(`${service.management}/operator?lang=en`);
  await desk.getByTestId('operator-by-code').click();
  await desk.getByTestId('operator-email').fill(OPERATOR);
  await desk.getByTestId('operator-code').fill(operatorCode);
  await desk.getByTestId('operator-password').fill(PASSWORD);
  await desk.getByTestId('operator-enter').click();
  const secret = await textOf(desk, 'operator-secret');
  expect(await seriousFaults(desk)).toEqual([]);
  await desk.getByTestId('operator-digits').fill(digitsOf(secret));
  await desk.getByTestId('operator-prove').click();
  await expect(desk.getByTestId('tenants').locator('tbody tr')).toHaveCount(1);

  // the second tenant, in the other language
  const form = desk.getByTestId('tenant-create');
  await form.getByLabel('Name', { exact: true }).fill('次の組織');
  await form.getByLabel('Short name').fill(slugOf('ja'));
  await form.getByLabel('Administrator’s name').fill('青井 管理');
  await form.getByLabel('Administrator’s mail address').fill(adminOf('ja'));
  await form.getByRole('button').click();
  adminCodes.ja = await textOf(desk, 'one-time-code');
  await desk.getByTestId('code-done').click();
});

for (const language of LANGUAGES) {
  test(`an account lives: activated, changed, with a second factor, locked, set back, gone (${language})`, async ({
    page,
    browser
  }) => {
    await activate(page, language, adminOf(language), adminCodes[language]);
    const email = `rei@${slugOf(language)}.example`;
    await page.goto(`${service.address}/admin/people`);
    await page.getByTestId('person-create').click();
    await page.getByTestId('person-name').fill('Rei Analyst');
    await page.getByTestId('person-email').fill(email);
    await page.getByTestId('person-save').click();
    const code = await textOf(page, 'one-time-code');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('codes-done').click();
    await expect(rowOf(page, email)).toHaveAttribute('data-state', 'invited');

    const theirs: BrowserContext = await browser.newContext({ baseURL: service.address });
    const person = await theirs.newPage();
    const codes = await activate(person, language, email, code);
    await person.getByTestId('account-menu').click();
    await person.getByTestId('sign-out').click();
    await expect(person.getByTestId('sign-in-link')).toBeVisible();

    // the code counted once
    await typeSecret(person, 'code', language, email, code);
    await expect(person.getByTestId('service-error')).toHaveAttribute('data-code', 'wrong-credentials');

    // the tries before have been counted; the last one locks
    await service.store.query(`update sign_in_throttle set failures = 9, blocked_until = null where scope = 'account'`);
    await typeSecret(person, 'password', language, email, 'not the password at all');
    await expect(person.getByTestId('service-error')).toHaveAttribute('data-code', 'wrong-credentials');
    await person.getByTestId('password').fill(PASSWORD);
    await person.getByTestId('submit').click();
    await expect(person.getByTestId('service-error')).toHaveAttribute('data-code', 'too-many-requests');
    expect(await seriousFaults(person)).toEqual([]);

    await page.reload();
    await rowOf(page, email).getByTestId('person-menu').getByRole('button').click();
    await page.getByTestId('act-reset').click();
    await page.getByTestId('ask-confirm').click();
    const anew = await textOf(page, 'one-time-code');
    await page.getByTestId('codes-done').click();

    await typeSecret(person, 'code', language, email, anew);
    await expect(person.getByTestId('login')).toHaveAttribute('data-stage', 'second-factor');
    expect(await seriousFaults(person)).toEqual([]);
    await person.getByTestId('toggle-recovery').click();
    await person.getByTestId('factor-code').fill(codes[0]!);
    await person.getByTestId('submit').click();
    await expect(person.getByTestId('login')).toHaveAttribute('data-stage', 'change-password');
    await person.getByTestId('new-password-field').fill(NEXT_PASSWORD);
    await person.getByTestId('set-password').click();
    await expect(person.getByTestId('account-menu')).toBeVisible();

    // gone: what is open ends, and nothing opens any more
    await page.reload();
    await rowOf(page, email).getByTestId('person-leave').click();
    await page.getByTestId('go-confirm').click();
    await expect(rowOf(page, email)).toHaveAttribute('data-state', 'left');
    await person.goto(`${service.address}/account`);
    await expect(person.getByTestId('sign-in-link').or(person.getByTestId('sign-in')).first()).toBeVisible();
    await typeSecret(person, 'password', language, email, NEXT_PASSWORD);
    await expect(person.getByTestId('service-error')).toHaveAttribute('data-code', 'wrong-credentials');
    await theirs.close();

    // the allow-list does not lock its own administrator out
    await page.goto(`${service.address}/admin/network`);
    await page.locator('textarea').fill('203.0.113.0/24');
    await expect(page.getByTestId('network-lock-out')).toBeVisible();
    await expect(page.locator('form button[type="submit"]')).toBeDisabled();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('network-lock-out').getByRole('button').click();
    await expect(page.getByTestId('network-lock-out')).toHaveCount(0);
    await expect(page.locator('form button[type="submit"]')).toBeEnabled();
    await page.locator('form button[type="submit"]').click();
    const kept = async () =>
      JSON.stringify((await service.store.query('select allow_list from tenant where slug = $1', [slugOf(language)])).rows[0]);
    await expect.poll(kept).toContain('127.0.0.1');
    for (const path of ['groups', 'sign-in', 'policy', 'audit', 'people']) {
      await page.goto(`${service.address}/admin/${path}`);
      await expect(page.locator('h1')).toBeVisible();
      // what the page asked for is shown
      await page.waitForLoadState('networkidle');
      expect(await seriousFaults(page)).toEqual([]);
    }
  });

  test(`a notice goes from the console to the top screen and the mailbox, until it is taken note of (${language})`, async ({
    browser
  }) => {
    const title = language === 'en' ? 'A flaw in the reader of files' : 'ファイル読み込みの脆弱性';
    await desk.goto(`${service.management}/operator/notices?lang=${language}`);
    await desk.getByTestId('notice-write').click();
    await desk.getByTestId('notice-severity').selectOption('high');
    await desk.getByTestId('notice-title-en').fill(language === 'en' ? title : 'A second flaw');
    await desk.getByTestId('notice-title-ja').fill(language === 'ja' ? title : '別の脆弱性');
    await desk.getByTestId('notice-body-en').fill('Load the page anew.');
    await desk.getByTestId('notice-body-ja').fill('ページを読み込み直してください。');
    expect(await seriousFaults(desk)).toEqual([]);
    await desk.getByTestId('notice-publish').click();
    await expect(desk.getByTestId('published').filter({ hasText: title })).toBeVisible();
    await expect.poll(() => mailbox.mails.filter(({ to }) => to.includes(adminOf(language))).length).toBeGreaterThan(0);

    const theirs = await browser.newContext({ baseURL: service.address });
    const person = await theirs.newPage();
    const { rows } = await service.store.query<{ id: string; tenant_id: string }>(
      'select id, tenant_id from account where email = $1',
      [adminOf(language)]
    );
    await service.signIn(theirs, rows[0]!.tenant_id, rows[0]!.id);
    await person.goto(`${service.address}/?lang=${language}`);
    const board = person.getByTestId('notice-board');
    await expect(board).toContainText(title);
    expect(await seriousFaults(person)).toEqual([]);
    await board.getByTestId('notice').filter({ hasText: title }).getByTestId('notice-acknowledge').click();
    await expect(board.filter({ hasText: title })).toHaveCount(0);
    await person.goto(`${service.address}/notices`);
    await expect(person.getByTestId('notices')).toContainText(title);
    expect(await seriousFaults(person)).toEqual([]);

    // how far the countermeasure is: everybody is shown it again
    const published = desk.getByTestId('published').filter({ hasText: title });
    await published.getByTestId('notice-tell').click();
    await desk.getByTestId('tell-en').fill('Mended in the version of today.');
    await desk.getByTestId('tell-ja').fill('本日のバージョンで対応しました。');
    await desk.getByTestId('tell-submit').click();
    await expect(published.locator('li')).toHaveCount(2);
    await person.goto(`${service.address}/`);
    await expect(board).toContainText(title);
    await theirs.close();
  });
}

test('the console: every page, a contract, the end of a tenant; guests switched off', async ({ browser, page }) => {
  for (const language of LANGUAGES) {
    for (const path of ['', '/notices', '/health', '/operators', '/audit', '/settings']) {
      await desk.goto(`${service.management}/operator${path}?lang=${language}`);
      await expect(desk.locator('h1')).toBeVisible();
      await expect(desk.locator('[role="status"]')).toHaveCount(path === '/audit' ? 1 : 0);
      expect(await seriousFaults(desk)).toEqual([]);
    }
  }
  await desk.getByTestId('guests').uncheck();
  await desk.getByTestId('settings-save').click();
  const guest = await browser.newContext({ baseURL: service.address });
  const theirs = await guest.newPage();
  await theirs.goto('/?lang=en');
  await expect(theirs.getByTestId('guests-off')).toBeVisible();
  expect(await seriousFaults(theirs)).toEqual([]);
  await guest.close();

  await desk.goto(`${service.management}/operator?lang=en`);
  const row = desk.getByTestId('tenants').locator(`tr[data-slug="${slugOf('ja')}"]`);
  await row.getByTestId('tenant-contract').click();
  await desk.getByTestId('contact-email').fill('contact@life-ja.example');
  await desk.getByTestId('max-accounts').fill('5');
  expect(await seriousFaults(desk)).toEqual([]);
  await desk.getByTestId('contract-save').click();
  await expect(row).toContainText('/ 5');
  await row.getByTestId('tenant-end').click();
  await expect(desk.getByTestId('end-confirm')).toBeDisabled();
  await desk.getByTestId('end-slug').fill(slugOf('ja'));
  await desk.getByTestId('end-confirm').click();
  await expect(row).toContainText('Ended');
  await typeSecret(page, 'password', 'ja', adminOf('ja'), PASSWORD);
  await expect(page.getByTestId('service-error')).toBeVisible();
  await desk.getByTestId('operator-sign-out').click();
  await expect(desk.getByTestId('operator-sign-in')).toBeVisible();
  await desk.context().close();
});
