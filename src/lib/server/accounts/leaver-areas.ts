import { ServiceError } from '$lib/model/service-errors';
import { ownedAreas, transferAll } from '$lib/server/access/holdings';
import type { Actor } from '$lib/server/audit/act';
import type { Tx } from '$lib/server/db/transaction';

/**
 * Give the areas of who goes to somebody else.
 *
 * @returns which
 * @throws ServiceError `owns-areas` where there are any and nobody was named; `not-found` where the one named cannot take them
 */
export async function handOver(tx: Tx, actor: Actor, accountId: string, to: string | undefined): Promise<string[]> {
  if (to !== undefined) return transferAll(tx, actor, accountId, to);
  const areas = await ownedAreas(tx, accountId);
  if (areas.length > 0) throw new ServiceError('owns-areas', { areas: areas.length });
  return [];
}
