import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  areaChange,
  areaCreate,
  areaGet,
  areaGrants,
  areasList,
  areaState,
  areaTransfer,
  directorySearch
} from '$lib/api/contracts/areas';
import { purgeAreas } from '$lib/server/access/areas';
import { forgetAccess, labelsInUse, ownedAreas, transferAll, transferBack } from '$lib/server/access/holdings';
import { SYSTEM } from '$lib/server/audit/act';
import { transaction, type Tx } from '$lib/server/db/transaction';
import { TestApp } from './support/app';
import { actionsOf, areaOf, groupOf, outcome, versionOf } from './support/areas';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

const DAY = 86_400_000;
const inTenantOf = <T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(app.service.store, 'app', app.now, async (tx) => {
    await tx.enter(tenantId);
    return work(tx);
  });

test('an area lives: created, renamed, labelled, given, archived, transferred; each act is in the audit', async () => {
  const tenantId = await app.tenant('life', { policy: { labels: ['Open', 'Secret'] } });
  const owner = await app.person(tenantId, 'analyst');
  const heir = await app.person(tenantId, 'analyst');
  const { call } = { call: owner.caller.call.bind(owner.caller) };
  expect(await outcome(call(areaCreate, { body: { name: 'Orders' } }))).toBe('bad-request');
  expect(await outcome(call(areaCreate, { body: { name: 'Orders', label: 'Other' } }))).toBe('bad-request');
  const { areaId } = await call(areaCreate, { body: { name: '  Orders ', label: 'Open', description: 'From the shop' } });
  const params = { areaId };
  expect(await call(areaGet, { params })).toMatchObject({
    name: 'Orders',
    label: 'Open',
    description: 'From the shop',
    owner: { accountId: owner.accountId },
    right: 'manage',
    state: 'active',
    grants: [],
    devices: []
  });
  expect((await call(areasList, { query: {} })).labels).toEqual(['Open', 'Secret']);
  await call(areaChange, { params, body: { version: 1, name: 'Orders 2026', label: 'Secret', description: '' } });
  const grants = [{ kind: 'account' as const, id: heir.accountId, right: 'view' as const }];
  await call(areaGrants, { params, body: { version: 2, grants } });
  await call(areaGrants, { params, body: { version: 3, grants: [{ ...grants[0]!, right: 'edit' }] } });
  expect((await heir.caller.call(areaGet, { params })).grants).toMatchObject([{ email: heir.email, right: 'edit' }]);
  await call(areaState, { params, body: { version: 4, state: 'archived' } });
  expect(await outcome(call(areaChange, { params, body: { version: 5, name: 'X' } }))).toBe('wrong-state');
  await call(areaGrants, { params, body: { version: 5, grants: [] } });
  await call(areaState, { params, body: { version: 6, state: 'active' } });
  await call(areaTransfer, { params, body: { version: 7, ownerId: heir.accountId, keep: 'analyse' } });
  expect(await call(areaGet, { params })).toMatchObject({ right: 'analyse', owner: { accountId: heir.accountId } });
  expect(await actionsOf(app, tenantId)).toEqual([
    'area.created',
    'area.labelled',
    'area.renamed',
    'area.described',
    'area.granted',
    'area.granted',
    'area.archived',
    'area.revoked',
    'area.unarchived',
    'area.transferred'
  ]);
  expect(await inTenantOf(tenantId, labelsInUse)).toEqual([{ label: 'Secret', areas: 1 }]);
});

test('a name is one area’s, whatever its case, until that is deleted', async () => {
  const tenantId = await app.tenant('names');
  const owner = await app.person(tenantId, 'analyst');
  const first = await areaOf(owner, 'Orders');
  expect(await outcome(areaOf(owner, 'ORDERS'))).toBe('conflict');
  const second = await areaOf(owner, 'Returns');
  const rename = owner.caller.call(areaChange, { params: { areaId: second }, body: { version: 1, name: 'orders' } });
  expect(await outcome(rename)).toBe('conflict');
  await owner.caller.call(areaState, { params: { areaId: first }, body: { version: 1, state: 'deleted' } });
  await owner.caller.call(areaChange, { params: { areaId: second }, body: { version: 1, name: 'orders' } });
  const back = { version: 2, state: 'active' } as const;
  expect(await outcome(owner.caller.call(areaState, { params: { areaId: first }, body: back }))).toBe('conflict');
  await owner.caller.call(areaState, { params: { areaId: first }, body: { ...back, name: 'Orders of before' } });
  expect((await owner.caller.call(areasList, { query: {} })).items.map(({ name }) => name)).toEqual([
    'orders',
    'Orders of before'
  ]);
  // another tenant has names of its own
  await areaOf(await app.person(await app.tenant('names-2'), 'analyst'), 'Orders');
  // two at once: one of them
  const both = await Promise.all([outcome(areaOf(owner, 'Both')), outcome(areaOf(owner, 'both'))]);
  expect(both.sort()).toEqual(['conflict', 'ok']);
});

