import { auditExport } from '$lib/api/contracts/audit';
import { exportAudit } from '$lib/server/audit/export';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(auditExport, ({ service, tx, actor, query }) => exportAudit(service, tx, actor, query));
