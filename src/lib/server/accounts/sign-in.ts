import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Role } from '$lib/api/shapes';
import type { Actor } from '$lib/server/audit/act';
import { account, activationCode } from '$lib/server/db/schema';
import { inTenant, SERVICE_TENANT, type Tx } from '$lib/server/db/transaction';
import { Refusal } from '$lib/server/http/endpoint';
import { isInside } from '$lib/server/tenants/ranges';
import { readPolicy } from '$lib/server/tenants/policy';
import { hashOfCode } from './codes';
import { readFactors } from './factors';
import { hashPassword, isOutdated, isPassword, withHashing } from './passwords';
import { startSession, type Origin, type SignedIn } from './sessions';
import { accountKey, addressKey, countFailure, forgetFailures, secondsToWait } from './throttle';

const DAY_MS = 24 * 3_600_000;

interface Place {
  readonly id: string;
  readonly state: 'active' | 'suspended' | 'ended';
  readonly allow_list: readonly string[];
}

/** A try, with everything that is the same whether what was typed exists or not. */
interface Try {
  readonly tx: Tx;
  readonly place: Place | undefined;
  readonly email: string;
  readonly key: Buffer;
  readonly origin: Origin;
  readonly by: 'password' | 'code';
}

/** The tenant of a short name, without being signed in. */
export async function tenantOfSlug(tx: Tx, slug: string): Promise<Place | undefined> {
  const { rows } = await tx.client.query<Place>('select * from tenant_of_slug($1)', [slug]);
  return rows[0];
}

/** Enter the tenant (an empty one where there is none) and see whether this account and address may try. */
async function begin(tx: Tx, typed: { tenant: string; email: string }, origin: Origin, by: Try['by']): Promise<Try | Refusal> {
  const place = await tenantOfSlug(tx, typed.tenant);
  await tx.enter(place?.id ?? SERVICE_TENANT);
  const key = accountKey(place?.id ?? typed.tenant, typed.email);
  const waits = [await secondsToWait(tx, 'account', key, true), await secondsToWait(tx, 'address', addressKey(origin.address))];
  const retrySeconds = Math.max(...waits);
  if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
  return { tx, place, email: typed.email, key, origin, by };
}

/** The account of a mail address that may sign in; the same question where there can be none. */
async function ownerOf({ tx, email }: Try, states: readonly ('invited' | 'active')[]) {
  const [own] = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.email, email), inArray(account.state, [...states])));
  return own;
}

/** Count, record, and say no: the same for what does not exist and what is wrong. */
async function refuse({ tx, place, email, key, origin, by }: Try, own?: { id: string; email: string }): Promise<Refusal> {
  const counted = await countFailure(tx, 'account', key);
  await countFailure(tx, 'address', addressKey(origin.address));
  const nobody: Actor = { kind: 'nobody', id: null, name: own?.email ?? '', role: '', deviceId: null, address: origin.address };
  tx.audit(nobody, {
    action: 'session.refused',
    result: 'failed',
    ...(own ? { target: { kind: 'account', id: own.id, name: own.email } } : {}),
    detail: {
      by,
      known: own !== undefined,
      failures: counted.failures,
      locked: counted.locked,
      // what was typed may be a password in the wrong field: only whether two tries were the same can be seen
      ...(own ? {} : { typed: createHash('sha256').update(email).digest('hex').slice(0, 12), tenantKnown: place !== undefined })
    }
  });
  return new Refusal('wrong-credentials');
}

/** The actor of a session that begins. */
const actorOf = (own: { id: string; email: string; role: Role }, origin: Origin): Actor => ({
  kind: 'user',
  id: own.id,
  name: own.email,
  role: own.role,
  deviceId: null,
  address: origin.address
});

/** Told only to who has shown the right password or code. */
function shutOut({ tx, place, origin }: Try, own: { id: string; email: string; role: Role }): Refusal | undefined {
  const code =
    place!.state !== 'active' ? 'tenant-suspended' : isInside(place!.allow_list, origin.address) ? undefined : 'outside-network';
  if (code === undefined) return undefined;
  tx.audit(actorOf(own, origin), { action: 'session.refused', result: 'refused', detail: { why: code } });
  return new Refusal(code);
}

/** A short password stands only beside a second factor: where that was taken away, and none is demanded, a longer one is due. */
async function leansOnLostFactor(tx: Tx, own: { id: string; role: Role; passwordIsShort: boolean }): Promise<boolean> {
  if (!own.passwordIsShort || (await readPolicy(tx)).secondFactor.requiredFor.includes(own.role)) return false;
  return !(await readFactors(tx, own.id)).any;
}

/**
 * Sign in by password. Unknown tenant, unknown mail address, disabled account and wrong password are one answer after the same work.
 *
 * @returns the session begun, or a refusal to be kept: `wrong-credentials`, `too-many-requests`, `tenant-suspended`
 * @throws ServiceError `unavailable` where too many sign in at once
 */
export function signIn(
  tx: Tx,
  typed: { readonly tenant: string; readonly email: string; readonly password: string },
  origin: Origin
): Promise<SignedIn | Refusal> {
  return withHashing(async () => {
    const attempt = await begin(tx, typed, origin, 'password');
    if (attempt instanceof Refusal) return attempt;
    const own = await ownerOf(attempt, ['active']);
    const fits = await isPassword(typed.password, own?.passwordHash);
    if (!own || !fits) return refuse(attempt, own);
    const shut = shutOut(attempt, own);
    if (shut) return shut;

    await forgetFailures(tx, 'account', attempt.key);
    if (isOutdated(own.passwordHash!)) {
      await tx.db
        .update(account)
        .set({ passwordHash: await hashPassword(typed.password) })
        .where(and(inTenant(account, tx), eq(account.id, own.id)));
    }
    const { expiryDays } = (await readPolicy(tx)).password.legacy;
    const ageMs = tx.now.getTime() - (own.passwordChangedAt ?? own.createdAt).getTime();
    const isExpired = expiryDays > 0 && ageMs > expiryDays * DAY_MS;
    const mustChange = isExpired || (await leansOnLostFactor(tx, own));
    const begun = await startSession(tx, own, origin, { factorPassed: false, mustChange });
    tx.audit(actorOf(own, origin), { action: 'session.started', detail: { by: 'password', stage: begun.stage } });
    return begun;
  });
}

/**
 * Sign in by a one-time code, to set a password. The code is used up by this.
 *
 * @returns as `signIn`
 */
export async function activate(
  tx: Tx,
  typed: { readonly tenant: string; readonly email: string; readonly code: string },
  origin: Origin
): Promise<SignedIn | Refusal> {
  const attempt = await begin(tx, typed, origin, 'code');
  if (attempt instanceof Refusal) return attempt;
  const own = await ownerOf(attempt, ['invited', 'active']);
  const [code] = await tx.db
    .delete(activationCode)
    .where(
      and(
        inTenant(activationCode, tx),
        eq(activationCode.accountId, own?.id ?? SERVICE_TENANT),
        eq(activationCode.codeHash, hashOfCode(typed.code))
      )
    )
    .returning();
  if (!own || !code || code.expiresAt <= tx.now) return refuse(attempt, own);
  const shut = shutOut(attempt, own);
  if (shut) return shut;

  await forgetFailures(tx, 'account', attempt.key);
  const begun = await startSession(tx, own, origin, { factorPassed: false, mustChange: true });
  tx.audit(actorOf(own, origin), {
    action: 'account.code-used',
    target: { kind: 'account', id: own.id, name: own.email },
    detail: { purpose: code.purpose, stage: begun.stage }
  });
  return begun;
}
