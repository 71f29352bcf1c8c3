import { and, eq, lte } from 'drizzle-orm';
import { forgetAccess } from '$lib/server/access/holdings';
import { SYSTEM } from '$lib/server/audit/act';
import { account, groupMember, leaver } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { targetOf, type AccountRow } from './administration';
import { clearFactors, revokeAccess, unlinkIdentities } from './revoke';

/**
 * Take a person out of the store. The row stays as a stone that names nobody, since areas and entries point at it; the address is free again.
 */
export async function erase(tx: Tx, row: AccountRow): Promise<void> {
  const { id } = row;
  await revokeAccess(tx, id);
  await clearFactors(tx, id);
  await unlinkIdentities(tx, id);
  await forgetAccess(tx, id);
  await tx.db.delete(groupMember).where(and(inTenant(groupMember, tx), eq(groupMember.accountId, id)));
  await tx.db.delete(leaver).where(and(inTenant(leaver, tx), eq(leaver.accountId, id)));
  await tx.db
    .update(account)
    .set({
      email: `deleted-${id}`,
      name: '',
      passwordHash: null,
      passwordChangedAt: null,
      state: 'deleted',
      stateSince: tx.now,
      version: row.version + 1
    })
    .where(and(inTenant(account, tx), eq(account.id, id)));
}

/** The daily job of one tenant: who left 30 days ago is taken out. @returns how many were */
export async function purgeLeavers(tx: Tx): Promise<number> {
  const due = await tx.db
    .select({ account })
    .from(leaver)
    .innerJoin(account, and(eq(account.id, leaver.accountId), inTenant(account, tx)))
    .where(and(inTenant(leaver, tx), lte(leaver.purgeAt, tx.now), eq(account.state, 'left')))
    .orderBy(account.id)
    .for('update');
  for (const { account: row } of due) {
    await erase(tx, row);
    tx.audit(SYSTEM, { action: 'account.purged', target: targetOf(row) });
  }
  return due.length;
}
