import { operatorTenantStatePut } from '$lib/api/contracts/operator-tenants';
import { endpoint } from '$lib/server/http/endpoint';
import { setTenantState } from '$lib/server/tenants/operate-tenants';

export const PUT = endpoint(operatorTenantStatePut, async ({ tx, actor, params, body }) => {
  await setTenantState(tx, actor, params.tenantId, body);
  return {};
});
