import type { Tx } from '$lib/server/db/transaction';

/** Whether the service has been set up. */
export async function hasTenants(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ yes: boolean }>('select has_tenants() as yes');
  return rows[0]!.yes;
}
