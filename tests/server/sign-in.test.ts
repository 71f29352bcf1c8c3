import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALLER_HEADER } from '$lib/api/client';
import { signInPost, signOutPost } from '$lib/api/contracts/login';
import { meGet } from '$lib/api/contracts/me';
import { passwordChange } from '$lib/api/contracts/profile';
import { sessionDelete, sessionsGet } from '$lib/api/contracts/sessions';
import { COOKIES } from '$lib/server/http/caller';
import { work } from '$lib/server/accounts/passwords';
import { TestApp } from './support/app';
import { PASSWORD, personWithPassword, refusalOf, signInAs } from './support/credentials';

let app: TestApp;
let acme: string;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await app.tenant('acme', { policy: { secondFactor: { requiredFor: [] } } });
});
afterAll(() => app?.stop());

const minutes = (n: number) => (app.now = new Date(app.now.getTime() + n * 60_000));
interface Entry {
  actor_name: string;
  detail: { locked?: boolean };
}
const audit = async (action: string, tenant = acme) =>
  (await app.owner.query<Entry>('select * from audit_entry where tenant_id = $1 and action = $2 order by seq', [tenant, action]))
    .rows;

const raw = (body: object) =>
  app.guest().ask('/api/v1/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [CALLER_HEADER]: '1' },
    body: JSON.stringify(body)
  });

test('a password signs in, and the session is recorded', async () => {
  const person = await personWithPassword(app, acme, 'analyst');
  expect(await signInAs(person, 'acme')).toBe('active');
  expect(await person.caller.call(meGet, {})).toMatchObject({ email: person.email, stage: 'active', tenant: { slug: 'acme' } });
  expect((await audit('session.started')).at(-1)).toMatchObject({ actor_name: person.email, role: 'analyst', result: 'ok' });
});

test('typed with Japanese input left on, it is the same password', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  const wide = [...PASSWORD].map((c) => (c === ' ' ? '　' : String.fromCodePoint(c.codePointAt(0)! + 0xfee0))).join('');
  expect(await signInAs(person, 'ＡＣＭＥ', wide)).toBe('active');
});

test('unknown tenant, unknown person, disabled, invited and wrong: one answer after the same work', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  const disabled = await personWithPassword(app, acme, 'viewer');
  await app.owner.query("update account set state = 'disabled' where id = $1", [disabled.accountId]);
  const invited = await app.person(acme, 'viewer', null);
  await app.owner.query("update account set state = 'invited' where id = $1", [invited.accountId]);
  const tries = [
    { tenant: 'acme', email: person.email, password: 'wrong' },
    { tenant: 'acme', email: 'nobody@example.com', password: PASSWORD },
    { tenant: 'nowhere', email: person.email, password: PASSWORD },
    { tenant: 'acme', email: disabled.email, password: PASSWORD },
    { tenant: 'acme', email: invited.email, password: PASSWORD }
  ];
  const answers = [];
  for (const body of tries) {
    const before = work.hashes;
    const answer = await raw(body);
    const headers = [...answer.headers.keys()].filter((name) => name !== 'date');
    answers.push({ status: answer.status, body: await answer.text(), headers, hashes: work.hashes - before });
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, hashes: 1, body: '{"code":"wrong-credentials","detail":{}}' });
});

test('failures stand in the audit, without what was typed where nobody is known', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  await raw({ tenant: 'acme', email: person.email, password: 'wrong' });
  expect((await audit('session.refused')).at(-1)).toMatchObject({ target_name: person.email, result: 'failed' });
  await raw({ tenant: 'nowhere', email: 'hunter2@hunter2.jp', password: 'wrong' });
  const [entry] = (await audit('session.refused', '00000000-0000-0000-0000-000000000000')).slice(-1);
  expect(entry).toMatchObject({ actor_name: '', detail: { known: false, tenantKnown: false } });
  expect(JSON.stringify(entry)).not.toContain('hunter2');
});

test('an account locks after ten failures, whether there is one or not, and opens with time', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  for (const email of [person.email, 'ghost@example.com']) {
    let failures = 0;
    for (let tries = 0; failures < 10 && tries < 40; tries++) {
      const body = { tenant: 'acme', email, password: 'wrong' };
      const refused = await refusalOf(app.guest().call(signInPost, { body }));
      if (refused === 'wrong-credentials') failures++;
      else minutes(5);
    }
    expect(failures).toBe(10);
    const locked = await raw({ tenant: 'acme', email, password: PASSWORD });
    expect([locked.status, Number(locked.headers.get('retry-after'))]).toEqual([429, 3600]);
  }
  expect((await audit('session.refused')).filter(({ detail }) => detail.locked)).toHaveLength(2);
  minutes(61);
  expect(await signInAs(person, 'acme')).toBe('active');
});

test('tries sent at once are counted one by one', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  minutes(60 * 25);
  const tries = await Promise.all(
    Array.from({ length: 10 }, () =>
      refusalOf(app.guest().call(signInPost, { body: { tenant: 'acme', email: person.email, password: 'wrong' } }))
    )
  );
  // three are free, the fourth begins the delay
  expect(tries.filter((code) => code === 'wrong-credentials')).toHaveLength(4);
  expect(tries.filter((code) => code === 'too-many-requests')).toHaveLength(6);
});

