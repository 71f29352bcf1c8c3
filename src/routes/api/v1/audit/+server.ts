import { auditList } from '$lib/api/contracts/audit';
import { listAudit } from '$lib/server/audit/read';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(auditList, ({ tx, query }) => listAudit(tx, query));
