import { operatorTenantPost, operatorTenantsGet } from '$lib/api/contracts/operator-tenants';
import { endpoint } from '$lib/server/http/endpoint';
import { createTenant, listTenants } from '$lib/server/tenants/operate-tenants';

export const GET = endpoint(operatorTenantsGet, async ({ tx }) => ({ items: await listTenants(tx) }));

export const POST = endpoint(operatorTenantPost, ({ tx, actor, body }) => createTenant(tx, actor, body));
