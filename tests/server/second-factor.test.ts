import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meGet } from '$lib/api/contracts/me';
import { passwordChange, provePost } from '$lib/api/contracts/profile';
import {
  factorsGet,
  recoveryCodesRenew,
  secondFactorPost,
  totpBegin,
  totpConfirm,
  totpRemove
} from '$lib/api/contracts/second-factor';
import { personGet, personResetSecondFactor } from '$lib/api/contracts/people';
import { COOKIES } from '$lib/server/http/caller';
import { TestApp, type Caller, type Person } from './support/app';
import { activateAs, codeFor, PASSWORD, personWithPassword, refusalOf, signInAs } from './support/credentials';

let app: TestApp;
let strict: string;
let free: string;
beforeAll(async () => {
  app = await TestApp.start();
  strict = await app.tenant('strict', { policy: { secondFactor: { requiredFor: ['viewer', 'admin'] } } });
  free = await app.tenant('free', { policy: { secondFactor: { requiredFor: [] } } });
});
afterAll(() => app?.stop());

const seconds = (n: number) => (app.now = new Date(app.now.getTime() + n * 1000));
/** The code that an app shows now, or some steps off. */
const shown = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.now.getTime() + steps * 30_000 });
const step = (caller: Caller, code: string, kind: 'totp' | 'recovery' = 'totp') =>
  caller.call(secondFactorPost, { body: { kind, code } });

/** Somebody of `strict` with an authenticator app, signed out. */
async function withApp(): Promise<{ person: Person; secret: string; codes: readonly string[] }> {
  const person = await personWithPassword(app, strict, 'viewer');
  expect(await signInAs(person, 'strict')).toBe('enrol-second-factor');
  const { secret } = await person.caller.call(totpBegin, {});
  const added = await person.caller.call(totpConfirm, { body: { code: shown(secret) } });
  expect(added.stage).toBe('active');
  return { person: { ...person, caller: app.guest() }, secret, codes: added.recoveryCodes ?? [] };
}

test('whose role needs one sets up an app, and gets ten recovery codes once', async () => {
  const person = await personWithPassword(app, strict, 'viewer');
  await signInAs(person, 'strict');
  const before = person.caller.cookies.get(COOKIES.public);
  const { secret, uri } = await person.caller.call(totpBegin, {});
  expect(uri).toContain(`secret=${secret}`);
  expect(await refusalOf(person.caller.call(totpConfirm, { body: { code: '000000' } }))).toBe('wrong-code');
  const { stage, recoveryCodes } = await person.caller.call(totpConfirm, { body: { code: shown(secret) } });
  expect([stage, recoveryCodes?.length, new Set(recoveryCodes).size]).toEqual(['active', 10, 10]);
  expect(person.caller.cookies.get(COOKIES.public)).not.toBe(before);
  expect(await refusalOf(person.caller.call(totpBegin, {}))).toBe('conflict');
  const { rows } = await app.owner.query<{ secret_sealed: Buffer }>(
    'select secret_sealed from totp_factor where account_id = $1',
    [person.accountId]
  );
  expect(rows[0]!.secret_sealed.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false);
});

test('the second step: nothing works before it, the token changes with it', async () => {
  const { person, secret } = await withApp();
  seconds(60);
  expect(await signInAs(person, 'strict')).toBe('second-factor');
  expect(await refusalOf(person.caller.call(recoveryCodesRenew, {}))).toBe('wrong-stage');
  expect(await refusalOf(person.caller.call(passwordChange, { body: { password: 'quite another long phrase' } }))).toBe(
    'wrong-stage'
  );
  const before = person.caller.cookies.get(COOKIES.public)!;
  expect(await step(person.caller, shown(secret))).toEqual({ stage: 'active' });
  const thief = app.guest();
  thief.cookies.set(COOKIES.public, before);
  expect(await refusalOf(thief.call(meGet, {}))).toBe('sign-in-needed');
});

test('a time step counts once: in a second sign-in, in the set-up’s own, and raced', async () => {
  const { person, secret } = await withApp();
  await signInAs(person, 'strict');
  expect(await refusalOf(step(person.caller, shown(secret)))).toBe('wrong-code');
  seconds(90);
  const others = [app.guest(), app.guest(), app.guest()];
  for (const other of others) await signInAs(person, 'strict', PASSWORD, other);
  const raced = await Promise.all(others.map((other) => refusalOf(step(other, shown(secret)))));
  expect(raced.filter((code) => code === undefined)).toHaveLength(1);
  expect(raced.filter((code) => code === 'wrong-code')).toHaveLength(2);
  // a step before the one used does not count either
  await signInAs(person, 'strict');
  expect(await refusalOf(step(person.caller, shown(secret, -1)))).toBe('wrong-code');
});

