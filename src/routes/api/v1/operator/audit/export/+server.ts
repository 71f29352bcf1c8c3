import { operatorAuditExport } from '$lib/api/contracts/audit';
import { exportAudit } from '$lib/server/audit/export';
import { SERVICE_TENANT } from '$lib/server/db/transaction';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(operatorAuditExport, async ({ service, tx, actor, query }) => {
  await tx.enter(SERVICE_TENANT);
  return await exportAudit(service, tx, actor, query, 'operator');
});
