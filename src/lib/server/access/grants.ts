import { and, eq, inArray, isNotNull, notInArray, or, type SQL } from 'drizzle-orm';
import type { areaGrants, Grant } from '$lib/api/contracts/areas';
import type { BodyOf, ReplyOf } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, accountGroup, areaGrant } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { areaToChange, targetOf, writeArea } from './reach';

/** One line of an area's access, as it is asked for. */
type Wanted = Pick<Grant, 'kind' | 'id' | 'right'>;

const keyOf = ({ kind, id }: Pick<Grant, 'kind' | 'id'>): string => `${kind} ${id}`;
const holder = ({ kind, id }: Pick<Grant, 'kind' | 'id'>): SQL =>
  kind === 'account' ? eq(areaGrant.accountId, id) : eq(areaGrant.groupId, id);

/** Who has access, by name, groups first. Who has left is not told; their rights wait for them. */
export async function grantsOf(tx: Tx, areaId: string): Promise<Grant[]> {
  const rows = await tx.db
    .select({
      accountId: areaGrant.accountId,
      groupId: areaGrant.groupId,
      right: areaGrant.access,
      name: account.name,
      email: account.email,
      group: accountGroup.name
    })
    .from(areaGrant)
    .leftJoin(account, and(inTenant(account, tx), eq(account.id, areaGrant.accountId)))
    .leftJoin(accountGroup, and(inTenant(accountGroup, tx), eq(accountGroup.id, areaGrant.groupId)))
    .where(
      and(
        inTenant(areaGrant, tx),
        eq(areaGrant.areaId, areaId),
        or(isNotNull(areaGrant.groupId), notInArray(account.state, ['left', 'deleted']))
      )
    );
  const grants = rows.map(({ accountId, groupId, right, name, email, group }): Grant => {
    if (groupId !== null) return { kind: 'group', id: groupId, name: group ?? '', email: '', right };
    return { kind: 'account', id: accountId!, name: name ?? '', email: email ?? '', right };
  });
  return grants.sort((a, b) => b.kind.localeCompare(a.kind) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Names of those that access is to be given to. @throws ServiceError `not-found` where one is not there, or has left */
async function namesOf(tx: Tx, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: Grant['kind']): string[] => wanted.filter((each) => each.kind === kind).map(({ id }) => id);
  const [accounts, groups] = [idsOf('account'), idsOf('group')];
  const names = new Map<string, string>();
  if (accounts.length > 0) {
    const rows = await tx.db
      .select({ id: account.id, email: account.email })
      .from(account)
      .where(and(inTenant(account, tx), inArray(account.id, accounts), notInArray(account.state, ['left', 'deleted'])));
    for (const { id, email } of rows) names.set(keyOf({ kind: 'account', id }), email);
  }
  if (groups.length > 0) {
    const rows = await tx.db
      .select({ id: accountGroup.id, name: accountGroup.name })
      .from(accountGroup)
      .where(and(inTenant(accountGroup, tx), inArray(accountGroup.id, groups)));
    for (const { id, name } of rows) names.set(keyOf({ kind: 'group', id }), name);
  }
  if (names.size < wanted.length) throw new ServiceError('not-found', { at: 'grants' });
  return names;
}

/** Give one account or group a right, whatever it had. The caller records it. */
export async function grantTo(tx: Tx, areaId: string, given: Wanted): Promise<void> {
  await revokeFrom(tx, areaId, given);
  const { kind, id, right } = given;
  await tx.db.insert(areaGrant).values({
    tenantId: tenantOf(tx),
    areaId,
    accountId: kind === 'account' ? id : null,
    groupId: kind === 'group' ? id : null,
    access: right
  });
}

async function revokeFrom(tx: Tx, areaId: string, given: Pick<Grant, 'kind' | 'id'>): Promise<void> {
  await tx.db.delete(areaGrant).where(and(inTenant(areaGrant, tx), eq(areaGrant.areaId, areaId), holder(given)));
}

/** Make the list of who has access this one. @throws ServiceError as `areaToChange`; `not-found`, `bad-request` on a line of it */
export async function replaceGrants(
  tx: Tx,
  actor: Actor,
  areaId: string,
  given: BodyOf<typeof areaGrants>
): Promise<ReplyOf<typeof areaGrants>> {
  const area = await areaToChange(tx, actor, areaId, {
    act: 'manage',
    version: given.version,
    states: ['active', 'archived']
  });
  const target = targetOf(area);
  const wanted = new Map(given.grants.map((each) => [keyOf(each), each]));
  if (wanted.size < given.grants.length) throw new ServiceError('bad-request', { at: 'grants' });
  const names = await namesOf(tx, given.grants);
  const before = new Map((await grantsOf(tx, areaId)).map((each) => [keyOf(each), each]));

  for (const [key, { kind, id, name, email, right }] of before) {
    if (wanted.has(key)) continue;
    await revokeFrom(tx, areaId, { kind, id });
    tx.audit(actor, { action: 'area.revoked', target, detail: { from: kind, id, name: email || name, right } });
  }
  for (const [key, each] of wanted) {
    const had = before.get(key)?.right ?? null;
    if (had === each.right) continue;
    await grantTo(tx, areaId, each);
    const { kind, id, right } = each;
    tx.audit(actor, { action: 'area.granted', target, detail: { to: kind, id, name: names.get(key)!, right, before: had } });
  }
  return writeArea(tx, area, {});
}
