import { and, eq } from 'drizzle-orm';
import type { Me } from '$lib/api/contracts/me';
import { account, tenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';

/** The signed-in user's own account and tenant. */
export async function readMe(tx: Tx, user: UserSession): Promise<Me> {
  const [own] = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.id, user.accountId)));
  const [place] = await tx.db.select().from(tenant).where(inTenant(tenant, tx));
  const { id: accountId, email, name, role, language, zone } = own!;
  const { id, slug } = place!;
  return { accountId, email, name, role, language, zone, stage: user.stage, tenant: { id, slug, name: place!.name } };
}
