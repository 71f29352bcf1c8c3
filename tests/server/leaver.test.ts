import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupCreate, groupMembersChange } from '$lib/api/contracts/groups';
import { meGet } from '$lib/api/contracts/me';
import {
  peopleList,
  personCreate,
  personDelete,
  personGet,
  personHoldings,
  personLeave,
  personReset,
  personRestore
} from '$lib/api/contracts/people';
import { JOBS, runIfDue } from '$lib/server/jobs';
import { TestApp, type Person } from './support/app';

const DAY = 86_400_000;
let app: TestApp;
let tenantId: string;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  admin = await app.person(tenantId, 'admin');
});
afterAll(() => app?.stop());

const on = ({ accountId }: { accountId: string }) => ({ accountId });
const purge = JOBS.find(({ name }) => name === 'purge-leavers')!;

/** The clock moves: the administrator signs in anew. */
async function wait(ms: number): Promise<void> {
  app.now = new Date(app.now.getTime() + ms);
  await app.signIn(tenantId, admin.accountId, admin.caller);
}

test('leaving ends sessions and codes at once; within 30 days all comes back as it was', async () => {
  const user = await app.person(tenantId, 'analyst');
  const group = await admin.caller.call(groupCreate, { body: { name: 'Sales' } });
  await admin.caller.call(groupMembersChange, {
    params: { groupId: group.groupId },
    body: { version: 1, add: [user.accountId], remove: [] }
  });
  await admin.caller.call(personReset, { params: on(user), body: { version: 1 } });
  await app.signIn(tenantId, user.accountId, user.caller);
  await user.caller.call(meGet, {});
  expect(await admin.caller.call(personHoldings, { params: on(user) })).toMatchObject({ sessions: 1, groups: 1 });

  const left = await admin.caller.call(personLeave, { params: on(user), body: { version: 1 } });
  expect(left).toMatchObject({ state: 'left', purgeAt: new Date(app.now.getTime() + 30 * DAY).toISOString() });
  await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
  expect((await app.owner.query('select 1 from activation_code where account_id = $1', [user.accountId])).rows).toEqual([]);
  await expect(admin.caller.call(personReset, { params: on(user), body: { version: 2 } })).rejects.toMatchObject({
    code: 'wrong-state'
  });

  await wait(29 * DAY);
  await runIfDue(app.service, purge);
  const back = await admin.caller.call(personRestore, { params: on(user), body: { version: 2, areasBack: false } });
  expect(back).toMatchObject({ state: 'active', role: 'analyst', purgeAt: null, groups: [{ name: 'Sales' }] });
  await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
  await app.signIn(tenantId, user.accountId, user.caller);
  await user.caller.call(meGet, {});
});

test('after 30 days nobody comes back, and the daily job takes the person out of the store', async () => {
  const user = await app.person(tenantId, 'viewer', 'active', 'gone@example.com');
  await admin.caller.call(personLeave, { params: on(user), body: { version: 1 } });
  const again = {
    email: user.email,
    name: 'Another',
    role: 'viewer' as const,
    language: 'en' as const,
    zone: 'UTC',
    groupIds: []
  };
  await expect(admin.caller.call(personCreate, { body: again })).rejects.toMatchObject({ code: 'conflict' });

  await wait(30 * DAY);
  await expect(
    admin.caller.call(personRestore, { params: on(user), body: { version: 2, areasBack: false } })
  ).rejects.toMatchObject({ code: 'wrong-state' });
  expect(await runIfDue(app.service, purge)).toBe(true);
  await expect(admin.caller.call(personGet, { params: on(user) })).rejects.toMatchObject({ code: 'not-found' });
  const { rows } = await app.owner.query('select email, name, state, password_hash from account where id = $1', [user.accountId]);
  expect(rows).toEqual([{ email: `deleted-${user.accountId}`, name: '', state: 'deleted', password_hash: null }]);
  const entries = await app.owner.query("select actor_kind, target_name from audit_entry where action = 'account.purged'");
  expect(entries.rows).toEqual([{ actor_kind: 'system', target_name: 'gone@example.com' }]);
  await admin.caller.call(personCreate, { body: again });
});

/** A process area put straight into the store. */
async function area(ownerId: string, name: string, label: string | null = null): Promise<string> {
  const { rows } = await app.owner.query<{ id: string }>(
    `insert into process_area (id, tenant_id, name, label, owner_id, created_at, updated_at, state_since)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $5, $5) returning id`,
    [tenantId, name, label, ownerId, app.now]
  );
  return rows[0]!.id;
}
const ownerOf = async (id: string) =>
  (await app.owner.query<{ owner_id: string }>('select owner_id from process_area where id = $1', [id])).rows[0]!.owner_id;

test('process areas go to somebody else first, and come back only where that was asked for and still can be', async () => {
  const user = await app.person(tenantId, 'analyst');
  const heir = await app.person(tenantId, 'analyst');
  const third = await app.person(tenantId, 'analyst');
  const [kept, passedOn] = [await area(user.accountId, 'Kept'), await area(user.accountId, 'Passed on')];
  expect((await admin.caller.call(personHoldings, { params: on(user) })).areas.map(({ name }) => name)).toEqual([
    'Kept',
    'Passed on'
  ]);
  await expect(admin.caller.call(personLeave, { params: on(user), body: { version: 1 } })).rejects.toMatchObject({
    code: 'owns-areas',
    detail: { areas: 2 }
  });
  const stranger = await app.person(await app.tenant('strangers'), 'analyst');
  for (const areasTo of [stranger.accountId, user.accountId]) {
    await expect(admin.caller.call(personLeave, { params: on(user), body: { version: 1, areasTo } })).rejects.toMatchObject({
      code: 'not-found'
    });
  }
  await admin.caller.call(personLeave, { params: on(user), body: { version: 1, areasTo: heir.accountId } });
  expect([await ownerOf(kept), await ownerOf(passedOn)]).toEqual([heir.accountId, heir.accountId]);
  await admin.caller.call(personRestore, { params: on(user), body: { version: 2, areasBack: false } });
  expect(await ownerOf(kept)).toBe(heir.accountId);

  await app.owner.query('update process_area set owner_id = $1', [user.accountId]);
  await admin.caller.call(personLeave, { params: on(user), body: { version: 3, areasTo: heir.accountId } });
  await app.owner.query('update process_area set owner_id = $1 where id = $2', [third.accountId, passedOn]);
  await admin.caller.call(personRestore, { params: on(user), body: { version: 4, areasBack: true } });
  expect([await ownerOf(kept), await ownerOf(passedOn)]).toEqual([user.accountId, third.accountId]);
});

test('deleting is at once and for good', async () => {
  const user = await app.person(tenantId, 'viewer');
  await admin.caller.call(personDelete, { params: on(user), body: { version: 1 } });
  await expect(user.caller.call(meGet, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
  await expect(admin.caller.call(personGet, { params: on(user) })).rejects.toMatchObject({ code: 'not-found' });
  expect((await admin.caller.call(peopleList, { query: { search: user.email } })).items).toEqual([]);
});
