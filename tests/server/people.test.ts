import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meGet } from '$lib/api/contracts/me';
import {
  peopleList,
  personCreate,
  personDisable,
  personEdit,
  personEnable,
  personGet,
  personReset,
  personResetSecondFactor,
  personUnlock
} from '$lib/api/contracts/people';
import { groupCreate } from '$lib/api/contracts/groups';
import { accountKey } from '$lib/server/accounts/throttle';
import { TestApp, type Person } from './support/app';

let app: TestApp;
let tenantId: string;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  admin = await app.person(tenantId, 'admin');
});
afterAll(() => app?.stop());

const given = (email: string, more: object = {}) => ({
  email,
  name: 'Hanako Yamada',
  role: 'analyst' as const,
  language: 'ja' as const,
  zone: 'Asia/Tokyo',
  groupIds: [],
  ...more
});
const on = (person: { readonly accountId: string }) => ({ accountId: person.accountId });
const actions = async (of = tenantId): Promise<string[]> =>
  (await app.owner.query<{ action: string }>('select action from audit_entry where tenant_id = $1 order by seq', [of])).rows.map(
    ({ action }) => action
  );
const lastEntry = async () =>
  (
    await app.owner.query<Record<string, unknown>>('select * from audit_entry where tenant_id = $1 order by seq desc limit 1', [
      tenantId
    ])
  ).rows[0];

