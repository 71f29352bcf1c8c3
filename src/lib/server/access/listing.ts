import { and, asc, count, eq, ilike, inArray, or, sql, sum } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Area, AreaDetail, areasList } from '$lib/api/contracts/areas';
import type { QueryOf, ReplyOf } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import { account, accountGroup, areaGrant, device, deviceObject, processArea } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { readPolicy } from '$lib/server/tenants/policy';
import { grantsOf } from './grants';
import { rankFor, rightOf, seenBy, type Who } from './reach';

/** A text that is looked for anywhere, its wildcards taken as they are. */
export const anywhere = (text: string): string =>
  `%${text
    .normalize('NFC')
    .trim()
    .replace(/[\\%_]/g, '\\$&')}%`;

async function groupsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await tx.db
    .select({ areaId: areaGrant.areaId, name: accountGroup.name })
    .from(areaGrant)
    .innerJoin(accountGroup, and(inTenant(accountGroup, tx), eq(accountGroup.id, areaGrant.groupId)))
    .where(and(inTenant(areaGrant, tx), inArray(areaGrant.areaId, [...ids])))
    .orderBy(asc(accountGroup.name));
  const groups = new Map<string, string[]>();
  for (const { areaId, name } of rows) groups.set(areaId, [...(groups.get(areaId) ?? []), name]);
  return groups;
}

/** On which of somebody's own devices logs of these areas are. */
async function devicesOf(tx: Tx, who: Who, ids: readonly string[]): Promise<ReadonlyMap<string, Area['devices']>> {
  const rows = await tx.db
    .select({
      areaId: deviceObject.areaId,
      deviceId: device.id,
      name: device.name,
      objects: count(),
      sizeBytes: sum(deviceObject.sizeBytes).mapWith(Number)
    })
    .from(deviceObject)
    .innerJoin(
      device,
      and(inTenant(device, tx), eq(device.accountId, deviceObject.accountId), eq(device.id, deviceObject.deviceId))
    )
    .where(and(inTenant(deviceObject, tx), eq(deviceObject.accountId, who.id), inArray(deviceObject.areaId, [...ids])))
    .groupBy(deviceObject.areaId, device.id, device.name)
    .orderBy(asc(device.name));
  const devices = new Map<string, Area['devices']>();
  for (const { areaId, ...rest } of rows) devices.set(areaId!, [...(devices.get(areaId!) ?? []), rest]);
  return devices;
}

/** A page of the areas that somebody sees, by name; the cursor is the id of the last one told. */
export async function listAreas(tx: Tx, who: Who, query: QueryOf<typeof areasList>): Promise<ReplyOf<typeof areasList>> {
  const { after, limit, state, search } = query;
  const wanted = [seenBy(tx, who), eq(processArea.state, state)];
  if (search?.trim()) {
    const pattern = anywhere(search);
    wanted.push(or(ilike(processArea.name, pattern), ilike(processArea.description, pattern), ilike(account.name, pattern))!);
  }
  if (after) {
    const told = alias(processArea, 'told');
    const last = tx.db
      .select({ name: sql`lower(${told.name})`, id: told.id })
      .from(told)
      .where(and(inTenant(told, tx), sql`${told.id}::text = ${after}`));
    wanted.push(sql`(lower(${processArea.name}), ${processArea.id}) > (${last})`);
  }
  const rows = await tx.db
    .select({ area: processArea, owner: account.name, rank: rankFor(tx, who) })
    .from(processArea)
    .innerJoin(account, and(inTenant(account, tx), eq(account.id, processArea.ownerId)))
    .where(and(...wanted))
    .orderBy(sql`lower(${processArea.name})`, asc(processArea.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const items = await toAreas(tx, who, page);
  const { labels } = await readPolicy(tx);
  return { items, labels, ...(rows.length > limit ? { next: page.at(-1)!.area.id } : {}) };
}

interface Found {
  readonly area: typeof processArea.$inferSelect;
  readonly owner: string;
  readonly rank: number;
}

async function toAreas(tx: Tx, who: Who, found: readonly Found[]): Promise<Area[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ area }) => area.id);
  const groups = await groupsOf(tx, ids);
  const devices = await devicesOf(tx, who, ids);
  return found.map(({ area, owner, rank }) => ({
    areaId: area.id,
    name: area.name,
    label: area.label,
    description: area.description,
    owner: { accountId: area.ownerId, name: owner },
    groups: groups.get(area.id) ?? [],
    right: rightOf(rank),
    state: area.state,
    stateSince: area.stateSince.toISOString(),
    updatedAt: area.updatedAt.toISOString(),
    version: area.version,
    devices: devices.get(area.id) ?? []
  }));
}

/** @throws ServiceError `not-found` where it is not there for them */
export async function readArea(tx: Tx, who: Who, areaId: string): Promise<AreaDetail> {
  const found = await tx.db
    .select({ area: processArea, owner: account.name, rank: rankFor(tx, who) })
    .from(processArea)
    .innerJoin(account, and(inTenant(account, tx), eq(account.id, processArea.ownerId)))
    .where(and(eq(processArea.id, areaId), seenBy(tx, who)));
  const [area] = await toAreas(tx, who, found);
  if (!area) throw new ServiceError('not-found');
  return { ...area, createdAt: found[0]!.area.createdAt.toISOString(), grants: await grantsOf(tx, areaId) };
}
