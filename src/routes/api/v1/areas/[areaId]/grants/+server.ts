import { areaGrants } from '$lib/api/contracts/areas';
import { replaceGrants } from '$lib/server/access/grants';
import { endpoint } from '$lib/server/http/endpoint';

export const PUT = endpoint(areaGrants, ({ tx, actor, params, body }) => replaceGrants(tx, actor, params.areaId, body));
