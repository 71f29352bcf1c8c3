import { and, eq } from 'drizzle-orm';
import { faultsOf, ownWords, passwordLength, plainPassword, rulesOf, type PasswordRules } from '$lib/api/password-rules';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, tenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import { Refusal } from '$lib/server/http/endpoint';
import { readPolicy } from '$lib/server/tenants/policy';
import { isCommon } from './blocklist';
import { readFactors } from './factors';
import { hashPassword, isPassword, withHashing } from './passwords';
import { advanceSession, endSessions, type SignedIn } from './sessions';
import { accountKey, countFailure, forgetFailures, secondsToWait } from './throttle';

async function ownRow(tx: Tx, user: UserSession) {
  const [own] = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, user.accountId)));
  return own!;
}

/** What this user's password must be. */
export async function readPasswordRules(tx: Tx, user: UserSession): Promise<PasswordRules> {
  const policy = await readPolicy(tx);
  const own = await ownRow(tx, user);
  const [place] = await tx.db.select().from(tenant).where(inTenant(tenant, tx));
  const hasFactor = (await readFactors(tx, user.accountId)).any || policy.secondFactor.requiredFor.includes(user.role);
  return rulesOf(
    policy,
    hasFactor,
    ownWords({ email: own.email, name: own.name, tenantName: place!.name, tenantSlug: place!.slug })
  );
}

/**
 * The user types the password once more: for what a stolen, unlocked screen must not do.
 *
 * @returns a refusal that counts where it is wrong
 */
export function provePassword(tx: Tx, user: UserSession, typed: string): Promise<Refusal | undefined> {
  return withHashing(async () => {
    const own = await ownRow(tx, user);
    const key = accountKey(user.tenantId, own.email);
    const retrySeconds = await secondsToWait(tx, 'account', key, true);
    if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
    if (await isPassword(typed, own.passwordHash)) {
      await forgetFailures(tx, 'account', key);
      return undefined;
    }
    const { failures, locked } = await countFailure(tx, 'account', key);
    tx.audit(user.actor, { action: 'account.proof-failed', result: 'failed', detail: { failures, locked } });
    return new Refusal('wrong-credentials');
  });
}

/**
 * Set one's own password: in the stage that demands it, or at will with the current one. All other sessions end; this one goes on under a new token.
 *
 * @throws ServiceError `weak-password` with its fault
 */
export async function changePassword(
  tx: Tx,
  actor: Actor,
  user: UserSession,
  typed: { readonly current?: string | undefined; readonly password: string }
): Promise<SignedIn | Refusal> {
  if (user.stage === 'active') {
    const refused = await provePassword(tx, user, typed.current ?? '');
    if (refused) return refused;
  }
  const rules = await readPasswordRules(tx, user);
  const plain = plainPassword(typed.password);
  const [fault] = faultsOf(typed.password, rules);
  if (fault) throw new ServiceError('weak-password', { fault, least: rules.least });
  if (await isCommon(plain)) throw new ServiceError('weak-password', { fault: 'too-common' });

  const own = await ownRow(tx, user);
  const passwordHash = await withHashing(async () => {
    if (own.passwordHash !== null && (await isPassword(typed.password, own.passwordHash)))
      throw new ServiceError('weak-password', { fault: 'same-as-before' });
    return hashPassword(typed.password);
  });
  const { minLength } = (await readPolicy(tx)).password;
  const isFirst = own.state === 'invited';
  await tx.db
    .update(account)
    .set({
      passwordHash,
      passwordChangedAt: tx.now,
      passwordIsShort: passwordLength(typed.password) < minLength,
      ...(isFirst ? { state: 'active' as const, stateSince: tx.now, version: own.version + 1 } : {})
    })
    .where(and(inTenant(account, tx), eq(account.id, user.accountId)));
  const ended = await endSessions(tx, user.accountId, user.sessionId);
  const next = await advanceSession(tx, user, { mustChange: false, provedAt: tx.now });
  tx.audit(actor, {
    action: 'account.password-changed',
    target: { kind: 'account', id: own.id, name: own.email },
    detail: { first: isFirst, otherSessionsEnded: ended }
  });
  return next;
}
