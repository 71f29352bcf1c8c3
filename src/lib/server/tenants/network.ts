import type { Network, NetworkPreview } from '$lib/api/contracts/network';
import { NETWORK_LIMIT, parseRange } from '$lib/api/network-ranges';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { tenant } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { isInside } from './ranges';

/** @throws ServiceError `outside-network` */
export function refuseOutside(allowList: readonly string[], address: string): void {
  if (!isInside(allowList, address)) throw new ServiceError('outside-network');
}

/** The tenant's list as it is, and where the caller comes from. */
export async function readNetwork(tx: Tx, address: string): Promise<Network> {
  const [row] = await tx.db.select({ ranges: tenant.allowList }).from(tenant).where(inTenant(tenant, tx));
  return { ranges: row?.ranges ?? [], address };
}

/** What a list would mean, line by line. Nothing is changed. */
export function previewNetwork(lines: readonly string[], address: string): NetworkPreview {
  const read = lines.map((text) => ({ text, range: parseRange(text) }));
  const ranges = [...new Set(read.flatMap(({ range }) => (range ? [range.cidr] : [])))];
  return {
    ranges,
    lines: read.map(({ text, range }) => ({
      text,
      cidr: range?.cidr ?? null,
      note: !range
        ? ('unreadable' as const)
        : range.hadHostBits
          ? ('host-bits' as const)
          : range.bits === 0
            ? ('everywhere' as const)
            : null
    })),
    address,
    isInside: isInside(ranges, address)
  };
}

/**
 * Replace the tenant's list. It counts from the next request on.
 *
 * @param expected the list that the change was made on; `stale` where it is another by now
 * @param address the caller's own: a list that leaves it out is refused as `lock-out`
 * @returns the list as kept: canonical, each range once
 */
export async function replaceNetwork(
  tx: Tx,
  actor: Actor,
  lines: readonly string[],
  expected: readonly string[],
  address: string
): Promise<Network> {
  const preview = previewNetwork(lines, address);
  const bad = preview.lines.findIndex(({ cidr }) => cidr === null);
  if (bad >= 0) throw new ServiceError('bad-request', { at: `ranges.${bad}` });
  if (preview.ranges.length > NETWORK_LIMIT) throw new ServiceError('bad-request', { at: 'ranges' });
  const [row] = await tx.db
    .select({ ranges: tenant.allowList, name: tenant.name })
    .from(tenant)
    .where(inTenant(tenant, tx))
    .for('update');
  const before = row?.ranges ?? [];
  if (before.join() !== expected.join()) throw new ServiceError('stale');
  if (!preview.isInside) throw new ServiceError('lock-out', { address });
  await tx.db
    .update(tenant)
    .set({ allowList: [...preview.ranges] })
    .where(inTenant(tenant, tx));
  tx.audit(actor, {
    action: 'network.changed',
    target: { kind: 'tenant', id: tenantOf(tx), name: row?.name ?? '' },
    detail: { before, after: preview.ranges }
  });
  return { ranges: [...preview.ranges], address };
}
