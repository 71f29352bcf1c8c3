import { auditConsistency } from '$lib/api/contracts/audit';
import { proveConsistency } from '$lib/server/audit/prove';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(auditConsistency, ({ tx, query }) => proveConsistency(tx, query));
