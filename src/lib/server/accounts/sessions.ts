import { randomBytes, randomUUID } from 'node:crypto';
import { and, desc, eq, ne } from 'drizzle-orm';
import type { Policy } from '$lib/api/policy';
import type { Stage } from '$lib/api/contract';
import type { Role } from '$lib/api/shapes';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, session } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { hashOf, type UserSession } from '$lib/server/http/caller';
import { readPolicy } from '$lib/server/tenants/policy';
import { readFactors } from './factors';

/** How long a password just typed vouches for changes of factors. */
const PROOF_MS = 10 * 60_000;

/** Where a request comes from, as the list of sessions shows it. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

/** A sign-in under way or done: the cookie's token, and what is still owed. */
export interface SignedIn {
  readonly token: string;
  readonly stage: Stage;
}

interface Owing {
  readonly factorPassed: boolean;
  readonly mustChange: boolean;
}

/** What a sign-in owes next. The second factor comes before the change of a password: a code from an administrator alone gets nobody in. */
export async function stageOf(tx: Tx, accountId: string, role: Role, { factorPassed, mustChange }: Owing): Promise<Stage> {
  const { secondFactor } = await readPolicy(tx);
  const hasFactor = (await readFactors(tx, accountId)).any;
  if (hasFactor && !factorPassed) return 'second-factor';
  if (mustChange) return 'change-password';
  if (!hasFactor && !factorPassed && secondFactor.requiredFor.includes(role)) return 'enrol-second-factor';
  return 'active';
}

/** Administrators see when an account came in last. */
async function noteSignIn(tx: Tx, accountId: string): Promise<void> {
  await tx.db
    .update(account)
    .set({ lastSignInAt: tx.now })
    .where(and(inTenant(account, tx), eq(account.id, accountId)));
}

const newToken = (): string => randomBytes(32).toString('base64url');

/** Begin a session of an account whose password, code or identity provider has vouched for it. */
export async function startSession(
  tx: Tx,
  who: { readonly id: string; readonly role: Role },
  origin: Origin,
  owing: Owing
): Promise<SignedIn> {
  const { session: limits } = await readPolicy(tx);
  const stage = await stageOf(tx, who.id, who.role, owing);
  const token = newToken();
  await tx.db.insert(session).values({
    id: randomUUID(),
    tenantId: tenantOf(tx),
    accountId: who.id,
    tokenHash: hashOf(token),
    stage,
    createdAt: tx.now,
    lastSeenAt: tx.now,
    provedAt: tx.now,
    idleSeconds: limits.idleMinutes * 60,
    expiresAt: new Date(tx.now.getTime() + limits.absoluteHours * 3_600_000),
    address: origin.address,
    userAgent: origin.userAgent.slice(0, 300),
    ...owing
  });
  if (stage === 'active') await noteSignIn(tx, who.id);
  return { token, stage };
}

/**
 * Go on to what is owed next. Id and token are new ones: what somebody had of the stage before is worthless in this one.
 *
 * @throws ServiceError `sign-in-needed` where another request was faster
 */
export async function advanceSession(tx: Tx, user: UserSession, changes: Partial<Owing & { provedAt: Date }>): Promise<SignedIn> {
  const own = and(inTenant(session, tx), eq(session.id, user.sessionId));
  const [row] = await tx.db.select().from(session).where(own).for('update');
  if (!row) throw new ServiceError('sign-in-needed');
  const owing = {
    factorPassed: changes.factorPassed ?? row.factorPassed,
    mustChange: changes.mustChange ?? row.mustChange
  };
  const stage = await stageOf(tx, user.accountId, user.role, owing);
  const token = newToken();
  await tx.db
    .update(session)
    .set({
      id: randomUUID(),
      tokenHash: hashOf(token),
      stage,
      lastSeenAt: tx.now,
      ...owing,
      provedAt: changes.provedAt ?? row.provedAt
    })
    .where(own);
  if (stage === 'active' && row.stage !== 'active') await noteSignIn(tx, user.accountId);
  return { token, stage };
}

/** @throws ServiceError `proof-needed` where the password was typed too long ago */
export async function requireProof(tx: Tx, user: UserSession): Promise<void> {
  const [row] = await tx.db
    .select({ provedAt: session.provedAt })
    .from(session)
    .where(and(inTenant(session, tx), eq(session.id, user.sessionId)));
  if (!row?.provedAt || tx.now.getTime() - row.provedAt.getTime() > PROOF_MS) throw new ServiceError('proof-needed');
}

/** End an account's sessions, all but one (or all). @returns how many */
export async function endSessions(tx: Tx, accountId: string, exceptSessionId?: string): Promise<number> {
  const ended = await tx.db
    .delete(session)
    .where(
      and(
        inTenant(session, tx),
        eq(session.accountId, accountId),
        exceptSessionId === undefined ? undefined : ne(session.id, exceptSessionId)
      )
    )
    .returning({ id: session.id });
  return ended.length;
}

/** Sign out: this session, or all of the account. */
export async function signOut(tx: Tx, actor: Actor, user: UserSession, everywhere: boolean): Promise<void> {
  const ended = everywhere
    ? await endSessions(tx, user.accountId)
    : (
        await tx.db
          .delete(session)
          .where(and(inTenant(session, tx), eq(session.id, user.sessionId)))
          .returning()
      ).length;
  tx.audit(actor, { action: everywhere ? 'session.ended-everywhere' : 'session.ended', detail: { sessions: ended } });
}

/** An account's living sessions, last used first. */
export async function listSessions(tx: Tx, user: UserSession) {
  const rows = await tx.db
    .select()
    .from(session)
    .where(and(inTenant(session, tx), eq(session.accountId, user.accountId)))
    .orderBy(desc(session.lastSeenAt), session.id)
    .limit(200);
  const isAlive = (row: (typeof rows)[number]) =>
    row.expiresAt > tx.now && row.lastSeenAt.getTime() + row.idleSeconds * 1000 > tx.now.getTime();
  return rows.filter(isAlive).map(({ id, createdAt, lastSeenAt, expiresAt, address, userAgent, stage }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    userAgent,
    isActive: stage === 'active',
    isThis: id === user.sessionId
  }));
}

/** End one session of one's own. @throws ServiceError `not-found` for any other */
export async function endSession(tx: Tx, actor: Actor, user: UserSession, sessionId: string): Promise<void> {
  const ended = await tx.db
    .delete(session)
    .where(and(inTenant(session, tx), eq(session.accountId, user.accountId), eq(session.id, sessionId)))
    .returning({ address: session.address });
  if (ended.length === 0) throw new ServiceError('not-found');
  tx.audit(actor, { action: 'session.revoked', detail: { address: ended[0]!.address } });
}

/** Hold running sessions to limits that became stricter. For who changes the policy, in the same transaction. */
export async function applySessionLimits(tx: Tx, { session: limits }: Policy): Promise<void> {
  await tx.client.query(
    `update session set idle_seconds = least(idle_seconds, $2), expires_at = least(expires_at, created_at + make_interval(hours => $3))
     where tenant_id = $1`,
    [tenantOf(tx), limits.idleMinutes * 60, limits.absoluteHours]
  );
}
