import { randomUUID } from 'node:crypto';
import { and, count, eq, ilike, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { BodyOf, QueryOf, ReplyOf } from '$lib/api/contract';
import type { Group, groupMembers, groupMembersChange, groupsList } from '$lib/api/contracts/groups';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, accountGroup, groupMember } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { administer, unlessTaken } from './administration';
import { joinGroups } from './membership';
import { containing } from './people';

type GroupRow = typeof accountGroup.$inferSelect;

const targetOf = ({ id, name }: Pick<GroupRow, 'id' | 'name'>) => ({ kind: 'group', id, name });

async function describe(tx: Tx, rows: readonly GroupRow[]): Promise<Group[]> {
  if (rows.length === 0) return [];
  const counted = await tx.db
    .select({ id: groupMember.groupId, n: count() })
    .from(groupMember)
    .where(
      and(
        inTenant(groupMember, tx),
        inArray(
          groupMember.groupId,
          rows.map(({ id }) => id)
        )
      )
    )
    .groupBy(groupMember.groupId);
  const members = new Map(counted.map(({ id, n }) => [id, n]));
  return rows.map(({ id, name, version }) => ({ groupId: id, name, version, members: members.get(id) ?? 0 }));
}

async function groupToChange(tx: Tx, groupId: string, version: number): Promise<GroupRow> {
  const [row] = await tx.db
    .select()
    .from(accountGroup)
    .where(and(inTenant(accountGroup, tx), eq(accountGroup.id, groupId)))
    .for('update');
  if (!row) throw new ServiceError('not-found');
  if (row.version !== version) throw new ServiceError('stale');
  return row;
}

async function change(tx: Tx, row: GroupRow, columns: { readonly name?: string }): Promise<Group> {
  const [after] = await unlessTaken(
    'name',
    tx.db
      .update(accountGroup)
      .set({ ...columns, version: row.version + 1 })
      .where(and(inTenant(accountGroup, tx), eq(accountGroup.id, row.id)))
      .returning()
  );
  return (await describe(tx, [after!]))[0]!;
}

/** A page of the groups by name; the cursor is the name of the last one told. */
export async function listGroups(tx: Tx, query: QueryOf<typeof groupsList>): Promise<ReplyOf<typeof groupsList>> {
  const wanted: (SQL | undefined)[] = [inTenant(accountGroup, tx)];
  if (query.search?.trim()) wanted.push(ilike(accountGroup.name, containing(query.search)));
  const [all] = await tx.db
    .select({ total: count() })
    .from(accountGroup)
    .where(and(...wanted));
  if (query.after) wanted.push(sql`${accountGroup.name} > ${query.after}`);
  const rows = await tx.db
    .select()
    .from(accountGroup)
    .where(and(...wanted))
    .orderBy(accountGroup.name)
    .limit(query.limit + 1);
  const items = await describe(tx, rows.slice(0, query.limit));
  return { items, total: all!.total, ...(rows.length > query.limit ? { next: items.at(-1)!.name } : {}) };
}

/** @throws ServiceError `conflict` where the name is in use */
export async function createGroup(tx: Tx, actor: Actor, name: string): Promise<Group> {
  await administer(tx, actor);
  const row = { id: randomUUID(), tenantId: tenantOf(tx), name, createdAt: tx.now, version: 1 };
  await unlessTaken('name', tx.db.insert(accountGroup).values(row));
  tx.audit(actor, { action: 'group.created', target: targetOf(row) });
  return { groupId: row.id, name, members: 0, version: 1 };
}

/** @throws ServiceError `conflict`, `not-found`, `stale` */
export async function renameGroup(
  tx: Tx,
  actor: Actor,
  groupId: string,
  given: { readonly version: number; readonly name: string }
): Promise<Group> {
  await administer(tx, actor);
  const row = await groupToChange(tx, groupId, given.version);
  const after = await change(tx, row, { name: given.name });
  tx.audit(actor, {
    action: 'group.renamed',
    target: targetOf(row),
    detail: { 'name.before': row.name, 'name.after': given.name }
  });
  return after;
}

/** Its members stay; what was granted to it ends. @throws ServiceError `not-found`, `stale` */
export async function deleteGroup(tx: Tx, actor: Actor, groupId: string, version: number): Promise<void> {
  await administer(tx, actor);
  const row = await groupToChange(tx, groupId, version);
  const [before] = await describe(tx, [row]);
  await tx.db.delete(accountGroup).where(and(inTenant(accountGroup, tx), eq(accountGroup.id, groupId)));
  tx.audit(actor, { action: 'group.deleted', target: targetOf(row), detail: { members: before!.members } });
}

/** A page of a group's members by name. @throws ServiceError `not-found` */
export async function listMembers(
  tx: Tx,
  groupId: string,
  query: QueryOf<typeof groupMembers>
): Promise<ReplyOf<typeof groupMembers>> {
  const [group] = await tx.db
    .select({ id: accountGroup.id })
    .from(accountGroup)
    .where(and(inTenant(accountGroup, tx), eq(accountGroup.id, groupId)));
  if (!group) throw new ServiceError('not-found');
  const wanted: (SQL | undefined)[] = [inTenant(groupMember, tx), eq(groupMember.groupId, groupId)];
  if (query.after) {
    const last = tx.db
      .select({ name: account.name, id: account.id })
      .from(account)
      .where(and(inTenant(account, tx), sql`${account.id}::text = ${query.after}`));
    wanted.push(sql`(${account.name}, ${account.id}) > (${last})`);
  }
  const rows = await tx.db
    .select({ accountId: account.id, name: account.name, email: account.email })
    .from(groupMember)
    .innerJoin(account, and(eq(account.id, groupMember.accountId), inTenant(account, tx)))
    .where(and(...wanted))
    .orderBy(account.name, account.id)
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, ...(rows.length > query.limit ? { next: items.at(-1)!.accountId } : {}) };
}

/** Put people into a group and take others out. @throws ServiceError `not-found` (the group, or one of those to add), `stale` */
export async function changeMembers(
  tx: Tx,
  actor: Actor,
  groupId: string,
  given: BodyOf<typeof groupMembersChange>
): Promise<Group> {
  await administer(tx, actor);
  const row = await groupToChange(tx, groupId, given.version);
  const [add, remove] = [[...new Set(given.add)], [...new Set(given.remove)]];
  const touched = [...add, ...remove];
  const people = touched.length
    ? await tx.db
        .select({ id: account.id, email: account.email })
        .from(account)
        .where(and(inTenant(account, tx), inArray(account.id, touched), ne(account.state, 'deleted')))
    : [];
  const emails = new Map(people.map(({ id, email }) => [id, email]));
  if (add.some((id) => !emails.has(id))) throw new ServiceError('not-found', { at: 'add' });
  if (remove.length > 0) {
    await tx.db
      .delete(groupMember)
      .where(and(inTenant(groupMember, tx), eq(groupMember.groupId, groupId), inArray(groupMember.accountId, remove)));
  }
  await joinGroups(
    tx,
    add.map((accountId) => ({ groupId, accountId }))
  );
  const namesOf = (ids: readonly string[]): string[] => ids.flatMap((id) => emails.get(id) ?? []);
  tx.audit(actor, {
    action: 'group.members-changed',
    target: targetOf(row),
    detail: { added: namesOf(add), removed: namesOf(remove) }
  });
  return change(tx, row, {});
}
