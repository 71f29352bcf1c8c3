import { and, eq } from 'drizzle-orm';
import type { IssuedCode, Person } from '$lib/api/contracts/people';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { issueCode } from './activation';
import { accountToChange, administer, keepAnAdmin, keepWithinContract, targetOf, type AccountRow } from './administration';
import { readPerson } from './people';
import { asIssued } from './person-acts';
import { clearFactors, revokeAccess } from './revoke';
import { endSessions } from './sessions';
import { unlockAccount } from './throttle';

/** Put an account into a state; `formerState` is what it goes back to when that ends. */
export async function enterState(
  tx: Tx,
  row: AccountRow,
  state: AccountRow['state'],
  formerState: AccountRow['formerState'] = row.formerState
): Promise<void> {
  await tx.db
    .update(account)
    .set({ state, formerState, stateSince: tx.now, version: row.version + 1 })
    .where(and(inTenant(account, tx), eq(account.id, row.id)));
}

/** Keep an account from signing in. @throws ServiceError `not-found`, `stale`, `last-admin`, `wrong-state` */
export async function disablePerson(tx: Tx, actor: Actor, accountId: string, version: number): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, version);
  if (row.state !== 'active' && row.state !== 'invited') throw new ServiceError('wrong-state');
  await keepAnAdmin(tx, row);
  await enterState(tx, row, 'disabled', row.state);
  const sessions = await revokeAccess(tx, accountId);
  tx.audit(actor, { action: 'account.disabled', target: targetOf(row), detail: { sessionsEnded: sessions } });
  return readPerson(tx, accountId);
}

/** Let a disabled account sign in again; one that was only invited needs a new code. @throws ServiceError `not-found`, `stale`, `wrong-state`, `accounts-agreed` */
export async function enablePerson(tx: Tx, actor: Actor, accountId: string, version: number): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, version);
  if (row.state !== 'disabled') throw new ServiceError('wrong-state');
  await keepWithinContract(tx, 1);
  await enterState(tx, row, row.formerState ?? 'active', null);
  tx.audit(actor, { action: 'account.enabled', target: targetOf(row) });
  return readPerson(tx, accountId);
}

/** A new one-time code: the first for who was invited, else in the place of the password. @throws ServiceError `not-found`, `stale`, `wrong-state` */
export async function resetPerson(
  tx: Tx,
  actor: Actor,
  accountId: string,
  version: number
): Promise<{ person: Person; issued: IssuedCode }> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, version);
  if (row.state !== 'active' && row.state !== 'invited') throw new ServiceError('wrong-state');
  const issued = await issueCode(tx, actor, accountId, row.state === 'invited' ? 'activation' : 'reset');
  return { person: await readPerson(tx, accountId), issued: asIssued(issued) };
}

/** For who has lost the second factor. @throws ServiceError `not-found`, `stale`, `wrong-state` */
export async function resetSecondFactor(tx: Tx, actor: Actor, accountId: string, version: number): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, version);
  if (row.state === 'left') throw new ServiceError('wrong-state');
  const factors = await clearFactors(tx, accountId);
  const sessions = await endSessions(tx, accountId);
  tx.audit(actor, {
    action: 'account.second-factor-reset',
    target: targetOf(row),
    detail: { factorsRemoved: factors, sessionsEnded: sessions }
  });
  return readPerson(tx, accountId);
}

/** Lift the waiting time after failed sign-ins. @throws ServiceError `not-found` */
export async function unlockPerson(tx: Tx, actor: Actor, accountId: string): Promise<Person> {
  await administer(tx, actor);
  const person = await readPerson(tx, accountId);
  await unlockAccount(tx, person.email);
  tx.audit(actor, { action: 'account.unlocked', target: targetOf({ id: accountId, email: person.email }) });
  return readPerson(tx, accountId);
}
