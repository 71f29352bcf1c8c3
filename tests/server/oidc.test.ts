import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityProviderGet, identityProviderPut, oidcStart } from '$lib/api/contracts/identity-provider';
import { meGet } from '$lib/api/contracts/me';
import { insecureLoopback } from '$lib/server/accounts/identity-provider';
import { TestApp, type Caller, type Person } from './support/app';
import { refusalOf } from './support/credentials';
import { TestProvider } from './support/identity-provider';

let app: TestApp;
let provider: TestProvider;
let acme: string;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start();
  // tokens are dated by the provider's clock
  app.now = new Date();
  acme = await app.tenant('acme', { policy: { secondFactor: { requiredFor: ['auditor'] } } });
  provider = await TestProvider.start(() => `${app.address('public')}/api/v1/oidc/callback`);
  admin = await app.person(acme, 'admin');
  expect(await refusalOf(admin.caller.call(identityProviderPut, { body: settings() }))).toBe('bad-request');
  insecureLoopback.allowed = true;
  await admin.caller.call(identityProviderPut, { body: settings() });
});
afterAll(async () => {
  insecureLoopback.allowed = false;
  await provider?.stop();
  await app?.stop();
});

const settings = () => ({
  name: 'Acme ID',
  issuer: provider.issuer,
  clientId: 'kiseki',
  secret: 'provider-secret',
  enabled: true,
  hasSecondFactor: false,
  version: 0
});

let subjects = 0;
/** Somebody at the provider. */
function known(email: string, verified = true): string {
  const sub = `subject-${++subjects}`;
  provider.people.set(sub, { email, email_verified: verified });
  return sub;
}

/** Go to the provider and come back. @returns the address that the app leads on to */
async function come(
  subject: string,
  caller: Caller,
  back: Caller = caller,
  alter = (address: string) => address
): Promise<string> {
  provider.subject = subject;
  const { location } = await caller.call(oidcStart, { body: { tenant: 'acme' } });
  const returned = alter(await provider.visit(location, app.address('public')));
  const answer = await back.ask(returned.slice(app.address('public').length));
  return answer.headers.get('location') ?? String(answer.status);
}

test('a verified mail address signs in to the account that is here, and the secret is told to nobody', async () => {
  const person = await app.person(acme, 'viewer', null);
  expect(await come(known(person.email), person.caller)).toBe('/login');
  expect(await person.caller.call(meGet, {})).toMatchObject({ email: person.email, stage: 'active' });
  const shown = JSON.stringify(await admin.caller.call(identityProviderGet, {}));
  expect(shown).toContain(provider.issuer);
  expect(shown).not.toContain('provider-secret');
});

test('no account is made, an unverified address counts for nothing, neither does a disabled account', async () => {
  const [person, disabled] = [await app.person(acme, 'viewer', null), await app.person(acme, 'viewer', null)];
  await app.owner.query("update account set state = 'disabled' where id = $1", [disabled.accountId]);
  expect(await come(known('nobody@example.com'), app.guest())).toBe('/login?problem=provider');
  expect(await come(known(person.email, false), app.guest())).toBe('/login?problem=provider');
  expect(await come(known(disabled.email), app.guest())).toBe('/login?problem=provider');
});

test('a mail address that passes to another subject opens nothing', async () => {
  const person = await app.person(acme, 'viewer', null);
  const first = known(person.email);
  expect(await come(first, app.guest())).toBe('/login');
  expect(await come(known(person.email), app.guest())).toBe('/login?problem=provider');
  expect(await come(first, app.guest())).toBe('/login');
});

test('the role’s second factor is still asked for', async () => {
  const person = await app.person(acme, 'auditor', null);
  expect(await come(known(person.email), person.caller)).toBe('/login');
  expect((await person.caller.call(meGet, {})).stage).toBe('enrol-second-factor');
});

test('another browser, another state, a late or second return: nothing', async () => {
  const person = await app.person(acme, 'viewer', null);
  const subject = known(person.email);
  expect(await come(subject, app.guest(), app.guest())).toBe('/login?problem=provider');
  expect(await come(subject, app.guest(), undefined, (at) => at.replace(/state=[^&]+/, 'state=other'))).toBe(
    '/login?problem=provider'
  );
  expect(await come(subject, app.guest(), undefined, (at) => at.replace(/code=[^&]+/, 'code=other'))).toBe(
    '/login?problem=provider'
  );
  const caller = app.guest();
  let seen = '';
  expect(await come(subject, caller, caller, (at) => (seen = at))).toBe('/login');
  const again = await caller.ask(seen.slice(app.address('public').length));
  expect(again.headers.get('location')).toBe('/login?problem=provider');
});

test('a tenant without provider and no tenant are the same', async () => {
  await app.tenant('plain');
  const start = (tenant: string) => refusalOf(app.guest().call(oidcStart, { body: { tenant } }));
  expect([await start('plain'), await start('nowhere')]).toEqual(['not-found', 'not-found']);
});
