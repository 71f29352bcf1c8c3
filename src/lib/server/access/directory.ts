import { and, asc, count, eq, ilike, inArray, or } from 'drizzle-orm';
import type { directorySearch } from '$lib/api/contracts/areas';
import type { ReplyOf } from '$lib/api/contract';
import { mayOwnAreas } from '$lib/api/rights';
import { account, accountGroup, groupMember } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { anywhere } from './listing';

const FOUND_MAX = 20;

/** People (who have not left) and groups of the tenant whose name or mail address holds a text. */
export async function searchDirectory(tx: Tx, search: string = ''): Promise<ReplyOf<typeof directorySearch>> {
  const pattern = anywhere(search);
  const people = await tx.db
    .select({ accountId: account.id, name: account.name, email: account.email, role: account.role, state: account.state })
    .from(account)
    .where(
      and(
        inTenant(account, tx),
        inArray(account.state, ['active', 'invited', 'disabled']),
        or(ilike(account.name, pattern), ilike(account.email, pattern))
      )
    )
    .orderBy(asc(account.name), asc(account.email))
    .limit(FOUND_MAX);
  const groups = await tx.db
    .select({ groupId: accountGroup.id, name: accountGroup.name, members: count(groupMember.accountId) })
    .from(accountGroup)
    .leftJoin(groupMember, and(inTenant(groupMember, tx), eq(groupMember.groupId, accountGroup.id)))
    .where(and(inTenant(accountGroup, tx), ilike(accountGroup.name, pattern)))
    .groupBy(accountGroup.id, accountGroup.name)
    .orderBy(asc(accountGroup.name))
    .limit(FOUND_MAX);
  const canOwn = ({ role, state }: (typeof people)[number]): boolean => state === 'active' && mayOwnAreas(role);
  return { people: people.map((each) => ({ ...each, canOwn: canOwn(each) })), groups };
}
