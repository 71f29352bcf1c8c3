import { sql } from 'drizzle-orm';
import { readPolicy } from '$lib/server/tenants/policy';
import type { Tx } from '$lib/server/db/transaction';
import type { Service } from '$lib/server/service';
import { SYSTEM } from './act';
import { signTree } from './signing';

const DAY_MS = 86_400_000;

/**
 * Once a day: what the entered tenant's entries say that are older than it keeps them goes, their hashes stay; then the tree is signed.
 *
 * @returns how many entries were erased
 */
export async function retainAudit(tx: Tx, service: Service): Promise<number> {
  const { retentionDays } = (await readPolicy(tx)).audit;
  const before = new Date(tx.now.getTime() - retentionDays * DAY_MS);
  // the store refuses what is younger than a year before the last entry: with none since, there is nothing to erase yet
  const { rows } = await tx.db.execute<{ erased: string }>(sql`
    select case when ${before} <= (select max(at) - interval '365 days' from audit_entry where tenant_id = current_tenant())
      then audit_erase(${before}) else 0 end as erased`);
  const erased = Number(rows[0]!.erased);
  if (erased > 0)
    tx.audit(SYSTEM, { action: 'audit.erased', detail: { before: before.toISOString(), entries: erased, retentionDays } });
  await signTree(tx, service.sealer);
  return erased;
}
