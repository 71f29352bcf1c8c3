import * as v from 'valibot';
import { Policy } from '$lib/api/policy';
import { tenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** The policy of the tenant entered, defaults filled in. */
export async function readPolicy(tx: Tx): Promise<Policy> {
  const [row] = await tx.db.select({ policy: tenant.policy }).from(tenant).where(inTenant(tenant, tx));
  return v.parse(Policy, row?.policy ?? {});
}
