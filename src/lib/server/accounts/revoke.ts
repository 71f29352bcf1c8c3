import { and, eq } from 'drizzle-orm';
import { identityLink, passkey, recoveryCode, totpFactor } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { withdrawCodes } from './activation';
import { endSessions } from './sessions';

/** Whatever lets somebody in without the password: sessions and codes. @returns how many sessions ended */
export async function revokeAccess(tx: Tx, accountId: string): Promise<number> {
  await withdrawCodes(tx, accountId);
  return endSessions(tx, accountId);
}

/** Take an account's second factors and recovery codes away. @returns how many factors there were */
export async function clearFactors(tx: Tx, accountId: string): Promise<number> {
  const codes = await tx.db
    .delete(totpFactor)
    .where(and(inTenant(totpFactor, tx), eq(totpFactor.accountId, accountId)))
    .returning({ at: totpFactor.createdAt });
  const keys = await tx.db
    .delete(passkey)
    .where(and(inTenant(passkey, tx), eq(passkey.accountId, accountId)))
    .returning({ id: passkey.id });
  await tx.db.delete(recoveryCode).where(and(inTenant(recoveryCode, tx), eq(recoveryCode.accountId, accountId)));
  return codes.length + keys.length;
}

/** Forget who an account is to the tenant's identity provider. */
export async function unlinkIdentities(tx: Tx, accountId: string): Promise<void> {
  await tx.db.delete(identityLink).where(and(inTenant(identityLink, tx), eq(identityLink.accountId, accountId)));
}