test('one address cannot try many accounts', async () => {
  minutes(120);
  let answer = 0;
  for (let n = 0; n < 60 && answer !== 429; n++) {
    answer = (await raw({ tenant: 'acme', email: `person${n}@example.com`, password: 'wrong' })).status;
  }
  expect(answer).toBe(429);
  minutes(120);
});

test('a sign-in is under a token of its own: what the browser had before is worthless', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  person.caller.cookies.set(COOKIES.public, 'chosen-by-somebody-else');
  await signInAs(person, 'acme');
  const first = person.caller.cookies.get(COOKIES.public)!;
  expect(first).not.toBe('chosen-by-somebody-else');
  await signInAs(person, 'acme');
  const thief = app.guest();
  thief.cookies.set(COOKIES.public, first);
  expect(await refusalOf(thief.call(meGet, {}))).toBe('sign-in-needed');
});

test('a change of password ends all other sessions and gives this one another token', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  const other = app.guest();
  await signInAs(person, 'acme');
  await signInAs(person, 'acme', PASSWORD, other);
  const before = person.caller.cookies.get(COOKIES.public)!;
  const change = (current: string, password: string) => person.caller.call(passwordChange, { body: { current, password } });
  expect(await refusalOf(change('wrong', 'another long pass phrase'))).toBe('wrong-credentials');
  expect(await refusalOf(change(PASSWORD, PASSWORD))).toBe('weak-password');
  expect(await change(PASSWORD, 'another long pass phrase')).toEqual({ stage: 'active' });
  expect(person.caller.cookies.get(COOKIES.public)).not.toBe(before);
  const old = app.guest();
  old.cookies.set(COOKIES.public, before);
  expect(await refusalOf(old.call(meGet, {}))).toBe('sign-in-needed');
  expect(await refusalOf(other.call(meGet, {}))).toBe('sign-in-needed');
  expect(await refusalOf(signInAs(person, 'acme'))).toBe('wrong-credentials');
  expect(await signInAs(person, 'acme', 'another long pass phrase')).toBe('active');
});

test('a session ends when idle, at its end, and use keeps it', async () => {
  const tenant = await app.tenant('brief', {
    policy: { secondFactor: { requiredFor: [] }, session: { idleMinutes: 10, absoluteHours: 1 } }
  });
  const person = await personWithPassword(app, tenant, 'viewer');
  await signInAs(person, 'brief');
  for (let used = 0; used < 6; used++) {
    minutes(9);
    expect((await person.caller.call(meGet, {})).stage).toBe('active');
  }
  minutes(7);
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
  await signInAs(person, 'brief');
  minutes(11);
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
});

test('sessions are listed and revoked, one or all; only one’s own', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  const [phone, stranger] = [app.guest(), await personWithPassword(app, acme, 'viewer')];
  await signInAs(person, 'acme');
  await signInAs(person, 'acme', PASSWORD, phone);
  await signInAs(stranger, 'acme');
  const { items } = await person.caller.call(sessionsGet, {});
  expect(items).toHaveLength(2);
  const sessionId = items.find(({ isThis }) => !isThis)!.id;
  expect(await refusalOf(stranger.caller.call(sessionDelete, { params: { sessionId } }))).toBe('not-found');
  await person.caller.call(sessionDelete, { params: { sessionId } });
  expect(await refusalOf(phone.call(meGet, {}))).toBe('sign-in-needed');
  await signInAs(person, 'acme', PASSWORD, phone);
  await phone.call(signOutPost, { body: { everywhere: true } });
  expect(await refusalOf(person.caller.call(meGet, {}))).toBe('sign-in-needed');
  expect(phone.cookies.size).toBe(0);
});

test('a hash made with less is made anew at the next sign-in', async () => {
  const person = await personWithPassword(app, acme, 'viewer');
  const { hash } = await import('@node-rs/argon2');
  const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  await app.owner.query('update account set password_hash = $2 where id = $1', [person.accountId, weak]);
  await signInAs(person, 'acme');
  const { rows } = await app.owner.query<{ password_hash: string }>('select password_hash from account where id = $1', [
    person.accountId
  ]);
  expect(rows[0]?.password_hash).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(await signInAs(person, 'acme')).toBe('active');
});

test('a suspended tenant is told so only to who knows the password', async () => {
  const tenant = await app.tenant('asleep');
  await app.owner.query("update tenant set state = 'suspended' where id = $1", [tenant]);
  const person = await personWithPassword(app, tenant, 'viewer');
  expect(await refusalOf(signInAs(person, 'asleep', 'wrong'))).toBe('wrong-credentials');
  expect(await refusalOf(signInAs(person, 'asleep'))).toBe('tenant-suspended');
});

test('legacy expiry, where a tenant insists, asks for a change', async () => {
  const policy = { secondFactor: { requiredFor: [] }, password: { legacy: { expiryDays: 30 } } };
  const person = await personWithPassword(app, await app.tenant('custom', { policy }), 'viewer');
  expect(await signInAs(person, 'custom')).toBe('active');
  minutes(31 * 24 * 60);
  expect(await signInAs(person, 'custom')).toBe('change-password');
});
