import { and, eq, inArray, ne } from 'drizzle-orm';
import { tenant, tenantContract } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';

/**
 * Where mails to tenants go: the contract's contact address; where none was named, the tenant's administrators. As the operator.
 *
 * @param tenantIds null: all that have not ended
 * @returns each address once
 */
export async function contactsOf(tx: Tx, tenantIds: readonly string[] | null): Promise<string[]> {
  const rows = await tx.db
    .select({ id: tenant.id, email: tenantContract.contactEmail })
    .from(tenant)
    .leftJoin(tenantContract, eq(tenantContract.tenantId, tenant.id))
    .where(and(ne(tenant.state, 'ended'), tenantIds ? inArray(tenant.id, [...tenantIds]) : undefined));
  const addresses = new Set<string>();
  for (const { id, email } of rows) {
    if (email) {
      addresses.add(email);
      continue;
    }
    const admins = await tx.client.query<{ email: string }>('select admin_addresses as email from admin_addresses($1)', [id]);
    for (const admin of admins.rows) addresses.add(admin.email);
  }
  return [...addresses];
}
