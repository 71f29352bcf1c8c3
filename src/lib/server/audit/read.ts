import { and, asc, desc, eq, gte, ilike, lt, max, min, or, sql, type SQL } from 'drizzle-orm';
import type { AuditQuery, AuditRange, AuditRow } from '$lib/api/contracts/audit';
import { toHex } from '$lib/proof/byte-text';
import { auditEntry } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

export type StoredEntry = typeof auditEntry.$inferSelect;

/** A pattern that finds a text anywhere, as it is written. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const inTime = ({ from, to }: AuditRange): (SQL | undefined)[] => [
  from === undefined ? undefined : gte(auditEntry.at, new Date(from)),
  to === undefined ? undefined : lt(auditEntry.at, new Date(to))
];

function containing(text: string | undefined): SQL | undefined {
  if (!text) return undefined;
  const { actorName, action, targetName, targetId, address, detail } = auditEntry;
  const pattern = anywhere(text);
  const columns = [actorName, action, targetName, targetId, address].map((column) => ilike(column, pattern));
  return or(...columns, sql`${detail}::text ilike ${pattern}`);
}

/** An entry as the API gives it. */
function rowOf({ tenantId: _, at, leafHash, ...entry }: StoredEntry): AuditRow {
  return { ...entry, at: at.toISOString(), detail: entry.detail as AuditRow['detail'], leafHash: toHex(leafHash) };
}

/** A page of the entered tenant's audit, newest first. `next` is the number of the last entry on it. */
export async function listAudit(tx: Tx, query: AuditQuery): Promise<{ items: AuditRow[]; next?: string }> {
  const after = query.after === undefined ? undefined : Number(query.after);
  const rows = await tx.db
    .select()
    .from(auditEntry)
    .where(
      and(
        inTenant(auditEntry, tx),
        ...inTime(query),
        after === undefined || !Number.isSafeInteger(after) ? undefined : lt(auditEntry.seq, after),
        query.actor ? ilike(auditEntry.actorName, anywhere(query.actor)) : undefined,
        query.action ? eq(auditEntry.action, query.action) : undefined,
        query.result ? eq(auditEntry.result, query.result) : undefined,
        containing(query.text)
      )
    )
    .orderBy(desc(auditEntry.seq))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit).map(rowOf);
  return rows.length > query.limit ? { items, next: String(items.at(-1)!.seq) } : { items };
}

/** The entries `begin <= seq < end` of a time. Those between its first and its last are all in, whatever their clock said. */
export async function entriesOf(tx: Tx, range: AuditRange): Promise<{ begin: number; end: number }> {
  const [found] = await tx.db
    .select({ first: min(auditEntry.seq), last: max(auditEntry.seq) })
    .from(auditEntry)
    .where(and(inTenant(auditEntry, tx), ...inTime(range)));
  const { first, last } = found ?? {};
  return typeof first === 'number' && typeof last === 'number' ? { begin: first, end: last + 1 } : { begin: 0, end: 0 };
}

/** Entries from `begin` on, before `end`, at most `limit`, in order. */
export async function readEntries(tx: Tx, begin: number, end: number, limit: number): Promise<StoredEntry[]> {
  return await tx.db
    .select()
    .from(auditEntry)
    .where(and(inTenant(auditEntry, tx), gte(auditEntry.seq, begin), lt(auditEntry.seq, end)))
    .orderBy(asc(auditEntry.seq))
    .limit(limit);
}
