/** Which areas somebody reaches, and with which right, as one expression of the store. See [Note: Rights] in `api/rights.ts`. */
import { and, eq, gt, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { AREA_UNDO_DAYS, mayDo, RIGHT_BOUND, RIGHTS, rankOf, type AreaAct, type AreaState, type Right } from '$lib/api/rights';
import type { Role } from '$lib/api/shapes';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { areaGrant, groupMember, processArea } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

export type AreaRow = typeof processArea.$inferSelect;

/** A signed-in user, as rights see them. */
export interface Who {
  readonly id: string;
  readonly role: Role;
}

/** @throws Error where no user acts: a fault of the program */
export function whoOf(actor: Actor): Who {
  if (actor.kind !== 'user' || actor.id === null) throw new Error('a user must act here');
  return { id: actor.id, role: actor.role as Role };
}

const OWNER_RANK = rankOf('manage');
export const targetOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({ kind: 'area', id, name });
export const rightOf = (rank: number): Right | null => RIGHTS[rank - 1] ?? null;

/** Deleted areas that can still come back were deleted after this. */
export const undoableSince = (tx: Tx): Date => new Date(tx.now.getTime() - AREA_UNDO_DAYS * 86_400_000);

/** The right of somebody to the row of `process_area` at hand, as its rank; 0 = none. */
export function rankFor(tx: Tx, { id, role }: Who): SQL<number> {
  const groups = tx.db
    .select({ id: groupMember.groupId })
    .from(groupMember)
    .where(and(inTenant(groupMember, tx), eq(groupMember.accountId, id)));
  const names = sql.join(
    RIGHTS.map((right) => sql`${right}`),
    sql`, `
  );
  const highest = tx.db
    .select({ rank: sql<number>`max(array_position(array[${names}]::text[], ${areaGrant.access}))` })
    .from(areaGrant)
    .where(
      and(
        inTenant(areaGrant, tx),
        eq(areaGrant.areaId, processArea.id),
        or(eq(areaGrant.accountId, id), inArray(areaGrant.groupId, groups))
      )
    );
  const bound = rankOf(RIGHT_BOUND[role]);
  const unbounded = sql`case when ${processArea.ownerId} = ${id} then ${OWNER_RANK}::int else coalesce((${highest}), 0) end`;
  return sql<number>`least(${unbounded}, ${bound}::int)`.mapWith(Number);
}

/** The areas that are there for somebody. What is not is as if it did not exist. */
export function seenBy(tx: Tx, who: Who): SQL {
  const isThere = or(ne(processArea.state, 'deleted'), gt(processArea.stateSince, undoableSince(tx)));
  if (who.role === 'admin') return and(inTenant(processArea, tx), isThere)!;
  const isOwnersAlone = or(ne(processArea.state, 'deleted'), eq(processArea.ownerId, who.id));
  return and(inTenant(processArea, tx), isThere, isOwnersAlone, gt(rankFor(tx, who), 0))!;
}

/**
 * Find an area to change and lock it.
 *
 * @param states in which the act makes sense
 * @throws ServiceError `not-found` where it is not there for the actor, `forbidden`, `stale`, `wrong-state`
 */
export async function areaToChange(
  tx: Tx,
  actor: Actor,
  areaId: string,
  { act, version, states }: { readonly act: AreaAct; readonly version: number; readonly states: readonly AreaState[] }
): Promise<AreaRow> {
  const who = whoOf(actor);
  const [found] = await tx.db
    .select({ area: processArea, rank: rankFor(tx, who) })
    .from(processArea)
    .where(and(eq(processArea.id, areaId), seenBy(tx, who)))
    .for('update', { of: processArea });
  if (!found) throw new ServiceError('not-found');
  const { area, rank } = found;
  if (!mayDo(act, rightOf(rank), area.ownerId === who.id, who.role)) throw new ServiceError('forbidden');
  if (area.version !== version) throw new ServiceError('stale');
  if (!states.includes(area.state)) throw new ServiceError('wrong-state');
  return area;
}

type AreaColumns = Partial<Pick<AreaRow, 'name' | 'label' | 'description' | 'ownerId' | 'state' | 'stateSince'>>;

/** Write a locked area. @throws ServiceError `conflict` where its name is in use */
export async function writeArea(tx: Tx, area: AreaRow, columns: AreaColumns): Promise<{ areaId: string; version: number }> {
  const version = area.version + 1;
  await unlessNamed(
    tx.db
      .update(processArea)
      .set({ ...columns, version, updatedAt: tx.now })
      .where(and(inTenant(processArea, tx), eq(processArea.id, area.id)))
  );
  return { areaId: area.id, version };
}

/** @throws ServiceError `conflict` where another area has the name */
export async function unlessNamed(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; constraint?: string } };
    if (cause?.code === '23505' && cause.constraint === 'process_area_name') throw new ServiceError('conflict', { at: 'name' });
    throw error;
  }
}