test('a deletion can be taken back for 30 days, by the owner or an administrator; then nothing is left', async () => {
  const tenantId = await app.tenant('undo');
  const owner = await app.person(tenantId, 'analyst');
  const manager = await app.person(tenantId, 'analyst');
  const admin = await app.person(tenantId, 'admin');
  const grants = [{ kind: 'account', id: manager.accountId, right: 'manage' }] as const;
  const areaId = await areaOf(owner, 'Orders', grants);
  const params = { areaId };
  await owner.caller.call(areaState, { params, body: { version: 2, state: 'deleted' } });
  expect(await outcome(manager.caller.call(areaGet, { params }))).toBe('not-found');
  expect((await manager.caller.call(areasList, { query: { state: 'deleted' } })).items).toEqual([]);
  expect((await owner.caller.call(areasList, { query: {} })).items).toEqual([]);
  expect((await owner.caller.call(areasList, { query: { state: 'deleted' } })).items).toHaveLength(1);
  expect(await outcome(owner.caller.call(areaGrants, { params, body: { version: 3, grants: [] } }))).toBe('wrong-state');
  const started = app.now;
  app.now = new Date(started.getTime() + 29 * DAY);
  await app.signIn(tenantId, admin.accountId, admin.caller);
  await admin.caller.call(areaState, { params, body: { version: 3, state: 'active' } });
  await app.signIn(tenantId, manager.accountId, manager.caller);
  expect((await manager.caller.call(areaGet, { params })).right).toBe('manage');

  await admin.caller.call(areaState, { params, body: { version: 4, state: 'deleted' } });
  expect(await inTenantOf(tenantId, purgeAreas)).toBe(0);
  app.now = new Date(app.now.getTime() + 30 * DAY);
  await app.signIn(tenantId, admin.accountId, admin.caller);
  // even before the job came
  expect(await outcome(admin.caller.call(areaState, { params, body: { version: 5, state: 'active' } }))).toBe('not-found');
  expect(await inTenantOf(tenantId, purgeAreas)).toBe(1);
  const { rows } = await app.owner.query('select from area_grant where tenant_id = $1', [tenantId]);
  expect(rows).toEqual([]);
  expect((await actionsOf(app, tenantId)).slice(-4)).toEqual(['area.deleted', 'area.restored', 'area.deleted', 'area.purged']);
  app.now = started;
});

test('what was changed meanwhile is not overwritten; of two transfers at once one counts', async () => {
  const tenantId = await app.tenant('races');
  const owner = await app.person(tenantId, 'analyst');
  const a = await app.person(tenantId, 'analyst');
  const b = await app.person(tenantId, 'analyst');
  const viewer = await app.person(tenantId, 'viewer');
  const areaId = await areaOf(owner, 'Orders');
  const params = { areaId };
  await owner.caller.call(areaChange, { params, body: { version: 1, name: 'Sales' } });
  const acts = [
    owner.caller.call(areaChange, { params, body: { version: 1, name: 'Old' } }),
    owner.caller.call(areaGrants, { params, body: { version: 1, grants: [] } }),
    owner.caller.call(areaTransfer, { params, body: { version: 1, ownerId: a.accountId } }),
    owner.caller.call(areaState, { params, body: { version: 1, state: 'deleted' } })
  ];
  for (const each of await Promise.all(acts.map(outcome))) expect(each).toBe('stale');
  const to = (ownerId: string) => owner.caller.call(areaTransfer, { params, body: { version: 2, ownerId } });
  expect(await outcome(to(viewer.accountId))).toBe('not-found');
  const raced = await Promise.all([outcome(to(a.accountId)), outcome(to(b.accountId))]);
  expect(raced.filter((each) => each === 'ok')).toHaveLength(1);
  expect(['stale', 'not-found']).toContain(raced.find((each) => each !== 'ok'));
  const { rows } = await app.owner.query<{ version: number }>('select version from process_area where id = $1', [areaId]);
  expect(rows).toEqual([{ version: 3 }]);
});

