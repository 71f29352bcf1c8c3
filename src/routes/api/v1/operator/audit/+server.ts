import { operatorAuditList } from '$lib/api/contracts/audit';
import { listAudit } from '$lib/server/audit/read';
import { SERVICE_TENANT } from '$lib/server/db/transaction';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(operatorAuditList, async ({ tx, query }) => {
  await tx.enter(SERVICE_TENANT);
  return await listAudit(tx, query);
});
