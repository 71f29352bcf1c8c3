import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupCreate, groupDelete, groupMembers, groupMembersChange, groupRename, groupsList } from '$lib/api/contracts/groups';
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

const on = ({ groupId }: { groupId: string }) => ({ groupId });

test('create, rename, members, delete; each told to the audit', async () => {
  const user = await app.person(tenantId, 'viewer');
  const group = await admin.caller.call(groupCreate, { body: { name: '購買' } });
  await expect(admin.caller.call(groupCreate, { body: { name: ' 購買 ' } })).rejects.toMatchObject({ code: 'conflict' });
  const renamed = await admin.caller.call(groupRename, { params: on(group), body: { version: 1, name: '購買部' } });
  expect(renamed).toMatchObject({ name: '購買部', version: 2 });
  await expect(admin.caller.call(groupRename, { params: on(group), body: { version: 1, name: 'x' } })).rejects.toMatchObject({
    code: 'stale'
  });
  const filled = await admin.caller.call(groupMembersChange, {
    params: on(group),
    body: { version: 2, add: [user.accountId, admin.accountId, user.accountId], remove: [] }
  });
  expect(filled).toMatchObject({ members: 2, version: 3 });
  const page = await admin.caller.call(groupMembers, { params: on(group), query: { limit: '1' } });
  const rest = await admin.caller.call(groupMembers, { params: on(group), query: { limit: '1', after: page.next } });
  expect(new Set([...page.items, ...rest.items].map(({ accountId }) => accountId))).toEqual(
    new Set([user.accountId, admin.accountId])
  );
  expect(rest.next).toBeUndefined();
  await admin.caller.call(groupMembersChange, { params: on(group), body: { version: 3, add: [], remove: [user.accountId] } });
  await admin.caller.call(groupDelete, { params: on(group), body: { version: 4 } });
  expect((await admin.caller.call(groupsList, { query: {} })).items).toEqual([]);
  const { rows } = await app.owner.query<{ action: string }>(
    "select action from audit_entry where action like 'group.%' order by seq"
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'group.created',
    'group.renamed',
    'group.members-changed',
    'group.members-changed',
    'group.deleted'
  ]);
});

test("another tenant's group and people are not there", async () => {
  const theirs = await app.person(await app.tenant('other'), 'admin');
  const group = await admin.caller.call(groupCreate, { body: { name: 'Ours' } });
  await expect(theirs.caller.call(groupMembers, { params: on(group), query: {} })).rejects.toMatchObject({ code: 'not-found' });
  await expect(theirs.caller.call(groupDelete, { params: on(group), body: { version: 1 } })).rejects.toMatchObject({
    code: 'not-found'
  });
  await expect(
    admin.caller.call(groupMembersChange, { params: on(group), body: { version: 1, add: [theirs.accountId], remove: [] } })
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('lists by name, a page at a time', async () => {
  const boss = await app.person(await app.tenant('many'), 'admin');
  for (const name of ['c', 'a', 'b', 'd', 'e']) await boss.caller.call(groupCreate, { body: { name } });
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await boss.caller.call(groupsList, { query: { limit: '2', after } });
    names.push(...page.items.map(({ name }) => name));
    after = page.next;
  } while (after);
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
});
