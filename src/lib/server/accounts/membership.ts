import { and, eq, inArray } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import { accountGroup, groupMember } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';

/** Names of groups by id, for the entries. @throws ServiceError `not-found` where one is not the tenant's */
export async function groupNames(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await tx.db
    .select({ name: accountGroup.name })
    .from(accountGroup)
    .where(and(inTenant(accountGroup, tx), inArray(accountGroup.id, wanted)))
    .orderBy(accountGroup.name);
  if (rows.length < wanted.length) throw new ServiceError('not-found', { at: 'groupIds' });
  return rows.map(({ name }) => name);
}

/** Which groups an account is in. */
export async function groupIdsOf(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ id: groupMember.groupId })
    .from(groupMember)
    .where(and(inTenant(groupMember, tx), eq(groupMember.accountId, accountId)));
  return rows.map(({ id }) => id);
}

/** Let an account be in these groups and no others; they are the tenant's (`groupNames` has looked). */
export async function setGroups(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  await tx.db.delete(groupMember).where(and(inTenant(groupMember, tx), eq(groupMember.accountId, accountId)));
  await joinGroups(
    tx,
    [...new Set(ids)].map((groupId) => ({ groupId, accountId }))
  );
}

/** Put accounts into groups. */
export async function joinGroups(
  tx: Tx,
  pairs: readonly { readonly groupId: string; readonly accountId: string }[]
): Promise<void> {
  if (pairs.length === 0) return;
  await tx.db
    .insert(groupMember)
    .values(pairs.map((pair) => ({ tenantId: tenantOf(tx), ...pair })))
    .onConflictDoNothing();
}
