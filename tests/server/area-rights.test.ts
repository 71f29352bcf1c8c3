/** Who may do what in a process area, against tables of its own. See [Note: Rights] in `api/rights.ts`. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areaChange, areaGet, areaGrants, areasList, areaState, areaTransfer } from '$lib/api/contracts/areas';
import type { Right } from '$lib/api/rights';
import type { Role } from '$lib/api/shapes';
import { TestApp, type Person } from './support/app';
import { areaOf, groupOf, outcome, versionOf } from './support/areas';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

type Standing = Right | 'none' | 'owner' | 'admin' | 'viewer with manage' | 'auditor with manage' | 'admin with view';
const ACTS = ['see', 'rename', 'describe', 'label', 'grant', 'archive', 'transfer', 'delete'] as const;

/** + may, - is refused, 0 it is not there; in the order of ACTS. */
const TABLE: Readonly<Record<Standing, string>> = {
  none: '00000000',
  view: '+-------',
  analyse: '+-------',
  edit: '+++-----',
  manage: '++++++--',
  owner: '++++++++',
  admin: '++++++++',
  'admin with view': '++++++++',
  'viewer with manage': '+-------',
  'auditor with manage': '+-------'
};
const EXPECTED: Readonly<Record<string, string>> = { '+': 'ok', '-': 'forbidden', '0': 'not-found' };

describe.each(Object.keys(TABLE) as Standing[])('somebody with: %s', (standing) => {
  test.each(ACTS.map((act, index) => [act, EXPECTED[TABLE[standing][index]!]!] as const))('%s: %s', async (act, expected) => {
    const tenantId = await app.tenant(`t${Math.random().toString(36).slice(2, 12)}`, { policy: { labels: ['Open', 'Secret'] } });
    const owner = await app.person(tenantId, 'analyst');
    const heir = await app.person(tenantId, 'analyst');
    const [word, right] = standing.split(' with ') as [string, Right?];
    const role = (['admin', 'viewer', 'auditor'].includes(word) ? word : 'analyst') as Role;
    const person = standing === 'owner' ? owner : await app.person(tenantId, role);
    const granted = right ?? (['view', 'analyse', 'edit', 'manage'].includes(word) ? (word as Right) : undefined);

    const areaId = (
      await app.owner.query<{ id: string }>(
        `insert into process_area (id, tenant_id, name, label, owner_id, created_at, updated_at, state_since)
         values (gen_random_uuid(), $1, 'Orders', 'Open', $2, $3, $3, $3) returning id`,
        [tenantId, owner.accountId, app.now]
      )
    ).rows[0]!.id;
    if (granted) {
      await app.owner.query('insert into area_grant (tenant_id, area_id, account_id, access) values ($1, $2, $3, $4)', [
        tenantId,
        areaId,
        person.accountId,
        granted
      ]);
    }
    const { caller } = person;
    const [params, version] = [{ areaId }, 1];
    const acts: Record<(typeof ACTS)[number], () => Promise<unknown>> = {
      see: () => caller.call(areaGet, { params }),
      rename: () => caller.call(areaChange, { params, body: { version, name: 'Returns' } }),
      describe: () => caller.call(areaChange, { params, body: { version, description: 'All of them' } }),
      label: () => caller.call(areaChange, { params, body: { version, label: 'Secret' } }),
      grant: () =>
        caller.call(areaGrants, {
          params,
          body: { version, grants: [{ kind: 'account', id: heir.accountId, right: 'view' }] }
        }),
      archive: () => caller.call(areaState, { params, body: { version, state: 'archived' } }),
      transfer: () => caller.call(areaTransfer, { params, body: { version, ownerId: heir.accountId } }),
      delete: () => caller.call(areaState, { params, body: { version, state: 'deleted' } })
    };
    expect(await outcome(acts[act]())).toBe(expected);
    const { rows } = await app.owner.query<{ version: number }>('select version from process_area where id = $1', [areaId]);
    expect(rows[0]!.version).toBe(expected === 'ok' && act !== 'see' ? 2 : 1);
    const listed = await caller.call(areasList, {
      query: { state: rows[0]!.version === 2 && act === 'delete' ? 'deleted' : 'active' }
    });
    if (act === 'see') expect(listed.items.map((each) => each.areaId)).toEqual(expected === 'ok' ? [areaId] : []);
  });
});

