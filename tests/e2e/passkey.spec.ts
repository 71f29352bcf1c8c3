import { hash } from '@node-rs/argon2';
import { expect, test, type Page } from '@playwright/test';
import { OwnService } from './support/own-service';

let service: OwnService;
test.beforeAll(async () => {
  service = await OwnService.start();
});
test.afterAll(() => service?.stop());

const PASSWORD = 'kohaku no umi ni fune wa yuku';
const EMAIL = 'pia@passkey.example';

async function typePassword(page: Page): Promise<void> {
  await page.goto('/login?lang=en');
  await page.getByTestId('tenant').fill('passkey');
  await page.getByTestId('email').fill(EMAIL);
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('submit').click();
}

test('a passkey is made, is the second step of the next sign-in, and is removed', async ({ browser }) => {
  const tenantId = await service.tenant('passkey');
  const accountId = await service.person(tenantId, 'analyst', EMAIL, 'Pia Analyst');
  await service.store.query('update account set password_hash = $2, password_changed_at = now() where id = $1', [
    accountId,
    await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  ]);
  // a passkey is of a name, never of an address in numbers
  const context = await browser.newContext({ baseURL: service.address.replace('127.0.0.1', 'localhost') });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
  });

  await typePassword(page);
  await expect(page.getByTestId('account-menu')).toBeVisible();
  await page.goto('/account');
  await page.getByTestId('passkey-add').click();
  await page.getByTestId('passkey-name').fill('This laptop');
  await page.getByTestId('passkey-make').click();
  await page.getByTestId('codes-done').click();
  await expect(page.getByTestId('factor-passkey')).toContainText('This laptop');
  await page.getByTestId('account-menu').getByRole('button').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('sign-in-link')).toBeVisible();

  await typePassword(page);
  await expect(page.getByTestId('login')).toHaveAttribute('data-stage', 'second-factor');
  await page.getByTestId('use-passkey').click();
  await expect(page.getByTestId('account-menu')).toBeVisible();
  await page.goto('/account');
  await page.getByTestId('passkey-remove').click();
  await expect(page.getByTestId('factor-passkey')).toHaveCount(0);
  await context.close();
});
