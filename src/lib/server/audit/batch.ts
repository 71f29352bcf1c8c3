import { and, eq, inArray, sql } from 'drizzle-orm';
import type * as v from 'valibot';
import type { auditBatch, ClientEntry } from '$lib/api/contracts/audit';
import { ServiceError } from '$lib/model/service-errors';
import { equalBytes, hashBytes, type Hash } from '$lib/proof/hashing';
import { auditUpload } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import type { Sealer } from '$lib/server/keys/sealer';
import type { AuditAct } from './act';
import { appendAudit } from './append';
import { signTree } from './signing';

type Batch = v.InferOutput<typeof auditBatch.body>;
type Placed = v.InferOutput<typeof auditBatch.reply>;

/** Over the entry as it was sent, keys in order: the same entry has the same hash, whoever sends it again. */
function hashOf(entry: ClientEntry): Hash {
  const pairs = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  return hashBytes(new TextEncoder().encode(JSON.stringify(pairs)));
}

function actOf({ seq, at, action, logId, result, ...rest }: ClientEntry): AuditAct {
  return {
    action,
    ...(result ? { result } : {}),
    ...(logId ? { target: { kind: 'log', id: logId, name: '' } } : {}),
    detail: { ...rest, deviceSeq: seq, deviceAt: at }
  };
}

/**
 * Record acts on a device, as its client tells them. Idempotent by (account, device, seq): an entry that came before is not recorded again.
 *
 * @returns each entry's place in the tree, in the order of the batch, and the tree's signed state
 * @throws ServiceError `conflict` where a number of the device was told before, or is told twice, with other content
 */
export async function recordBatch(tx: Tx, user: UserSession, sealer: Sealer, { deviceId, entries }: Batch): Promise<Placed> {
  const actor = { ...user.actor, deviceId };
  const told = new Map<number, { readonly entry: ClientEntry; readonly hash: Hash }>();
  for (const entry of entries) {
    const hash = hashOf(entry);
    const same = told.get(entry.seq);
    if (same && !equalBytes(same.hash, hash)) throw new ServiceError('conflict', { seq: entry.seq });
    told.set(entry.seq, { entry, hash });
  }
  // one batch of a device at a time: which of its entries are known cannot change meanwhile
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${user.accountId}/${deviceId}`}, 0))`);
  const known = await tx.db
    .select()
    .from(auditUpload)
    .where(
      and(
        inTenant(auditUpload, tx),
        eq(auditUpload.accountId, user.accountId),
        eq(auditUpload.deviceId, deviceId),
        inArray(auditUpload.deviceSeq, [...told.keys()])
      )
    );
  const places = new Map<number, number>();
  for (const { deviceSeq, hash, seq } of known) {
    if (!equalBytes(hash, told.get(deviceSeq)!.hash)) throw new ServiceError('conflict', { seq: deviceSeq });
    places.set(deviceSeq, seq);
  }
  const fresh = [...told.values()].filter(({ entry }) => !places.has(entry.seq));
  if (fresh.length > 0) {
    const acts = fresh.map(({ entry }) => ({ actor, act: actOf(entry) }));
    const first = await appendAudit(tx.client, tenantOf(tx), tx.now, acts);
    const rows = fresh.map(({ entry, hash }, index) => ({
      tenantId: tenantOf(tx),
      accountId: user.accountId,
      deviceId,
      deviceSeq: entry.seq,
      hash,
      seq: first + index
    }));
    await tx.db.insert(auditUpload).values(rows);
    for (const { deviceSeq, seq } of rows) places.set(deviceSeq, seq);
  }
  const { checkpoint, key } = await signTree(tx, sealer);
  return { checkpoint, key, positions: entries.map(({ seq }) => ({ seq, index: places.get(seq)! })) };
}
