import { version } from '$app/environment';
import { serviceGet } from '$lib/api/contracts/service';
import { endpoint } from '$lib/server/http/endpoint';
import { hasTenants } from '$lib/server/tenants/tenants';

export const GET = endpoint(serviceGet, async ({ tx }) => ({ version, guests: true, needsSetUp: !(await hasTenants(tx)) }));