/** The rule once more, in other words: what the store is compared with. */
function oracle(role: Role, isOwner: boolean, own: Right | null, ofGroups: readonly Right[]): Right | null {
  const order: readonly Right[] = ['view', 'analyse', 'edit', 'manage'];
  const all = [...(isOwner ? (['manage'] as const) : []), ...(own ? [own] : []), ...ofGroups];
  const best = order.findLast((right) => all.includes(right)) ?? null;
  return best !== null && (role === 'viewer' || role === 'auditor') ? 'view' : best;
}

test('the right to any area is what the rule says, whatever was granted to whom', async () => {
  const tenantId = await app.tenant('rights');
  const other = await app.tenant('rights-of-others');
  const owner = await app.person(tenantId, 'analyst');
  const people = new Map<Role, Person>();
  for (const role of ['admin', 'analyst', 'viewer', 'auditor'] as const) people.set(role, await app.person(tenantId, role));
  const right = fc.constantFrom<Right>('view', 'analyse', 'edit', 'manage');
  const cases = fc.record({
    role: fc.constantFrom<Role>('admin', 'analyst', 'viewer', 'auditor'),
    isOwner: fc.boolean(),
    own: fc.option(right),
    groups: fc.array(fc.record({ right, isMember: fc.boolean() }), { maxLength: 3 })
  });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ role, isOwner, own, groups }) => {
      const person = people.get(role)!;
      const ids = [];
      for (const { isMember } of groups) ids.push(await groupOf(app, tenantId, `g${n++}`, isMember ? [person] : []));
      const areaId = (
        await app.owner.query<{ id: string }>(
          `insert into process_area (id, tenant_id, name, owner_id, created_at, updated_at, state_since)
           values (gen_random_uuid(), $1, $2, $3, $4, $4, $4) returning id`,
          [tenantId, `a${n++}`, isOwner ? person.accountId : owner.accountId, app.now]
        )
      ).rows[0]!.id;
      const give = (account: string | null, group: string | null, access: Right) =>
        app.owner.query('insert into area_grant (tenant_id, area_id, account_id, group_id, access) values ($1, $2, $3, $4, $5)', [
          tenantId,
          areaId,
          account,
          group,
          access
        ]);
      if (own) await give(person.accountId, null, own);
      for (const [at, group] of groups.entries()) await give(null, ids[at]!, group.right);
      // somebody else's right is not theirs
      await give(owner.accountId, null, 'manage');

      const expected = oracle(
        role,
        isOwner,
        own,
        groups.filter(({ isMember }) => isMember).map((each) => each.right)
      );
      const seen = await person.caller.call(areaGet, { params: { areaId } }).catch(() => undefined);
      expect(seen === undefined).toBe(expected === null && role !== 'admin');
      if (seen) expect(seen.right).toBe(expected);
    }),
    { numRuns: 60 }
  );
  const stranger = await app.person(other, 'admin');
  expect((await stranger.caller.call(areasList, { query: {} })).items).toEqual([]);
});

test('what is granted to a group is its members’, for as long as they are in it', async () => {
  const tenantId = await app.tenant('groups');
  const owner = await app.person(tenantId, 'analyst');
  const member = await app.person(tenantId, 'analyst');
  const group = await groupOf(app, tenantId, 'Buyers', [member]);
  const areaId = await areaOf(owner, 'Orders', [{ kind: 'group', id: group, right: 'edit' }]);
  const { items } = await member.caller.call(areasList, { query: {} });
  expect(items).toMatchObject([{ areaId, right: 'edit', groups: ['Buyers'], owner: { accountId: owner.accountId } }]);
  await app.owner.query('delete from group_member where account_id = $1', [member.accountId]);
  expect(await outcome(versionOf(member, areaId))).toBe('not-found');
});
