import { and, asc, eq, gte, inArray, lt, or } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import { toHex } from '$lib/proof/byte-text';
import type { Hash } from '$lib/proof/hashing';
import { consistencyRanges, inclusionRanges, type LeafRange } from '$lib/proof/tree-proofs';
import { nodesOfRange, TreeRange, type TreeNode } from '$lib/proof/tree-range';
import { auditEntry, auditNode, auditTree } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** Subtrees below this level are not kept, but computed of their leaves. See [Note: Audit store]. */
const KEPT_LEVEL = 4;

const nameOf = ({ level, index }: TreeNode): string => `${level}/${index}`;

async function keptHashes(tx: Tx, nodes: readonly TreeNode[]): Promise<Map<string, Hash>> {
  const byLevel = new Map<number, number[]>();
  for (const { level, index } of nodes) byLevel.set(level, [...(byLevel.get(level) ?? []), index]);
  if (byLevel.size === 0) return new Map();
  const wanted = [...byLevel].map(([level, indices]) => and(eq(auditNode.level, level), inArray(auditNode.index, indices)));
  const rows = await tx.db
    .select()
    .from(auditNode)
    .where(and(inTenant(auditNode, tx), or(...wanted)));
  return new Map(rows.map((row) => [nameOf(row), row.hash]));
}

async function hashFromLeaves(tx: Tx, { level, index }: TreeNode): Promise<Hash> {
  const begin = index * 2 ** level;
  const rows = await tx.db
    .select({ leaf: auditEntry.leafHash })
    .from(auditEntry)
    .where(and(inTenant(auditEntry, tx), gte(auditEntry.seq, begin), lt(auditEntry.seq, begin + 2 ** level)))
    .orderBy(asc(auditEntry.seq));
  const range = new TreeRange(begin);
  for (const { leaf } of rows) range.append(leaf);
  return range.root();
}

/** The hashes of the fewest subtrees that cover each range of leaves of the entered tenant's tree. Reads O(log size) rows. */
export async function rangesOf(tx: Tx, ranges: readonly LeafRange[]): Promise<TreeRange[]> {
  const nodes = ranges.map(({ begin, end }) => nodesOfRange(begin, end));
  const kept = await keptHashes(
    tx,
    nodes.flat().filter(({ level }) => level >= KEPT_LEVEL)
  );
  const told: TreeRange[] = [];
  for (const [place, { begin, end }] of ranges.entries()) {
    const hashes: Hash[] = [];
    for (const node of nodes[place]!) hashes.push(kept.get(nameOf(node)) ?? (await hashFromLeaves(tx, node)));
    told.push(new TreeRange(begin, end, hashes));
  }
  return told;
}

async function sizeOf(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ size: auditTree.size }).from(auditTree).where(inTenant(auditTree, tx));
  return row?.size ?? 0;
}

/** @throws ServiceError `not-found` where the tree was never of that size */
export async function proveConsistency(tx: Tx, { from, size }: { from: number; size: number }): Promise<{ proof: string[] }> {
  if (from > size || size > (await sizeOf(tx))) throw new ServiceError('not-found');
  if (from === 0) return { proof: [] };
  const ranges = await rangesOf(tx, consistencyRanges(from, size));
  return { proof: ranges.map((range) => toHex(range.root())) };
}

/** @throws ServiceError `not-found` where the tree was never of that size, or has no such entry */
export async function proveInclusion(
  tx: Tx,
  { seq, size }: { seq: number; size: number }
): Promise<{ leafHash: string; proof: string[] }> {
  if (seq >= size || size > (await sizeOf(tx))) throw new ServiceError('not-found');
  const [row] = await tx.db
    .select({ leaf: auditEntry.leafHash })
    .from(auditEntry)
    .where(and(inTenant(auditEntry, tx), eq(auditEntry.seq, seq)));
  const ranges = await rangesOf(tx, inclusionRanges(seq, size));
  return { leafHash: toHex(row!.leaf), proof: ranges.map((range) => toHex(range.root())) };
}
