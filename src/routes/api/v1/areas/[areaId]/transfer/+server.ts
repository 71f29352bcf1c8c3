import { areaTransfer } from '$lib/api/contracts/areas';
import { transferArea } from '$lib/server/access/areas';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(areaTransfer, ({ tx, actor, params, body }) => transferArea(tx, actor, params.areaId, body));
