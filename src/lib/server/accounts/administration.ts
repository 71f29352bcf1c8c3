import { and, count, eq, inArray, ne, sql } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, tenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** An account's row. */
export type AccountRow = typeof account.$inferSelect;

/**
 * [Note: One administrator at a time] Acts on people of a tenant run one after the other: each holds the tenant's row until it ends, and looks again
 * whether its actor still is an administrator. So no two of them can remove each other, and "the last administrator" is counted on what is there.
 *
 * @throws ServiceError `forbidden` where the actor has lost the role since the guard asked
 */
export async function administer(tx: Tx, actor: Actor): Promise<void> {
  await tx.db.select({ id: tenant.id }).from(tenant).where(inTenant(tenant, tx)).for('no key update');
  if (actor.kind !== 'user') return;
  const [own] = await tx.db
    .select({ role: account.role, state: account.state })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, actor.id!)));
  if (own?.role !== 'admin' || own.state !== 'active') throw new ServiceError('forbidden');
}

/**
 * An account to act on, held until the transaction ends.
 *
 * @param version as the caller saw it
 * @throws ServiceError `not-found`, `stale`
 */
export async function accountToChange(tx: Tx, accountId: string, version: number): Promise<AccountRow> {
  const [row] = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, accountId), ne(account.state, 'deleted')))
    .for('update');
  if (!row) throw new ServiceError('not-found');
  if (row.version !== version) throw new ServiceError('stale');
  return row;
}

/**
 * Make sure that somebody can still administer once `row` no longer does. After `administer`.
 *
 * @throws ServiceError `last-admin`
 */
export async function keepAnAdmin(tx: Tx, row: AccountRow): Promise<void> {
  if (row.role !== 'admin' || row.state !== 'active') return;
  const others = await tx.db
    .select({ id: account.id })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.role, 'admin'), eq(account.state, 'active'), ne(account.id, row.id)))
    .limit(1);
  if (others.length === 0) throw new ServiceError('last-admin');
}

/**
 * Make sure that so many accounts more are within what was agreed with the tenant. After `administer`. Whoever is disabled or has left does not count.
 *
 * @throws ServiceError `accounts-agreed`, naming how many were agreed
 */
export async function keepWithinContract(tx: Tx, more: number): Promise<void> {
  const { rows } = await tx.db.execute<{ agreed: number | null }>(sql`select agreed_accounts() as agreed`);
  const agreed = rows[0]!.agreed;
  if (agreed === null) return;
  const [used] = await tx.db
    .select({ accounts: count() })
    .from(account)
    .where(and(inTenant(account, tx), inArray(account.state, ['invited', 'active'])));
  if (used!.accounts + more > agreed) throw new ServiceError('accounts-agreed', { agreed });
}

/** An account as an entry's target. */
export const targetOf = ({ id, email }: { readonly id: string; readonly email: string }) => ({
  kind: 'account',
  id,
  name: email
});

/** Whether a failure of the store is a broken unique index: two asked for the same name at once. */
export function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause as { code?: unknown } | undefined)?.code === '23505';
}

/** Do it, and tell a broken unique index as `conflict`. @throws ServiceError `conflict` naming the field */
export async function unlessTaken<T>(at: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isTaken(error) ? new ServiceError('conflict', { at }) : error;
  }
}
