import { and, eq } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, activationCode, session } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { hashOfCode, randomCode } from './codes';
import { unlockAccount } from './throttle';

/** 100 bits */
const GROUPS = 4;
const MAX_HOURS = 24;

/** What the code lets its holder do: begin with an account, or set another password for it. */
export type CodePurpose = 'activation' | 'reset';

/**
 * Make the one-time code by which the owner of an account sets a password. It is shown once and kept as a hash; an older one stops counting. A reset
 * also makes the password in use worthless, ends the account's sessions and lifts its lock.
 *
 * @param hours how long it counts, 24 at most
 * @throws ServiceError `not-found` for an account that is not there or has left
 */
export async function issueCode(
  tx: Tx,
  actor: Actor,
  accountId: string,
  purpose: CodePurpose,
  hours: number = MAX_HOURS
): Promise<{ code: string; expiresAt: Date }> {
  const own = and(inTenant(account, tx), eq(account.id, accountId));
  const [found] = await tx.db.select({ email: account.email, state: account.state }).from(account).where(own).for('update');
  if (!found || !['invited', 'active', 'disabled'].includes(found.state)) throw new ServiceError('not-found');

  const code = randomCode(GROUPS);
  const expiresAt = new Date(tx.now.getTime() + Math.min(hours, MAX_HOURS) * 3_600_000);
  const row = { purpose, codeHash: hashOfCode(code), createdAt: tx.now, expiresAt };
  await tx.db
    .insert(activationCode)
    .values({ tenantId: tenantOf(tx), accountId, ...row })
    .onConflictDoUpdate({ target: [activationCode.tenantId, activationCode.accountId], set: row });
  if (purpose === 'reset') {
    await tx.db.update(account).set({ passwordHash: null }).where(own);
    await tx.db.delete(session).where(and(inTenant(session, tx), eq(session.accountId, accountId)));
    await unlockAccount(tx, found.email);
  }
  tx.audit(actor, {
    action: 'account.code-issued',
    target: { kind: 'account', id: accountId, name: found.email },
    detail: { purpose, expiresAt: expiresAt.toISOString() }
  });
  return { code, expiresAt };
}

/**
 * The first codes of accounts that were made in this transaction, in one statement. Each counts for a day, once.
 *
 * @returns codes in the order of the accounts
 */
export async function issueFirstCodes(
  tx: Tx,
  actor: Actor,
  accounts: readonly { readonly id: string; readonly email: string }[]
): Promise<{ codes: string[]; expiresAt: Date }> {
  const codes = accounts.map(() => randomCode(GROUPS));
  const expiresAt = new Date(tx.now.getTime() + MAX_HOURS * 3_600_000);
  const purpose = 'activation' as const;
  const rows = accounts.map(({ id: accountId }, index) => ({
    tenantId: tenantOf(tx),
    accountId,
    purpose,
    codeHash: hashOfCode(codes[index]!),
    createdAt: tx.now,
    expiresAt
  }));
  if (rows.length > 0) await tx.db.insert(activationCode).values(rows);
  for (const { id, email } of accounts) {
    tx.audit(actor, {
      action: 'account.code-issued',
      target: { kind: 'account', id, name: email },
      detail: { purpose, expiresAt: expiresAt.toISOString() }
    });
  }
  return { codes, expiresAt };
}

/** Make a code worthless before its time: for who is disabled or leaves. */
export async function withdrawCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.db.delete(activationCode).where(and(inTenant(activationCode, tx), eq(activationCode.accountId, accountId)));
}
