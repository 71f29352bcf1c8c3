import { operatorTenantCodePost } from '$lib/api/contracts/operator-tenants';
import { endpoint } from '$lib/server/http/endpoint';
import { issueAdminCode } from '$lib/server/tenants/operate-tenants';

export const POST = endpoint(operatorTenantCodePost, ({ tx, actor, params, body }) =>
  issueAdminCode(tx, actor, params.tenantId, body.email)
);