test('codes a step off count, two steps off do not', async () => {
  const { person, secret } = await withApp();
  seconds(300);
  await signInAs(person, 'strict');
  expect(await refusalOf(step(person.caller, shown(secret, -2)))).toBe('wrong-code');
  expect(await refusalOf(step(person.caller, shown(secret, 2)))).toBe('wrong-code');
  expect((await step(person.caller, shown(secret, -1))).stage).toBe('active');
});

test('tries are counted across sign-ins, and the lock ends the sign-in', async () => {
  const { person, secret } = await withApp();
  seconds(90);
  await signInAs(person, 'strict');
  let failures = 0;
  for (let tries = 0; failures < 10 && tries < 60; tries++) {
    const refused = await refusalOf(step(person.caller, '12345'));
    if (refused === 'wrong-code') failures++;
    else seconds(200);
    if (failures < 10) await signInAs(person, 'strict');
  }
  expect(failures).toBe(10);
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
  await signInAs(person, 'strict');
  expect(await refusalOf(step(person.caller, shown(secret)))).toBe('too-many-requests');
  seconds(3601);
  await signInAs(person, 'strict');
  expect((await step(person.caller, shown(secret))).stage).toBe('active');
});

test('a recovery code stands in for the app, once', async () => {
  const { person, codes } = await withApp();
  await signInAs(person, 'strict');
  expect((await step(person.caller, codes[3]!.toLowerCase(), 'recovery')).stage).toBe('active');
  expect((await person.caller.call(factorsGet, {})).recoveryCodes).toBe(9);
  await signInAs(person, 'strict');
  expect(await refusalOf(step(person.caller, codes[3]!, 'recovery'))).toBe('wrong-code');
});

test('changes of factors ask for the password once more, and the policy for a factor', async () => {
  const { person, secret } = await withApp();
  seconds(90);
  await signInAs(person, 'strict');
  await step(person.caller, shown(secret));
  seconds(11 * 60);
  expect(await refusalOf(person.caller.call(recoveryCodesRenew, {}))).toBe('proof-needed');
  expect(await refusalOf(person.caller.call(totpRemove, {}))).toBe('proof-needed');
  expect(await refusalOf(person.caller.call(provePost, { body: { password: 'wrong' } }))).toBe('wrong-credentials');
  await person.caller.call(provePost, { body: { password: PASSWORD } });
  expect((await person.caller.call(recoveryCodesRenew, {})).codes).toHaveLength(10);
  expect(await refusalOf(person.caller.call(totpRemove, {}))).toBe('factor-required');
  expect((await person.caller.call(factorsGet, {})).totp).toBe(true);
});

test('a short password stands only beside a factor', async () => {
  const person = await personWithPassword(app, free, 'viewer');
  await signInAs(person, 'free');
  const change = (current: string, password: string) => person.caller.call(passwordChange, { body: { current, password } });
  expect(await refusalOf(change(PASSWORD, 'tiny-otter9'))).toBe('weak-password');
  const { secret } = await person.caller.call(totpBegin, {});
  await person.caller.call(totpConfirm, { body: { code: shown(secret) } });
  expect((await change(PASSWORD, 'tiny-otter9')).stage).toBe('active');
  expect(await refusalOf(person.caller.call(totpRemove, {}))).toBe('factor-required');
  // taken away by the administrator, a longer password is due
  const admin = await app.person(free, 'admin');
  const { version } = await admin.caller.call(personGet, { params: { accountId: person.accountId } });
  await admin.caller.call(personResetSecondFactor, { params: { accountId: person.accountId }, body: { version } });
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
  expect(await signInAs(person, 'free', 'tiny-otter9')).toBe('change-password');
});

test('a reset code alone passes no second factor', async () => {
  const { person, secret } = await withApp();
  seconds(90);
  expect(await activateAs(person, 'strict', await codeFor(app, person, 'reset'))).toBe('second-factor');
  expect((await step(person.caller, shown(secret))).stage).toBe('change-password');
  expect(await person.caller.call(passwordChange, { body: { password: 'quite another long phrase' } })).toEqual({
    stage: 'active'
  });
});