describe('creating', () => {
  test('gives a code once, which is in no entry, and no password', async () => {
    const { person, issued } = await admin.caller.call(personCreate, { body: given('hanako@example.com') });
    expect(person).toMatchObject({ state: 'invited', email: 'hanako@example.com', version: 1, secondFactor: false });
    expect(issued.code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
    expect(Date.parse(issued.expiresAt) - app.now.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
    expect(await actions()).toEqual(expect.arrayContaining(['account.created', 'account.code-issued']));
    const { rows } = await app.owner.query('select * from audit_entry');
    expect(JSON.stringify(rows)).not.toContain(issued.code);
    expect((await app.owner.query('select password_hash from account where id = $1', [person.accountId])).rows).toEqual([
      { password_hash: null }
    ]);
  });

  test('an address is taken once in a tenant, whatever its case, and free in another', async () => {
    await admin.caller.call(personCreate, { body: given('twice@example.com') });
    await expect(admin.caller.call(personCreate, { body: given('TWICE@example.com') })).rejects.toMatchObject({
      code: 'conflict',
      detail: { at: 'email' }
    });
    const other = await app.person(await app.tenant('other-mail'), 'admin');
    await other.caller.call(personCreate, { body: given('twice@example.com') });
  });

  test('two at once with the same address: one is made', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => admin.caller.call(personCreate, { body: given('raced@example.com') }))
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test("another tenant's group is not there", async () => {
    const other = await app.person(await app.tenant('other-group'), 'admin');
    const { groupId } = await other.caller.call(groupCreate, { body: { name: 'Theirs' } });
    await expect(
      admin.caller.call(personCreate, { body: given('grouped@example.com', { groupIds: [groupId] }) })
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a time zone that is none is refused', async () => {
    await expect(
      admin.caller.call(personCreate, { body: given('zone@example.com', { zone: 'Asia/Atlantis' }) })
    ).rejects.toMatchObject({ code: 'bad-request', detail: { at: 'zone' } });
  });
});

describe('who may', () => {
  test('administrators alone, of this tenant alone', async () => {
    const theirs = await app.person(await app.tenant('elsewhere'), 'admin');
    for (const role of ['analyst', 'viewer', 'auditor'] as const) {
      const { caller } = await app.person(tenantId, role);
      await expect(caller.call(peopleList, { query: {} })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(app.guest().call(peopleList, { query: {} })).rejects.toMatchObject({ code: 'sign-in-needed' });
    await expect(theirs.caller.call(personGet, { params: on(admin) })).rejects.toMatchObject({ code: 'not-found' });
    await expect(theirs.caller.call(personDisable, { params: on(admin), body: { version: 1 } })).rejects.toMatchObject({
      code: 'not-found'
    });
  });
});

describe('changing', () => {
  test('is told by what was and what is', async () => {
    const { groupId } = await admin.caller.call(groupCreate, { body: { name: 'Buyers' } });
    const { person } = await admin.caller.call(personCreate, { body: given('change@example.com') });
    const after = await admin.caller.call(personEdit, {
      params: on(person),
      body: { version: 1, role: 'viewer', groupIds: [groupId] }
    });
    expect(after).toMatchObject({ role: 'viewer', version: 2, groups: [{ groupId, name: 'Buyers' }] });
    expect(await lastEntry()).toMatchObject({
      action: 'account.changed',
      detail: { 'role.before': 'analyst', 'role.after': 'viewer', 'groups.before': [], 'groups.after': ['Buyers'] }
    });
  });

  test('on an older version is refused', async () => {
    const { person } = await admin.caller.call(personCreate, { body: given('stale@example.com') });
    await admin.caller.call(personEdit, { params: on(person), body: { version: 1, name: 'First' } });
    await expect(
      admin.caller.call(personEdit, { params: on(person), body: { version: 1, name: 'Second' } })
    ).rejects.toMatchObject({ code: 'stale' });
  });

  test('nothing changed is no entry and no version', async () => {
    const { person } = await admin.caller.call(personCreate, { body: given('same@example.com') });
    const before = (await actions()).length;
    expect(await admin.caller.call(personEdit, { params: on(person), body: { version: 1, role: 'analyst' } })).toMatchObject({
      version: 1
    });
    expect(await actions()).toHaveLength(before);
  });
});

describe('disabling', () => {
  test('ends sessions at once; enabling gives back what it was', async () => {
    const user = await app.person(tenantId, 'viewer');
    await user.caller.call(meGet, {});
    const off = await admin.caller.call(personDisable, { params: on(user), body: { version: 1 } });
    expect(off.state).toBe('disabled');
    await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
    const back = await admin.caller.call(personEnable, { params: on(user), body: { version: 2 } });
    expect(back.state).toBe('active');
    // the old session stays ended
    await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
    const { person } = await admin.caller.call(personCreate, { body: given('was-invited@example.com') });
    await admin.caller.call(personDisable, { params: on(person), body: { version: 1 } });
    expect((await app.owner.query('select 1 from activation_code where account_id = $1', [person.accountId])).rows).toEqual([]);
    expect(await admin.caller.call(personEnable, { params: on(person), body: { version: 2 } })).toMatchObject({
      state: 'invited'
    });
    await expect(admin.caller.call(personEnable, { params: on(person), body: { version: 3 } })).rejects.toMatchObject({
      code: 'wrong-state'
    });
  });
});

describe('resetting', () => {
  test('the password: a new code, the old password and sessions gone', async () => {
    const user = await app.person(tenantId, 'viewer');
    await app.owner.query("update account set password_hash = 'x' where id = $1", [user.accountId]);
    const { issued } = await admin.caller.call(personReset, { params: on(user), body: { version: 1 } });
    expect(issued.code).toBeTruthy();
    await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
    const { rows } = await app.owner.query('select password_hash from account where id = $1', [user.accountId]);
    expect(rows).toEqual([{ password_hash: null }]);
  });

  test('the second factor, and the lock', async () => {
    const user = await app.person(tenantId, 'viewer');
    await app.owner.query(
      `insert into totp_factor (tenant_id, account_id, secret_sealed, created_at, confirmed_at) values ($1, $2, '', $3, $3)`,
      [tenantId, user.accountId, app.now]
    );
    await app.owner.query(`insert into sign_in_throttle (scope, key, failures, blocked_until) values ('account', $1, 10, $2)`, [
      accountKey(tenantId, user.email),
      new Date(app.now.getTime() + 60_000)
    ]);
    expect(await admin.caller.call(personGet, { params: on(user) })).toMatchObject({ secondFactor: true, locked: true });
    expect(await admin.caller.call(personUnlock, { params: on(user) })).toMatchObject({ locked: false });
    expect(await lastEntry()).toMatchObject({ action: 'account.unlocked', target_id: user.accountId });
    const after = await admin.caller.call(personResetSecondFactor, { params: on(user), body: { version: 1 } });
    expect(after.secondFactor).toBe(false);
    await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
  });
});

describe('listing', () => {
  test('goes on where it stopped, and finds by text, state and role', async () => {
    const place = await app.tenant('listed');
    const boss = await app.person(place, 'admin', 'active', 'boss@example.com');
    for (let n = 0; n < 7; n++) {
      const role = n % 2 ? ('viewer' as const) : ('analyst' as const);
      // two of one name: the id decides
      await boss.caller.call(personCreate, { body: given(`u${n}@listed.example`, { name: `名前 ${n >> 1}`, role }) });
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await boss.caller.call(peopleList, { query: { limit: '3', ...(after ? { after } : {}) } });
      expect(page.total).toBe(8);
      seen.push(...page.items.map(({ email }) => email));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(8);
    const find = async (query: object) => (await boss.caller.call(peopleList, { query })).items.length;
    expect(await find({ search: 'u3@' })).toBe(1);
    expect(await find({ search: '名前 2' })).toBe(2);
    expect(await find({ search: '%' })).toBe(0);
    expect(await find({ state: 'invited', role: 'viewer' })).toBe(3);
    expect(await find({ groupId: randomUUID() })).toBe(0);
  });
});
