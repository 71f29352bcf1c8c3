import { auditBatch } from '$lib/api/contracts/audit';
import { recordBatch } from '$lib/server/audit/batch';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(auditBatch, ({ tx, user, service, body }) => recordBatch(tx, user, service.sealer, body));
