import { operatorTenantPatch } from '$lib/api/contracts/operator-tenants';
import { endpoint } from '$lib/server/http/endpoint';
import { changeTenant } from '$lib/server/tenants/operate-tenants';

export const PATCH = endpoint(operatorTenantPatch, async ({ tx, actor, params, body }) => {
  await changeTenant(tx, actor, params.tenantId, body);
  return {};
});
