import { and, count, eq, gt, ilike, inArray, isNotNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Person, peopleList } from '$lib/api/contracts/people';
import type { QueryOf, ReplyOf } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import { account, accountGroup, groupMember, leaver, passkey, signInThrottle, totpFactor } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { AccountRow } from './administration';
import { accountKey } from './throttle';

/** A text that is looked for anywhere, its wildcards taken as they are. */
export const containing = (text: string): string =>
  `%${text
    .normalize('NFC')
    .trim()
    .replace(/[\\%_]/g, '\\$&')}%`;

/** Of these accounts, those with a second factor. */
export async function withSecondFactor(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const codes = await tx.db
    .select({ id: totpFactor.accountId })
    .from(totpFactor)
    .where(and(inTenant(totpFactor, tx), inArray(totpFactor.accountId, [...ids]), isNotNull(totpFactor.confirmedAt)));
  const keys = await tx.db
    .select({ id: passkey.accountId })
    .from(passkey)
    .where(and(inTenant(passkey, tx), inArray(passkey.accountId, [...ids])));
  return new Set([...codes, ...keys].map(({ id }) => id));
}

async function groupsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person['groups']>> {
  const rows = await tx.db
    .select({ accountId: groupMember.accountId, groupId: groupMember.groupId, name: accountGroup.name })
    .from(groupMember)
    .innerJoin(accountGroup, and(eq(accountGroup.id, groupMember.groupId), inTenant(accountGroup, tx)))
    .where(and(inTenant(groupMember, tx), inArray(groupMember.accountId, [...ids])))
    .orderBy(accountGroup.name);
  const groups = new Map<string, Person['groups']>();
  for (const { accountId, groupId, name } of rows) groups.set(accountId, [...(groups.get(accountId) ?? []), { groupId, name }]);
  return groups;
}

/** Of these accounts, those that must wait before they may try to sign in again. */
async function lockedOf(tx: Tx, rows: readonly AccountRow[]): Promise<ReadonlySet<string>> {
  const keys = new Map(rows.map(({ id, email }) => [Buffer.from(accountKey(tenantOf(tx), email)).toString('hex'), id]));
  const found = await tx.db
    .select({ key: signInThrottle.key })
    .from(signInThrottle)
    .where(
      and(
        inArray(signInThrottle.scope, ['account', 'factor']),
        inArray(
          signInThrottle.key,
          [...keys.keys()].map((hex) => Buffer.from(hex, 'hex'))
        ),
        gt(signInThrottle.blockedUntil, tx.now)
      )
    );
  return new Set(found.map(({ key }) => keys.get(Buffer.from(key).toString('hex'))!));
}

/** Accounts' rows as administrators see them. */
export async function describe(tx: Tx, rows: readonly AccountRow[]): Promise<Person[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const groups = await groupsOf(tx, ids);
  const secure = await withSecondFactor(tx, ids);
  const locked = await lockedOf(tx, rows);
  const leavers = await tx.db
    .select({ id: leaver.accountId, purgeAt: leaver.purgeAt })
    .from(leaver)
    .where(and(inTenant(leaver, tx), inArray(leaver.accountId, ids)));
  const purges = new Map(leavers.map(({ id, purgeAt }) => [id, purgeAt.toISOString()]));
  return rows.map((row) => ({
    accountId: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    zone: row.zone,
    state: row.state as Person['state'],
    stateSince: row.stateSince.toISOString(),
    version: row.version,
    groups: groups.get(row.id) ?? [],
    secondFactor: secure.has(row.id),
    locked: locked.has(row.id),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    purgeAt: purges.get(row.id) ?? null
  }));
}

/** One account. @throws ServiceError `not-found` */
export async function readPerson(tx: Tx, accountId: string): Promise<Person> {
  const rows = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, accountId), ne(account.state, 'deleted')));
  const [person] = await describe(tx, rows);
  if (!person) throw new ServiceError('not-found');
  return person;
}

/** A page of the tenant's accounts by name; the cursor is the id of the last one told. */
export async function listPeople(tx: Tx, query: QueryOf<typeof peopleList>): Promise<ReplyOf<typeof peopleList>> {
  const wanted: (SQL | undefined)[] = [inTenant(account, tx), ne(account.state, 'deleted')];
  if (query.state) wanted.push(eq(account.state, query.state));
  if (query.role) wanted.push(eq(account.role, query.role));
  if (query.search?.trim()) {
    const text = containing(query.search);
    wanted.push(or(ilike(account.name, text), ilike(account.email, text)));
  }
  if (query.groupId) {
    const members = tx.db
      .select({ id: groupMember.accountId })
      .from(groupMember)
      .where(and(inTenant(groupMember, tx), eq(groupMember.groupId, query.groupId)));
    wanted.push(inArray(account.id, members));
  }
  const [all] = await tx.db
    .select({ total: count() })
    .from(account)
    .where(and(...wanted));
  if (query.after) {
    const last = tx.db
      .select({ name: account.name, id: account.id })
      .from(account)
      .where(and(inTenant(account, tx), sql`${account.id}::text = ${query.after}`));
    wanted.push(sql`(${account.name}, ${account.id}) > (${last})`);
  }
  const rows = await tx.db
    .select()
    .from(account)
    .where(and(...wanted))
    .orderBy(account.name, account.id)
    .limit(query.limit + 1);
  const items = await describe(tx, rows.slice(0, query.limit));
  return { items, total: all!.total, ...(rows.length > query.limit ? { next: items.at(-1)!.accountId } : {}) };
}
