import { and, count, eq } from 'drizzle-orm';
import type { BodyOf, ReplyOf } from '$lib/api/contract';
import type { Person, personDelete, personHoldings, personLeave, personRestore } from '$lib/api/contracts/people';
import { ServiceError } from '$lib/model/service-errors';
import { ownedAreas, transferBack } from '$lib/server/access/holdings';
import type { Actor } from '$lib/server/audit/act';
import { groupMember, leaver, session } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { accountToChange, administer, keepAnAdmin, keepWithinContract, targetOf } from './administration';
import { handOver } from './leaver-areas';
import { readPerson } from './people';
import { enterState } from './person-state';
import { erase } from './purge';
import { revokeAccess } from './revoke';

/** How long somebody who left can come back. */
export const LEAVER_DAYS = 30;

/** What somebody would leave behind. @throws ServiceError `not-found` */
export async function holdingsOf(tx: Tx, accountId: string): Promise<ReplyOf<typeof personHoldings>> {
  await readPerson(tx, accountId);
  const [sessions] = await tx.db
    .select({ n: count() })
    .from(session)
    .where(and(inTenant(session, tx), eq(session.accountId, accountId)));
  const [groups] = await tx.db
    .select({ n: count() })
    .from(groupMember)
    .where(and(inTenant(groupMember, tx), eq(groupMember.accountId, accountId)));
  return { areas: await ownedAreas(tx, accountId), sessions: sessions!.n, groups: groups!.n };
}

/**
 * Somebody leaves: their process areas get a new owner, and sessions and codes end with this transaction. Groups and grants stay in the store but
 * count for nothing, so that within 30 days coming back is one act.
 *
 * @throws ServiceError `not-found`, `stale`, `wrong-state`, `last-admin`; `owns-areas` where nobody was named to take them over
 */
export async function letLeave(tx: Tx, actor: Actor, accountId: string, given: BodyOf<typeof personLeave>): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, given.version);
  const formerState = row.state;
  if (formerState === 'left' || formerState === 'deleted') throw new ServiceError('wrong-state');
  await keepAnAdmin(tx, row);
  const areaIds = await handOver(tx, actor, accountId, given.areasTo);
  await enterState(tx, row, 'left');
  const sessions = await revokeAccess(tx, accountId);
  const purgeAt = new Date(tx.now.getTime() + LEAVER_DAYS * 86_400_000);
  await tx.db.insert(leaver).values({
    tenantId: tenantOf(tx),
    accountId,
    leftAt: tx.now,
    purgeAt,
    formerState,
    areasTo: areaIds.length > 0 ? given.areasTo! : null,
    areaIds
  });
  tx.audit(actor, {
    action: 'account.left',
    target: targetOf(row),
    detail: { sessionsEnded: sessions, areas: areaIds.length, areasTo: given.areasTo ?? null, purgeAt: purgeAt.toISOString() }
  });
  return readPerson(tx, accountId);
}

/**
 * Somebody who left comes back, in the state, groups and rights as they were. Sessions and codes do not.
 *
 * @throws ServiceError `not-found`, `stale`; `wrong-state` for who has not left, or too long ago; `accounts-agreed`
 */
export async function restorePerson(
  tx: Tx,
  actor: Actor,
  accountId: string,
  given: BodyOf<typeof personRestore>
): Promise<Person> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, given.version);
  const own = and(inTenant(leaver, tx), eq(leaver.accountId, accountId));
  const [left] = await tx.db.select().from(leaver).where(own);
  if (row.state !== 'left' || !left || left.purgeAt <= tx.now) throw new ServiceError('wrong-state');
  if (left.formerState !== 'disabled') await keepWithinContract(tx, 1);
  await enterState(tx, row, left.formerState);
  await tx.db.delete(leaver).where(own);
  const areas = given.areasBack && left.areasTo ? await transferBack(tx, actor, left.areaIds, left.areasTo, accountId) : [];
  tx.audit(actor, {
    action: 'account.restored',
    target: targetOf(row),
    detail: { state: left.formerState, areas: areas.length }
  });
  return readPerson(tx, accountId);
}

/**
 * Delete an account for good.
 *
 * @throws ServiceError `not-found`, `stale`, `last-admin`; `owns-areas` where nobody was named to take the areas over
 */
export async function deletePerson(tx: Tx, actor: Actor, accountId: string, given: BodyOf<typeof personDelete>): Promise<void> {
  await administer(tx, actor);
  const row = await accountToChange(tx, accountId, given.version);
  await keepAnAdmin(tx, row);
  const areas = await handOver(tx, actor, accountId, given.areasTo);
  const sessions = await revokeAccess(tx, accountId);
  await erase(tx, row);
  tx.audit(actor, {
    action: 'account.deleted',
    target: targetOf(row),
    detail: { sessionsEnded: sessions, areas: areas.length, areasTo: given.areasTo ?? null }
  });
}
