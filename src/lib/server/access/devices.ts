import { and, asc, count, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { DEVICES_MAX, type Device, type deviceObjects, type devicePut, type devicesList } from '$lib/api/contracts/devices';
import type { BodyOf, QueryOf, ReplyOf } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { device, deviceObject, processArea, session } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { seenBy, whoOf } from './reach';

const deviceTarget = (id: string, name: string) => ({ kind: 'device', id, name });
const own = (tx: Tx, accountId: string, deviceId: string) =>
  and(inTenant(device, tx), eq(device.accountId, accountId), eq(device.id, deviceId));
const objectsOn = (tx: Tx, accountId: string, deviceId: string) =>
  and(inTenant(deviceObject, tx), eq(deviceObject.accountId, accountId), eq(deviceObject.deviceId, deviceId));

/** A page of somebody's own devices, the one seen last first; the cursor is how many were told. */
export async function listDevices(
  tx: Tx,
  actor: Actor,
  { after, limit }: QueryOf<typeof devicesList>
): Promise<ReplyOf<typeof devicesList>> {
  const { id: accountId } = whoOf(actor);
  const offset = /^\d{1,4}$/.test(after ?? '') ? Number(after) : 0;
  const rows = await tx.db
    .select({
      device,
      objects: count(deviceObject.objectId),
      sizeBytes: sql<number>`coalesce(sum(${deviceObject.sizeBytes}), 0)`.mapWith(Number)
    })
    .from(device)
    .leftJoin(
      deviceObject,
      and(inTenant(deviceObject, tx), eq(deviceObject.accountId, device.accountId), eq(deviceObject.deviceId, device.id))
    )
    .where(and(inTenant(device, tx), eq(device.accountId, accountId)))
    .groupBy(device.tenantId, device.accountId, device.id)
    .orderBy(desc(device.lastSeenAt), asc(device.id))
    .offset(offset)
    .limit(limit + 1);
  const items = rows
    .slice(0, limit)
    .map(({ device: { id, name, platform, createdAt, lastSeenAt }, objects, sizeBytes }): Device => ({
      deviceId: id,
      name,
      platform,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      objects,
      sizeBytes,
      isThis: id === actor.deviceId
    }));
  return { items, ...(rows.length > limit ? { next: String(offset + limit) } : {}) };
}

/** One account keeps so many: the one unseen for longest makes room. */
async function makeRoom(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const surplus = await tx.db
    .select({ id: device.id, name: device.name })
    .from(device)
    .where(and(inTenant(device, tx), eq(device.accountId, accountId)))
    .orderBy(desc(device.lastSeenAt), asc(device.id))
    .offset(DEVICES_MAX - 1);
  for (const { id, name } of surplus) {
    await tx.db.delete(device).where(own(tx, accountId, id));
    tx.audit(actor, { action: 'device.removed', target: deviceTarget(id, name), detail: { because: 'too-many' } });
  }
}

/**
 * Register the browser that asks (it says its platform), or rename a device.
 *
 * @throws ServiceError `not-found` where a device that is not there is only renamed
 */
export async function putDevice(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  deviceId: string,
  { name, platform }: BodyOf<typeof devicePut>
): Promise<ReplyOf<typeof devicePut>> {
  const { id: accountId } = whoOf(actor);
  const [row] = await tx.db
    .select()
    .from(device)
    .where(own(tx, accountId, deviceId))
    .for('update');
  if (!row && platform === undefined) throw new ServiceError('not-found');
  const now = name ?? row?.name ?? platform!;
  if (row) {
    const seen = platform === undefined ? {} : { platform, lastSeenAt: tx.now };
    await tx.db
      .update(device)
      .set({ name: now, ...seen })
      .where(own(tx, accountId, deviceId));
    if (now !== row.name) {
      const detail = { before: row.name, after: now };
      tx.audit(actor, { action: 'device.renamed', target: deviceTarget(deviceId, now), detail });
    }
  } else {
    await makeRoom(tx, actor, accountId);
    const made = { tenantId: tenantOf(tx), accountId, id: deviceId, name: now, platform: platform! };
    // two tabs of a browser may register it at once
    const added = await tx.db
      .insert(device)
      .values({ ...made, createdAt: tx.now, lastSeenAt: tx.now })
      .onConflictDoNothing()
      .returning({ id: device.id });
    if (added.length > 0) tx.audit(actor, { action: 'device.registered', target: deviceTarget(deviceId, now) });
  }
  if (platform !== undefined && actor.deviceId !== deviceId) {
    await tx.db
      .update(session)
      .set({ deviceId })
      .where(and(inTenant(session, tx), eq(session.id, sessionId)));
  }
  return { deviceId, name: now };
}

/** @throws ServiceError `not-found` where the caller has no such device */
export async function removeDevice(tx: Tx, actor: Actor, sessionId: string, deviceId: string): Promise<void> {
  const { id: accountId } = whoOf(actor);
  const [gone] = await tx.db
    .delete(device)
    .where(own(tx, accountId, deviceId))
    .returning({ name: device.name });
  if (!gone) throw new ServiceError('not-found');
  const onIt = and(inTenant(session, tx), eq(session.accountId, accountId), eq(session.deviceId, deviceId));
  const ended = await tx.db
    .delete(session)
    .where(and(onIt, ne(session.id, sessionId)))
    .returning({ id: session.id });
  await tx.db.update(session).set({ deviceId: null }).where(onIt);
  const target = deviceTarget(deviceId, gone.name);
  tx.audit(actor, { action: 'device.removed', target, detail: { sessionsEnded: ended.length } });
}

/**
 * Take what lies on a device, in place of what was said before. An area that the caller does not see is not kept.
 *
 * @throws ServiceError `not-found` where the caller has no such device, `bad-request` on an object named twice
 */
export async function reportObjects(
  tx: Tx,
  actor: Actor,
  deviceId: string,
  { objects }: BodyOf<typeof deviceObjects>
): Promise<void> {
  const who = whoOf(actor);
  const [row] = await tx.db
    .select()
    .from(device)
    .where(own(tx, who.id, deviceId))
    .for('update');
  if (!row) throw new ServiceError('not-found');
  if (new Set(objects.map(({ objectId }) => objectId)).size < objects.length)
    throw new ServiceError('bad-request', { at: 'objects' });
  const asked = [...new Set(objects.flatMap(({ areaId }) => areaId ?? []))];
  const seen = asked.length
    ? await tx.db
        .select({ id: processArea.id })
        .from(processArea)
        .where(and(inArray(processArea.id, asked), seenBy(tx, who)))
        .for('share')
    : [];
  const areas = new Set(seen.map(({ id }) => id));
  const placeOf = (areaId: string | null): string | null => (areaId !== null && areas.has(areaId) ? areaId : null);

  const before = await tx.db
    .delete(deviceObject)
    .where(objectsOn(tx, who.id, deviceId))
    .returning({ id: deviceObject.objectId, areaId: deviceObject.areaId });
  if (objects.length > 0) {
    await tx.db.insert(deviceObject).values(
      objects.map(({ objectId, sizeBytes, areaId, updatedAt }) => ({
        tenantId: tenantOf(tx),
        accountId: who.id,
        deviceId,
        objectId,
        sizeBytes,
        updatedAt: new Date(updatedAt),
        areaId: placeOf(areaId)
      }))
    );
  }
  await tx.db
    .update(device)
    .set({ reportedAt: tx.now, lastSeenAt: tx.now })
    .where(own(tx, who.id, deviceId));

  // growing by a note is no act; what came, went, or has another place is
  const was = new Map(before.map(({ id, areaId }) => [id, areaId]));
  const added = objects.filter(({ objectId }) => !was.has(objectId)).length;
  const moved = objects.filter(({ objectId, areaId }) => was.has(objectId) && was.get(objectId) !== placeOf(areaId)).length;
  const removed = was.size - (objects.length - added);
  if (added + moved + removed === 0) return;
  const detail = { objects: objects.length, added, removed, moved };
  tx.audit(actor, { action: 'device.objects-changed', target: deviceTarget(deviceId, row.name), detail });
}
