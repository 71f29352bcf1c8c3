import { randomUUID } from 'node:crypto';
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Operator } from '$lib/api/contracts/operator-operators';
import { ServiceError } from '$lib/model/service-errors';
import { hashOfCode, randomCode } from '$lib/server/accounts/codes';
import type { Actor } from '$lib/server/audit/act';
import { operator } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';
import { endOperatorSessions } from './session';
import { codeEnd } from './set-up';

/** 125 bits */
const GROUPS = 5;

type OperatorRow = typeof operator.$inferSelect;

const targetOf = ({ id, email }: { readonly id: string; readonly email: string }) => ({ kind: 'operator', id, name: email });

/** All operators; of secrets only whether they are set. */
export async function listOperators(tx: Tx): Promise<Operator[]> {
  const rows = await tx.db.select().from(operator).orderBy(asc(operator.email));
  return rows.map(({ id, email, name, state, totpConfirmed, createdAt }) => ({
    operatorId: id,
    email,
    name,
    state,
    hasSecondFactor: totpConfirmed,
    createdAt: createdAt.toISOString()
  }));
}

interface Issued {
  readonly email: string;
  readonly code: string;
  readonly expiresAt: string;
}

async function issue(tx: Tx, { id, email }: { readonly id: string; readonly email: string }): Promise<Issued> {
  const code = randomCode(GROUPS);
  const expiresAt = codeEnd(tx.now);
  await tx.db
    .update(operator)
    .set({ codeHash: new Uint8Array(hashOfCode(code)), codeExpiresAt: expiresAt })
    .where(eq(operator.id, id));
  return { email, code, expiresAt: expiresAt.toISOString() };
}

/** Another operator, with a one-time code to come in by. @throws ServiceError `conflict` where the address is taken */
export async function createOperator(
  tx: Tx,
  actor: Actor,
  given: { readonly email: string; readonly name: string }
): Promise<Issued> {
  const row = { id: randomUUID(), ...given, createdAt: tx.now };
  const made = await tx.db.insert(operator).values(row).onConflictDoNothing().returning();
  if (made.length === 0) throw new ServiceError('conflict', { at: 'email' });
  tx.audit(actor, { action: 'operator.created', target: targetOf(row) });
  return issue(tx, row);
}

async function ownRow(tx: Tx, operatorId: string): Promise<OperatorRow> {
  const [row] = await tx.db.select().from(operator).where(eq(operator.id, operatorId)).for('update');
  if (!row) throw new ServiceError('not-found');
  return row;
}

/** One operator must remain who can sign in. All rows are locked, so that two who disable one another are counted one by one. */
async function keepAnOperator(tx: Tx, operatorId: string): Promise<void> {
  const active = await tx.db.select({ id: operator.id }).from(operator).where(eq(operator.state, 'active')).for('update');
  if (active.every(({ id }) => id === operatorId)) throw new ServiceError('last-operator');
}

/** A code to come in by again: password and second factor are gone, sessions ended. Not for oneself: one cannot reset what one signs in by. */
export async function resetOperator(tx: Tx, actor: Actor, operatorId: string): Promise<Issued> {
  if (actor.id === operatorId) throw new ServiceError('forbidden');
  const row = await ownRow(tx, operatorId);
  if (row.state === 'disabled') throw new ServiceError('wrong-state');
  await tx.db
    .update(operator)
    .set({ passwordHash: null, totpSecret: null, totpConfirmed: false, state: 'invited', version: row.version + 1 })
    .where(eq(operator.id, operatorId));
  await endOperatorSessions(tx, operatorId);
  tx.audit(actor, { action: 'operator.reset', target: targetOf(row) });
  return issue(tx, row);
}

/** Disable an operator, or let one in again (with the password and second factor of before). */
export async function setOperatorState(tx: Tx, actor: Actor, operatorId: string, isEnabled: boolean): Promise<void> {
  if (!isEnabled) await keepAnOperator(tx, operatorId);
  const row = await ownRow(tx, operatorId);
  const state = isEnabled ? (row.passwordHash === null ? 'invited' : 'active') : 'disabled';
  await tx.db
    .update(operator)
    .set({ state, codeHash: null, version: row.version + 1 })
    .where(and(eq(operator.id, operatorId), ne(operator.state, state)));
  await endOperatorSessions(tx, operatorId);
  tx.audit(actor, { action: isEnabled ? 'operator.enabled' : 'operator.disabled', target: targetOf(row) });
}
