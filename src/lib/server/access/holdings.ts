/** What somebody holds, for when they leave; and which labels are in use, for when the list of labels changes. */
import { and, asc, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, areaGrant, device, processArea } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** The areas that an account owns, deleted ones that can still come back included. */
export function ownedAreas(tx: Tx, accountId: string): Promise<{ areaId: string; name: string }[]> {
  return tx.db
    .select({ areaId: processArea.id, name: processArea.name })
    .from(processArea)
    .where(and(inTenant(processArea, tx), eq(processArea.ownerId, accountId)))
    .orderBy(asc(processArea.name), asc(processArea.id));
}

/** An account that is held until the transaction ends: it cannot leave meanwhile. @returns whether it is active */
export async function holdActive(tx: Tx, accountId: string): Promise<boolean> {
  const [row] = await tx.db
    .select({ state: account.state })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, accountId)))
    .for('share');
  return row?.state === 'active';
}

async function give(tx: Tx, actor: Actor, from: string, to: string, only?: readonly string[]): Promise<string[]> {
  const chosen = and(
    inTenant(processArea, tx),
    eq(processArea.ownerId, from),
    only ? inArray(processArea.id, [...only]) : undefined
  );
  // always in the same order, so that two of these never wait for one another
  const rows = await tx.db
    .select({ id: processArea.id, name: processArea.name })
    .from(processArea)
    .where(chosen)
    .orderBy(asc(processArea.id))
    .for('update');
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await tx.db
    .update(processArea)
    .set({ ownerId: to, updatedAt: tx.now, version: sql`${processArea.version} + 1` })
    .where(and(inTenant(processArea, tx), inArray(processArea.id, ids)));
  for (const { id, name } of rows) {
    tx.audit(actor, { action: 'area.transferred', target: { kind: 'area', id, name }, detail: { from, to } });
  }
  return ids;
}

/**
 * Give all areas that somebody owns to somebody else.
 *
 * @returns which
 * @throws ServiceError `not-found` where the new owner is not an active account of this tenant, or is the old one
 */
export async function transferAll(tx: Tx, actor: Actor, fromAccountId: string, toAccountId: string): Promise<string[]> {
  if (fromAccountId === toAccountId) throw new ServiceError('not-found', { at: 'areasTo' });
  if (!(await holdActive(tx, toAccountId))) throw new ServiceError('not-found', { at: 'areasTo' });
  return give(tx, actor, fromAccountId, toAccountId);
}

/** Give areas back, where `from` still owns them. @returns which */
export async function transferBack(
  tx: Tx,
  actor: Actor,
  areaIds: readonly string[],
  from: string,
  to: string
): Promise<string[]> {
  return areaIds.length === 0 ? [] : give(tx, actor, from, to, areaIds);
}

/** An account is taken out for good: what was granted to it ends, its devices are forgotten. The caller records it. */
export async function forgetAccess(tx: Tx, accountId: string): Promise<void> {
  await tx.db.delete(areaGrant).where(and(inTenant(areaGrant, tx), eq(areaGrant.accountId, accountId)));
  await tx.db.delete(device).where(and(inTenant(device, tx), eq(device.accountId, accountId)));
}

/** The labels that areas have, deleted areas that can still come back included. */
export async function labelsInUse(tx: Tx): Promise<{ label: string; areas: number }[]> {
  const rows = await tx.db
    .select({ label: processArea.label, areas: count() })
    .from(processArea)
    .where(and(inTenant(processArea, tx), isNotNull(processArea.label)))
    .groupBy(processArea.label)
    .orderBy(asc(processArea.label));
  return rows.map(({ label, areas }) => ({ label: label!, areas }));
}
