import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, passkey, recoveryCode, totpFactor } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import { Refusal } from '$lib/server/http/endpoint';
import type { Sealer } from '$lib/server/keys/sealer';
import { readPolicy } from '$lib/server/tenants/policy';
import { hashOfCode, randomCode } from './codes';
import { readFactors } from './factors';
import { advanceSession, endSessions, requireProof, type SignedIn } from './sessions';
import { newTotpSecret, totpAddress, totpStep } from './totp';
import { accountKey, countFailure, forgetFailures, secondsToWait } from './throttle';

const RECOVERY_CODES = 10;
/** 50 bits each; tries are counted */
const RECOVERY_GROUPS = 2;

/** What the sealed secret of an account is bound to. */
const purposeOf = (tenantId: string, accountId: string) => `totp_factor.secret_sealed/${tenantId}/${accountId}`;

/** Codes made now, to be shown once. */
export interface FactorAdded {
  readonly next: SignedIn;
  readonly recoveryCodes?: readonly string[];
}

const ownTotp = (tx: Tx, accountId: string) => and(inTenant(totpFactor, tx), eq(totpFactor.accountId, accountId));

/** Whoever is signed in already must have typed the password lately; whoever has to set one up just did. */
export async function requireRight(tx: Tx, user: UserSession): Promise<void> {
  if (user.stage === 'active') await requireProof(tx, user);
}

/** The mail address that failures are counted for. */
async function emailOf(tx: Tx, accountId: string): Promise<string> {
  const [own] = await tx.db
    .select({ email: account.email })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, accountId)));
  return own!.email;
}

/** A secret for an authenticator app. It counts from the first code of it on. @throws ServiceError `conflict` where there is one in use */
export async function beginTotp(tx: Tx, sealer: Sealer, user: UserSession): Promise<{ uri: string; secret: string }> {
  await requireRight(tx, user);
  const secret = newTotpSecret();
  const secretSealed = sealer.seal(purposeOf(user.tenantId, user.accountId), secret);
  const row = { secretSealed, createdAt: tx.now, confirmedAt: null, lastStep: 0 };
  const written = await tx.db
    .insert(totpFactor)
    .values({ tenantId: tenantOf(tx), accountId: user.accountId, ...row })
    .onConflictDoUpdate({
      target: [totpFactor.tenantId, totpFactor.accountId],
      set: row,
      setWhere: isNull(totpFactor.confirmedAt)
    })
    .returning({ accountId: totpFactor.accountId });
  if (written.length === 0) throw new ServiceError('conflict');
  return totpAddress(secret, user.actor.name);
}

/** New recovery codes in the place of all that there were. */
async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  await tx.db.delete(recoveryCode).where(and(inTenant(recoveryCode, tx), eq(recoveryCode.accountId, accountId)));
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomCode(RECOVERY_GROUPS));
  await tx.db
    .insert(recoveryCode)
    .values(codes.map((code) => ({ tenantId: tenantOf(tx), accountId, codeHash: hashOfCode(code), createdAt: tx.now })));
  return codes;
}

/** A factor counts from now on: with the first come recovery codes, and the session goes on under another token. */
export async function factorAdded(tx: Tx, actor: Actor, user: UserSession, kind: 'totp' | 'passkey'): Promise<FactorAdded> {
  const { recoveryCodes } = await readFactors(tx, user.accountId);
  const codes = recoveryCodes === 0 ? await makeRecoveryCodes(tx, user.accountId) : undefined;
  const next = await advanceSession(tx, user, { factorPassed: true });
  tx.audit(actor, { action: 'second-factor.added', detail: { kind } });
  return { next, ...(codes ? { recoveryCodes: codes } : {}) };
}

/** Use a code of the authenticator app: each time step once, of several requests one. */
async function useTotp(tx: Tx, sealer: Sealer, accountId: string, typed: string, confirmed: boolean): Promise<boolean> {
  const own = and(ownTotp(tx, accountId), confirmed ? isNotNull(totpFactor.confirmedAt) : isNull(totpFactor.confirmedAt));
  const [row] = await tx.db.select().from(totpFactor).where(own);
  if (!row) return false;
  const secret = sealer.open(purposeOf(tenantOf(tx), accountId), row.secretSealed);
  const step = totpStep(secret, typed, tx.now, row.lastStep);
  if (step === undefined) return false;
  const used = await tx.db
    .update(totpFactor)
    .set({ lastStep: step, ...(confirmed ? {} : { confirmedAt: tx.now }) })
    .where(and(own, lt(totpFactor.lastStep, step)))
    .returning({ accountId: totpFactor.accountId });
  return used.length > 0;
}

