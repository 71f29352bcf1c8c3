/**
 * How operators come in: the password (or a one-time code that sets it), then always a second factor. The same counting of failures as for
 * users, under keys of their own; the answer and the work are the same for who is not there.
 */
import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { BodyOf } from '$lib/api/contract';
import type { operatorActivatePost, operatorSignInPost } from '$lib/api/contracts/operator-session';
import { faultsOf } from '$lib/api/password-rules';
import { ServiceError } from '$lib/model/service-errors';
import { isCommon } from '$lib/server/accounts/blocklist';
import { hashOfCode } from '$lib/server/accounts/codes';
import { hashPassword, isPassword, withHashing } from '$lib/server/accounts/passwords';
import { accountKey, addressKey, countFailure, forgetFailures, secondsToWait } from '$lib/server/accounts/throttle';
import { newTotpSecret, totpAddress, totpStep } from '$lib/server/accounts/totp';
import type { Actor } from '$lib/server/audit/act';
import { operator } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';
import { Refusal } from '$lib/server/http/endpoint';
import type { Sealer } from '$lib/server/keys/sealer';
import { actorOf, advanceSession, beginOperatorSession, endOperatorSessions, type OperatorSession } from './session';

type OperatorRow = typeof operator.$inferSelect;

/** Whatever a tenant allows, an operator's password is long. */
const LEAST_LENGTH = 15;

/** A stage reached, and the cookie's token for it. */
export interface Entered {
  readonly token: string;
  readonly operator: OperatorRow;
  readonly stage: 'second-factor' | 'enrol-second-factor' | 'active';
}

const keyOf = (email: string): Buffer => accountKey('operators', email);
const purposeOf = (id: string): string => `operator.totp_secret/${id}`;

async function mayTry(tx: Tx, email: string, address: string): Promise<Refusal | undefined> {
  const waits = [await secondsToWait(tx, 'account', keyOf(email), true), await secondsToWait(tx, 'address', addressKey(address))];
  const retrySeconds = Math.max(...waits);
  return retrySeconds > 0 ? new Refusal('too-many-requests', { retrySeconds }) : undefined;
}

async function refuse(tx: Tx, email: string, nobody: Actor, own: OperatorRow | undefined, by: string): Promise<Refusal> {
  const { failures, locked } = await countFailure(tx, 'account', keyOf(email));
  await countFailure(tx, 'address', addressKey(nobody.address));
  tx.audit(own ? { ...nobody, name: own.email } : nobody, {
    action: 'operator.refused',
    result: 'failed',
    detail: { by, known: own !== undefined, failures, locked }
  });
  return new Refusal('wrong-credentials');
}

const stageAfterPassword = (own: OperatorRow) => (own.totpConfirmed ? 'second-factor' : 'enrol-second-factor');

/** The password; the second factor follows. */
export function signInOperator(
  tx: Tx,
  nobody: Actor,
  { email, password }: BodyOf<typeof operatorSignInPost>
): Promise<Entered | Refusal> {
  return withHashing(async () => {
    const wait = await mayTry(tx, email, nobody.address);
    if (wait) return wait;
    const [own] = await tx.db
      .select()
      .from(operator)
      .where(and(eq(operator.email, email), eq(operator.state, 'active')));
    const fits = await isPassword(password, own?.passwordHash);
    if (!own || !fits) return refuse(tx, email, nobody, own, 'password');
    await forgetFailures(tx, 'account', keyOf(email));
    const stage = stageAfterPassword(own);
    const token = await beginOperatorSession(tx, own.id, stage, nobody.address);
    tx.audit(actorOf(own.id, own.email, nobody.address), { action: 'operator.password-accepted' });
    return { token, operator: own, stage };
  });
}

/**
 * A one-time code sets the password, once.
 *
 * @throws ServiceError `weak-password` with its fault; the code stays valid then
 */
export async function activateOperator(
  tx: Tx,
  nobody: Actor,
  { email, code, password }: BodyOf<typeof operatorActivatePost>
): Promise<Entered | Refusal> {
  const wait = await mayTry(tx, email, nobody.address);
  if (wait) return wait;
  const [own] = await tx.db
    .select()
    .from(operator)
    .where(
      and(
        eq(operator.email, email),
        inArray(operator.state, ['invited', 'active']),
        eq(operator.codeHash, new Uint8Array(hashOfCode(code))),
        gt(operator.codeExpiresAt, tx.now)
      )
    )
    .for('update');
  if (!own) return refuse(tx, email, nobody, own, 'code');
  const [fault] = faultsOf(password, { least: LEAST_LENGTH, kinds: 0, words: ['kiseki', '軌跡', own.email, own.name] });
  if (fault) throw new ServiceError('weak-password', { fault, least: LEAST_LENGTH });
  if (await isCommon(password.normalize('NFKC'))) throw new ServiceError('weak-password', { fault: 'too-common' });
  const passwordHash = await withHashing(() => hashPassword(password));
  const [changed] = await tx.db
    .update(operator)
    .set({ passwordHash, state: 'active', codeHash: null, codeExpiresAt: null, version: own.version + 1 })
    .where(eq(operator.id, own.id))
    .returning();
  await endOperatorSessions(tx, own.id);
  await forgetFailures(tx, 'account', keyOf(email));
  const stage = stageAfterPassword(own);
  const token = await beginOperatorSession(tx, own.id, stage, nobody.address);
  tx.audit(actorOf(own.id, own.email, nobody.address), { action: 'operator.password-set' });
  return { token, operator: changed!, stage };
}

async function rowOf(tx: Tx, { operatorId }: OperatorSession): Promise<OperatorRow> {
  const [own] = await tx.db.select().from(operator).where(eq(operator.id, operatorId)).for('update');
  return own!;
}

/** Draw the secret of a second factor, in place of one that was never confirmed. */
export async function drawFactor(tx: Tx, sealer: Sealer, session: OperatorSession): Promise<{ secret: string; uri: string }> {
  const secret = newTotpSecret();
  await tx.db
    .update(operator)
    .set({ totpSecret: sealer.seal(purposeOf(session.operatorId), secret), totpConfirmed: false })
    .where(and(eq(operator.id, session.operatorId), eq(operator.totpConfirmed, false)));
  return totpAddress(secret, `${session.email} (operator)`);
}

/** The second factor's code, to finish signing in or to confirm that it was set up; a time step counts once. */
export async function passFactor(tx: Tx, sealer: Sealer, session: OperatorSession, typed: string): Promise<Entered | Refusal> {
  const key = keyOf(session.email);
  const retrySeconds = await secondsToWait(tx, 'factor', key, true);
  if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
  const own = await rowOf(tx, session);
  const step = own.totpSecret
    ? totpStep(sealer.open(purposeOf(own.id), own.totpSecret), typed, tx.now, own.totpLastStep)
    : undefined;
  if (step === undefined) {
    const { failures, locked } = await countFailure(tx, 'factor', key);
    tx.audit(session.actor, { action: 'operator.refused', result: 'failed', detail: { by: 'second-factor', failures, locked } });
    return new Refusal('wrong-code');
  }
  await tx.db
    .update(operator)
    .set({ totpLastStep: step, totpConfirmed: true })
    .where(and(eq(operator.id, own.id), lt(operator.totpLastStep, step)));
  await forgetFailures(tx, 'factor', key);
  const token = await advanceSession(tx, session, session.actor.address);
  if (!own.totpConfirmed) tx.audit(session.actor, { action: 'operator.second-factor-set-up' });
  tx.audit(session.actor, { action: 'operator.signed-in' });
  return { token, operator: own, stage: 'active' };
}
