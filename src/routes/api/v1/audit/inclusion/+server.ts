import { auditInclusion } from '$lib/api/contracts/audit';
import { proveInclusion } from '$lib/server/audit/prove';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(auditInclusion, ({ tx, query }) => proveInclusion(tx, query));
