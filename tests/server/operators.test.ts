import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operatorNoticesGet } from '$lib/api/contracts/operator-notices';
import { operatorPost, operatorResetPost, operatorsGet, operatorStatePut } from '$lib/api/contracts/operator-operators';
import {
  operatorActivatePost,
  operatorEnrolPost,
  operatorEnrolPut,
  operatorFactorPost,
  operatorMeGet,
  operatorSignInPost,
  operatorSignOutPost
} from '$lib/api/contracts/operator-session';
import { TestApp, type Caller } from './support/app';

const PASSWORD = 'umbrella otter 41 canyon';
const COOKIE = '__Host-kiseki-operator';

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.start();
});
afterEach(() => app?.stop());

const refused = (code: string) => expect.objectContaining({ code }) as unknown;
const later = (seconds: number): Date => (app.now = new Date(app.now.getTime() + seconds * 1000));
const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.now.getTime() });

/** An operator who has come in by the code of another. */
async function activated(email = 'sub@example.com'): Promise<{ caller: Caller; secret: string; email: string }> {
  const { code } = await (await app.operator()).call(operatorPost, { body: { email, name: 'Sub' } });
  const caller = app.guest('management');
  await caller.call(operatorActivatePost, { body: { email, code, password: PASSWORD } });
  const { secret } = await caller.call(operatorEnrolPost, {});
  await caller.call(operatorEnrolPut, { body: { code: codeOf(secret) } });
  return { caller, secret, email };
}

test('a code sets the password, a second factor is set up, and only then is the console open', async () => {
  const boss = await app.operator();
  const { code } = await boss.call(operatorPost, { body: { email: 'sub@example.com', name: 'Sub' } });
  const caller = app.guest('management');
  const body = { email: 'sub@example.com', code, password: 'short' };
  await expect(caller.call(operatorActivatePost, { body })).rejects.toEqual(refused('weak-password'));
  const entered = await caller.call(operatorActivatePost, { body: { ...body, password: PASSWORD } });
  expect(entered.stage).toBe('enrol-second-factor');
  await expect(caller.call(operatorNoticesGet, {})).rejects.toEqual(refused('wrong-stage'));
  const first = caller.cookies.get(COOKIE);
  const { secret, uri } = await caller.call(operatorEnrolPost, {});
  expect(uri).toContain('otpauth://totp/');
  await expect(caller.call(operatorEnrolPut, { body: { code: '000000' } })).rejects.toEqual(refused('wrong-code'));
  expect((await caller.call(operatorEnrolPut, { body: { code: codeOf(secret) } })).stage).toBe('active');
  expect(caller.cookies.get(COOKIE)).not.toBe(first);
  expect((await caller.call(operatorNoticesGet, {})).items).toEqual([]);
  // the code was for once, and what the store keeps of the factor is sealed
  await expect(app.guest('management').call(operatorActivatePost, { body })).rejects.toEqual(refused('wrong-credentials'));
  const { rows } = await app.owner.query<{ sealed: string }>(
    "select encode(totp_secret, 'escape') as sealed from operator where totp_confirmed"
  );
  expect(rows[0]!.sealed).not.toContain(secret);
});

test('signs in by password and second factor, whose step counts once', async () => {
  const { secret, email } = await activated();
  const [one, two] = [app.guest('management'), app.guest('management')];
  expect((await one.call(operatorSignInPost, { body: { email, password: PASSWORD } })).stage).toBe('second-factor');
  await two.call(operatorSignInPost, { body: { email, password: PASSWORD } });
  // the step of the enrolment
  await expect(one.call(operatorFactorPost, { body: { code: codeOf(secret) } })).rejects.toEqual(refused('wrong-code'));
  later(60);
  const code = codeOf(secret);
  const both = await Promise.allSettled([one, two].map((caller) => caller.call(operatorFactorPost, { body: { code } })));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const winner = both[0]!.status === 'fulfilled' ? one : two;
  expect((await winner.call(operatorMeGet, {})).email).toBe(email);
  const token = winner.cookies.get(COOKIE)!;
  await winner.call(operatorSignOutPost, {});
  winner.cookies.set(COOKIE, token);
  await expect(winner.call(operatorMeGet, {})).rejects.toEqual(refused('sign-in-needed'));
});

test('failures are counted for who is there and who is not', async () => {
  const { email } = await activated();
  for (const who of [email, 'nobody@example.com']) {
    const caller = app.guest('management');
    const body = { email: who, password: 'not the right one' };
    for (let n = 0; n < 4; n++)
      await expect(caller.call(operatorSignInPost, { body })).rejects.toEqual(refused('wrong-credentials'));
    await expect(caller.call(operatorSignInPost, { body: { ...body, password: PASSWORD } })).rejects.toEqual(
      refused('too-many-requests')
    );
  }
  const { rows } = await app.owner.query<{ n: number }>(
    "select count(*)::int as n from audit_entry where action = 'operator.refused'"
  );
  expect(rows[0]!.n).toBe(8);
});

test('sessions end when idle, after a day’s work, and with the operator', async () => {
  const boss = await app.operator();
  later(14 * 60);
  await boss.call(operatorMeGet, {});
  later(14 * 60);
  await boss.call(operatorMeGet, {});
  later(16 * 60);
  await expect(boss.call(operatorMeGet, {})).rejects.toEqual(refused('sign-in-needed'));

  const { caller, email } = await activated();
  const other = await app.operator();
  const { operatorId } = (await other.call(operatorsGet, {})).items.find((row) => row.email === email)!;
  await other.call(operatorStatePut, { params: { operatorId }, body: { enabled: false } });
  await expect(caller.call(operatorMeGet, {})).rejects.toEqual(refused('sign-in-needed'));
  await expect(caller.call(operatorSignInPost, { body: { email, password: PASSWORD } })).rejects.toEqual(
    refused('wrong-credentials')
  );
  await other.call(operatorStatePut, { params: { operatorId }, body: { enabled: true } });
  const { code } = await other.call(operatorResetPost, { params: { operatorId } });
  const { stage } = await caller.call(operatorActivatePost, { body: { email, code, password: `${PASSWORD} again` } });
  expect(stage).toBe('enrol-second-factor');
});

test('the last operator stays, whoever goes first', async () => {
  const pair = await Promise.all([app.operator('a@example.com'), app.operator('b@example.com')]);
  const ids = (await pair[0].call(operatorsGet, {})).items.map(({ operatorId }) => operatorId);
  const both = await Promise.allSettled(
    pair.map((caller, n) => caller.call(operatorStatePut, { params: { operatorId: ids[1 - n]! }, body: { enabled: false } }))
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { rows } = await app.owner.query<{ n: number }>("select count(*)::int as n from operator where state = 'active'");
  expect(rows[0]!.n).toBe(1);
});

test('a user’s session opens nothing of the console, nor an operator’s anything of the app', async () => {
  const admin = await app.person(await app.tenant('acme'), 'admin');
  expect((await admin.caller.ask('/api/v1/operator/operators')).status).toBe(404);
  const console = app.guest('management');
  console.cookies.set(COOKIE, admin.caller.cookies.get('__Host-kiseki')!);
  await expect(console.call(operatorsGet, {})).rejects.toEqual(refused('sign-in-needed'));
  const boss = await app.operator();
  expect((await boss.ask('/api/v1/me')).status).toBe(404);
  const guest = app.guest();
  guest.cookies.set('__Host-kiseki', boss.cookies.get(COOKIE)!);
  expect((await guest.ask('/api/v1/me')).status).toBe(401);
});
