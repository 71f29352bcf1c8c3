import { afterAll, beforeAll, expect, test } from 'vitest';
import { meGet } from '$lib/api/contracts/me';
import { passwordChange, passwordRules, profileChange } from '$lib/api/contracts/profile';
import { serviceGet } from '$lib/api/contracts/service';
import { sessionsGet } from '$lib/api/contracts/sessions';
import type { ServiceError } from '$lib/model/service-errors';
import { TestApp, type Person } from './support/app';
import { activateAs, codeFor, PASSWORD, personWithPassword, refusalOf, signInAs } from './support/credentials';

let app: TestApp;
let acme: string;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await app.tenant('acme');
});
afterAll(() => app?.stop());

async function invited(role: 'viewer' | 'admin' = 'viewer'): Promise<Person> {
  const person = await app.person(acme, role, null);
  await app.owner.query("update account set state = 'invited' where id = $1", [person.accountId]);
  return person;
}

const setPassword = (person: Person, password: string) => person.caller.call(passwordChange, { body: { password } });

test('a code begins an account: a password, and nothing else, comes first', async () => {
  const person = await invited();
  const code = await codeFor(app, person);
  expect(await activateAs(person, 'acme', code.toLowerCase().replaceAll('-', ' '))).toBe('change-password');
  // the page asks this first: without it nobody came further than here
  expect((await person.caller.call(serviceGet, {})).signedIn).toBe(true);
  expect((await person.caller.call(meGet, {})).stage).toBe('change-password');
  expect(await refusalOf(person.caller.call(sessionsGet, {}))).toBe('wrong-stage');
  expect(await refusalOf(person.caller.call(profileChange, { body: { name: 'N', language: 'en', zone: 'UTC' } }))).toBe(
    'wrong-stage'
  );
  expect(await setPassword(person, PASSWORD)).toEqual({ stage: 'active' });
  expect((await person.caller.call(sessionsGet, {})).items).toHaveLength(1);
  expect(await signInAs(person, 'acme')).toBe('active');
});

test('whose role needs a second factor sets one up after the password', async () => {
  const person = await invited('admin');
  await activateAs(person, 'acme', await codeFor(app, person));
  expect(await person.caller.call(passwordRules, {})).toMatchObject({ least: 8 });
  expect(await setPassword(person, PASSWORD)).toEqual({ stage: 'enrol-second-factor' });
  expect(await refusalOf(person.caller.call(sessionsGet, {}))).toBe('wrong-stage');
});

test('a code counts once, also when sent twice at once', async () => {
  const person = await invited();
  const code = await codeFor(app, person);
  const other = { ...person, caller: app.guest() };
  const both = await Promise.all([refusalOf(activateAs(person, 'acme', code)), refusalOf(activateAs(other, 'acme', code))]);
  expect(both.sort()).toEqual([undefined, 'wrong-credentials'].sort());
  expect(await refusalOf(activateAs(person, 'acme', code))).toBe('wrong-credentials');
});

test('a newer code, a day, another person and another tenant make it worthless', async () => {
  const person = await invited();
  const [stranger, elsewhere] = [await invited(), await app.tenant('elsewhere')];
  const first = await codeFor(app, person);
  const second = await codeFor(app, person);
  expect(elsewhere).toBeTruthy();
  expect(await refusalOf(activateAs(person, 'acme', first))).toBe('wrong-credentials');
  expect(await refusalOf(activateAs(stranger, 'acme', second))).toBe('wrong-credentials');
  expect(await refusalOf(activateAs(person, 'elsewhere', second))).toBe('wrong-credentials');
  app.now = new Date(app.now.getTime() + 24 * 3_600_000);
  expect(await refusalOf(activateAs(person, 'acme', second))).toBe('wrong-credentials');
});

test('a reset ends sessions and the old password at once', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  await signInAs(person, 'acme');
  const code = await codeFor(app, person, 'reset');
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
  expect(await refusalOf(signInAs(person, 'acme'))).toBe('wrong-credentials');
  expect(await activateAs(person, 'acme', code)).toBe('change-password');
  expect(await setPassword(person, 'quite another long phrase')).toEqual({ stage: 'active' });
});

test.each([
  ['elevenchars', 'too-short'],
  ['correct horse battery staple '.repeat(10), 'too-long'],
  ['aaaaaaaaaaaaaaaaaaaa', 'too-simple'],
  ['abcdefghijklmnopqrst', 'too-simple'],
  ['kiseki-acme-2026!', 'names-you'],
  ['Sunshine12345678', 'too-common'],
  ['123passwords456789', undefined],
  ['犬と猫が仲良く遊ぶ静かな午後の庭', undefined]
])('the password %s: %s', async (password, fault) => {
  const person = await invited();
  await activateAs(person, 'acme', await codeFor(app, person));
  const refused = await setPassword(person, password).then(
    () => undefined,
    (error: unknown) => (error as ServiceError).detail.fault
  );
  expect(refused).toBe(fault);
});

test('neither codes nor passwords stand in the audit', async () => {
  const person = await invited();
  const code = await codeFor(app, person);
  await activateAs(person, 'acme', code);
  await setPassword(person, PASSWORD);
  const { rows } = await app.owner.query<{ action: string }>('select * from audit_entry where tenant_id = $1', [acme]);
  const all = JSON.stringify(rows);
  for (const secret of [code, code.replaceAll('-', ''), PASSWORD]) expect(all).not.toContain(secret);
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['account.code-issued', 'account.code-used', 'account.password-changed'])
  );
});