/** The app shows codes of the secret: from here on it is a factor. */
export async function confirmTotp(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  user: UserSession,
  typed: string
): Promise<FactorAdded | Refusal> {
  await requireRight(tx, user);
  return counted(tx, user, 'totp', async () =>
    (await useTotp(tx, sealer, user.accountId, typed, false)) ? factorAdded(tx, actor, user, 'totp') : undefined
  );
}

/** Try a second factor: failures are counted across sessions, and the one that locks ends this one. */
export async function counted<T>(
  tx: Tx,
  user: UserSession,
  kind: string,
  attempt: () => Promise<T | undefined>
): Promise<T | Refusal> {
  const key = accountKey(user.tenantId, await emailOf(tx, user.accountId));
  const retrySeconds = await secondsToWait(tx, 'factor', key, true);
  if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
  const done = await attempt();
  if (done !== undefined) {
    await forgetFailures(tx, 'factor', key);
    return done;
  }
  const { failures, locked } = await countFailure(tx, 'factor', key);
  tx.audit(user.actor, { action: 'second-factor.refused', result: 'failed', detail: { kind, failures, locked } });
  if (locked && user.stage === 'second-factor') await endSessions(tx, user.accountId);
  return new Refusal('wrong-code');
}

/** The second step of signing in, by a code of the app or a recovery code. */
export function passSecondFactor(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  user: UserSession,
  { kind, code }: { readonly kind: 'totp' | 'recovery'; readonly code: string }
): Promise<SignedIn | Refusal> {
  return counted(tx, user, kind, async () => {
    const passed =
      kind === 'totp'
        ? await useTotp(tx, sealer, user.accountId, code, true)
        : (
            await tx.db
              .delete(recoveryCode)
              .where(
                and(
                  inTenant(recoveryCode, tx),
                  eq(recoveryCode.accountId, user.accountId),
                  eq(recoveryCode.codeHash, hashOfCode(code))
                )
              )
              .returning()
          ).length > 0;
    if (!passed) return undefined;
    const next = await advanceSession(tx, user, { factorPassed: true });
    tx.audit(actor, { action: 'second-factor.passed', detail: { kind, stage: next.stage } });
    return next;
  });
}

/** The account's factors, as its own page lists them. */
export async function listFactors(tx: Tx, user: UserSession) {
  const { totp, recoveryCodes } = await readFactors(tx, user.accountId);
  const keys = await tx.db
    .select()
    .from(passkey)
    .where(and(inTenant(passkey, tx), eq(passkey.accountId, user.accountId)))
    .orderBy(passkey.createdAt, passkey.id);
  const required = (await readPolicy(tx)).secondFactor.requiredFor.includes(user.role);
  const passkeys = keys.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null
  }));
  return { totp, passkeys, recoveryCodes, required };
}

/**
 * Take a factor away. Another must be left where the policy asks for one, or where the password is too short to stand alone.
 *
 * @param which 'totp', or a passkey's id
 * @throws ServiceError `factor-required`, `not-found`, `proof-needed`
 */
export async function removeFactor(tx: Tx, actor: Actor, user: UserSession, which: string): Promise<void> {
  await requireProof(tx, user);
  // two removals at once must not both leave the other's
  const [own] = await tx.db
    .select({ isShort: account.passwordIsShort })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, user.accountId)))
    .for('update');
  const removed =
    which === 'totp'
      ? await tx.db.delete(totpFactor).where(ownTotp(tx, user.accountId)).returning({ id: totpFactor.accountId })
      : await tx.db
          .delete(passkey)
          .where(and(inTenant(passkey, tx), eq(passkey.accountId, user.accountId), eq(passkey.id, which)))
          .returning({ id: passkey.id });
  if (removed.length === 0) throw new ServiceError('not-found');
  if (!(await readFactors(tx, user.accountId)).any) {
    const isRequired = (await readPolicy(tx)).secondFactor.requiredFor.includes(user.role);
    if (isRequired || own!.isShort) throw new ServiceError('factor-required', { why: isRequired ? 'policy' : 'short-password' });
    await tx.db.delete(recoveryCode).where(and(inTenant(recoveryCode, tx), eq(recoveryCode.accountId, user.accountId)));
  }
  tx.audit(actor, { action: 'second-factor.removed', detail: { kind: which === 'totp' ? 'totp' : 'passkey' } });
}

/** Ten new recovery codes; the old ones stop counting. @throws ServiceError `not-found` without a factor that they stand in for */
export async function renewRecoveryCodes(tx: Tx, actor: Actor, user: UserSession): Promise<string[]> {
  await requireProof(tx, user);
  if (!(await readFactors(tx, user.accountId)).any) throw new ServiceError('not-found');
  const codes = await makeRecoveryCodes(tx, user.accountId);
  tx.audit(actor, { action: 'second-factor.codes-renewed' });
  return codes;
}
