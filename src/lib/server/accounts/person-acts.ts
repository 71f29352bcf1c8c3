import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { BodyOf } from '$lib/api/contract';
import type { IssuedCode, Person, personCreate, personEdit } from '$lib/api/contracts/people';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { changesOf } from '$lib/server/audit/changes';
import { account } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { issueCode } from './activation';
import { accountToChange, administer, keepAnAdmin, keepWithinContract, targetOf, unlessTaken } from './administration';
import { groupIdsOf, groupNames, setGroups } from './membership';
import { readPerson } from './people';

/** @throws ServiceError `bad-request` where there is no such time zone */
export function checkZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new ServiceError('bad-request', { at: 'zone' });
  }
}

/** A code as it travels. */
export const asIssued = ({ code, expiresAt }: { code: string; expiresAt: Date }): IssuedCode => ({
  code,
  expiresAt: expiresAt.toISOString()
});

/**
 * Create an account. It has no password: its holder sets one with the code.
 *
 * @throws ServiceError `conflict` where the address is in use, `not-found` for a group that is not there, `accounts-agreed`
 */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  given: BodyOf<typeof personCreate>
): Promise<{ person: Person; issued: IssuedCode }> {
  await administer(tx, actor);
  checkZone(given.zone);
  await keepWithinContract(tx, 1);
  const groups = await groupNames(tx, given.groupIds);
  const { groupIds, ...columns } = given;
  const id = randomUUID();
  const row = { id, tenantId: tenantOf(tx), ...columns, createdAt: tx.now, stateSince: tx.now };
  await unlessTaken('email', tx.db.insert(account).values(row));
  await setGroups(tx, id, groupIds);
  tx.audit(actor, {
    action: 'account.created',
    target: targetOf(row),
    detail: { name: given.name, role: given.role, groups, language: given.language, zone: given.zone }
  });
  const issued = asIssued(await issueCode(tx, actor, id, 'activation'));
  return { person: await readPerson(tx, id), issued };
}

/**
 * Change what is given of an account. A change of role counts from the next request on.
 *
 * @throws ServiceError `not-found`, `stale`, `conflict`, `last-admin`, `wrong-state` for who has left
 */
export async function editPerson(tx: Tx, actor: Actor, accountId: string, given: BodyOf<typeof personEdit>): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, given.version);
  if (row.state === 'left') throw new ServiceError('wrong-state');
  if (given.zone !== undefined) checkZone(given.zone);
  if (given.role !== undefined && given.role !== 'admin') await keepAnAdmin(tx, row);

  const oldGroups = await groupIdsOf(tx, accountId);
  const { groupIds = oldGroups } = given;
  const before = { ...named(row), groups: await groupNames(tx, oldGroups) };
  const columns = {
    email: given.email ?? row.email,
    name: given.name ?? row.name,
    role: given.role ?? row.role,
    language: given.language ?? row.language,
    zone: given.zone ?? row.zone
  };
  const detail = changesOf(before, { ...columns, groups: await groupNames(tx, groupIds) });
  if (Object.keys(detail).length === 0) return readPerson(tx, accountId);

  await unlessTaken(
    'email',
    tx.db
      .update(account)
      .set({ ...columns, version: row.version + 1 })
      .where(and(inTenant(account, tx), eq(account.id, accountId)))
  );
  if (given.groupIds) await setGroups(tx, accountId, groupIds);
  tx.audit(actor, { action: 'account.changed', target: targetOf(row), detail });
  return readPerson(tx, accountId);
}

const named = ({ email, name, role, language, zone }: { [K in 'email' | 'name' | 'role' | 'language' | 'zone']: string }) => ({
  email,
  name,
  role,
  language,
  zone
});