test('another tenant’s ids are not there: areas, people, groups', async () => {
  const [own, foreign] = [await app.tenant('own'), await app.tenant('foreign')];
  const owner = await app.person(own, 'analyst');
  const stranger = await app.person(foreign, 'admin');
  const theirs = await areaOf(stranger, 'Theirs');
  const group = await groupOf(app, foreign, 'Theirs');
  const areaId = await areaOf(owner, 'Ours');
  const [params, version] = [{ areaId: theirs }, 1];
  const acts = [
    owner.caller.call(areaGet, { params }),
    owner.caller.call(areaChange, { params, body: { version, name: 'Mine' } }),
    owner.caller.call(areaGrants, { params, body: { version, grants: [] } }),
    owner.caller.call(areaTransfer, { params, body: { version, ownerId: owner.accountId } }),
    owner.caller.call(areaState, { params, body: { version, state: 'deleted' } }),
    owner.caller.call(areaGet, { params: { areaId: randomUUID() } }),
    owner.caller.call(areaTransfer, { params: { areaId }, body: { version, ownerId: stranger.accountId } }),
    ...(['account', 'group'] as const).map((kind) => {
      const id = kind === 'group' ? group : stranger.accountId;
      return owner.caller.call(areaGrants, { params: { areaId }, body: { version, grants: [{ kind, id, right: 'view' }] } });
    })
  ];
  for (const each of await Promise.all(acts.map(outcome))) expect(each).toBe('not-found');
  const found = await owner.caller.call(directorySearch, { query: {} });
  expect(found.people.map(({ accountId }) => accountId)).toEqual([owner.accountId]);
  expect(found.groups).toEqual([]);
});

test('only makers make areas and search the directory', async () => {
  const tenantId = await app.tenant('makers');
  await groupOf(app, tenantId, '100 % of us');
  for (const [role, expected] of [
    ['admin', 'ok'],
    ['analyst', 'ok'],
    ['viewer', 'forbidden'],
    ['auditor', 'forbidden']
  ] as const) {
    const { caller } = await app.person(tenantId, role);
    expect(await outcome(caller.call(areaCreate, { body: { name: `Of ${role}` } }))).toBe(expected);
    expect(await outcome(caller.call(directorySearch, { query: { search: 'x' } }))).toBe(expected);
  }
  expect(await outcome(app.guest().call(areasList, { query: {} }))).toBe('sign-in-needed');
  const { caller } = await app.person(tenantId, 'analyst', 'active', 'taro@example.com');
  const found = await caller.call(directorySearch, { query: { search: 'TARO@' } });
  expect(found.people).toMatchObject([{ email: 'taro@example.com', canOwn: true }]);
  expect((await caller.call(directorySearch, { query: { search: '0 %' } })).groups).toMatchObject([{ name: '100 % of us' }]);
  expect((await caller.call(directorySearch, { query: { search: '0_%' } })).groups).toEqual([]);
});

test('who leaves gives everything to the new owner, and can be given it back', async () => {
  const tenantId = await app.tenant('leaving');
  const leaver = await app.person(tenantId, 'analyst');
  const heir = await app.person(tenantId, 'analyst');
  const third = await app.person(tenantId, 'analyst');
  const ids = [await areaOf(leaver, 'A'), await areaOf(leaver, 'B'), await areaOf(leaver, 'C')].sort();
  await leaver.caller.call(areaState, { params: { areaId: ids[0]! }, body: { version: 1, state: 'deleted' } });
  expect(await inTenantOf(tenantId, (tx) => ownedAreas(tx, leaver.accountId))).toHaveLength(3);
  const give = (to: string) => inTenantOf(tenantId, (tx) => transferAll(tx, SYSTEM, leaver.accountId, to));
  expect(await outcome(give(randomUUID()))).toBe('not-found');
  expect(await outcome(give(leaver.accountId))).toBe('not-found');
  expect(await give(heir.accountId)).toEqual(ids);
  await heir.caller.call(areaTransfer, {
    params: { areaId: ids[1]! },
    body: { version: await versionOf(heir, ids[1]!), ownerId: third.accountId }
  });
  const back = await inTenantOf(tenantId, (tx) => transferBack(tx, SYSTEM, ids, heir.accountId, leaver.accountId));
  expect(back).toEqual([ids[0], ids[2]]);
  await inTenantOf(tenantId, (tx) => forgetAccess(tx, leaver.accountId));
});

test('500 areas come in pages, each once, in order', async () => {
  const tenantId = await app.tenant('many');
  const owner = await app.person(tenantId, 'analyst');
  await app.owner.query(
    `insert into process_area (id, tenant_id, name, owner_id, created_at, updated_at, state_since)
     select gen_random_uuid(), $1, 'Area ' || lpad(n::text, 3, '0'), $2, $3, $3, $3 from generate_series(1, 500) n`,
    [tenantId, owner.accountId, app.now]
  );
  expect((await owner.caller.call(areasList, { query: { limit: '500' } })).items).toHaveLength(500);
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await owner.caller.call(areasList, { query: { limit: '120', ...(after ? { after } : {}) } });
    names.push(...page.items.map(({ name }) => name));
    after = page.next;
  } while (after);
  expect(names).toEqual(Array.from({ length: 500 }, (_, n) => `Area ${String(n + 1).padStart(3, '0')}`));
  expect((await owner.caller.call(areasList, { query: { search: 'area 49' } })).items).toHaveLength(10);
  expect((await owner.caller.call(areasList, { query: { after: 'nonsense' } })).items).toEqual([]);
});
