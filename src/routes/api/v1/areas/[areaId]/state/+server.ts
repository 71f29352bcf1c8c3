import { areaState } from '$lib/api/contracts/areas';
import { setAreaState } from '$lib/server/access/areas';
import { endpoint } from '$lib/server/http/endpoint';

export const PUT = endpoint(areaState, ({ tx, actor, params, body }) => setAreaState(tx, actor, params.areaId, body));
