import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, gt, lt, or } from 'drizzle-orm';
import type { Stage } from '$lib/api/contract';
import type { Actor } from '$lib/server/audit/act';
import { operator, operatorSession } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';
import { hashOf } from '$lib/server/http/caller';

/** Whichever comes first ends an operator's session. Shorter than tenants may choose for theirs. */
export const OPERATOR_IDLE_S = 15 * 60;
export const OPERATOR_SESSION_S = 8 * 3600;
/** how old `last_seen_at` may be before a request writes it again */
const TOUCH_S = 60;

/** Who is signed in at the console. */
export interface OperatorSession {
  readonly sessionId: string;
  readonly operatorId: string;
  readonly email: string;
  readonly name: string;
  readonly stage: Stage;
  readonly actor: Actor;
}

const ago = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

/** The operator as the audit records one. */
export const actorOf = (id: string, email: string, address: string): Actor => ({
  kind: 'operator',
  id,
  name: email,
  role: 'operator',
  deviceId: null,
  address
});

/** The session of a cookie's token; undefined where it has ended, never was, or its operator is disabled. */
export async function enterOperatorSession(tx: Tx, token: string, address: string): Promise<OperatorSession | undefined> {
  const [row] = await tx.db
    .select({ session: operatorSession, email: operator.email, name: operator.name, id: operator.id })
    .from(operatorSession)
    .innerJoin(operator, eq(operator.id, operatorSession.operatorId))
    .where(
      and(
        eq(operatorSession.tokenHash, hashOf(token)),
        gt(operatorSession.expiresAt, tx.now),
        gt(operatorSession.lastSeenAt, ago(tx.now, OPERATOR_IDLE_S)),
        eq(operator.state, 'active')
      )
    );
  if (!row) return undefined;
  const { id: sessionId, stage, lastSeenAt } = row.session;
  if (lastSeenAt < ago(tx.now, TOUCH_S)) {
    await tx.db.update(operatorSession).set({ lastSeenAt: tx.now }).where(eq(operatorSession.id, sessionId));
  }
  const { id, email, name } = row;
  return { sessionId, operatorId: id, email, name, stage, actor: actorOf(id, email, address) };
}

/** Begin a session; what has run out goes. @returns the cookie's token */
export async function beginOperatorSession(tx: Tx, operatorId: string, stage: Stage, address: string): Promise<string> {
  await tx.db
    .delete(operatorSession)
    .where(or(lt(operatorSession.expiresAt, tx.now), lt(operatorSession.lastSeenAt, ago(tx.now, OPERATOR_IDLE_S))));
  const token = randomBytes(32).toString('base64url');
  await tx.db.insert(operatorSession).values({
    id: randomUUID(),
    operatorId,
    tokenHash: hashOf(token),
    stage,
    createdAt: tx.now,
    lastSeenAt: tx.now,
    expiresAt: new Date(tx.now.getTime() + OPERATOR_SESSION_S * 1000),
    address
  });
  return token;
}

/** The next stage of a sign-in: another session takes the place of this one, so that no token goes on from before. */
export async function advanceSession(tx: Tx, { sessionId, operatorId }: OperatorSession, address: string): Promise<string> {
  await tx.db.delete(operatorSession).where(eq(operatorSession.id, sessionId));
  return beginOperatorSession(tx, operatorId, 'active', address);
}

/** End one session. */
export async function endOperatorSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.db.delete(operatorSession).where(eq(operatorSession.id, sessionId));
}

/** End all sessions of an operator. */
export async function endOperatorSessions(tx: Tx, operatorId: string): Promise<void> {
  await tx.db.delete(operatorSession).where(eq(operatorSession.operatorId, operatorId));
}
