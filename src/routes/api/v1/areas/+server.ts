import { areaCreate, areasList } from '$lib/api/contracts/areas';
import { createArea } from '$lib/server/access/areas';
import { listAreas } from '$lib/server/access/listing';
import { whoOf } from '$lib/server/access/reach';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(areasList, ({ tx, actor, query }) => listAreas(tx, whoOf(actor), query));
export const POST = endpoint(areaCreate, ({ tx, actor, body }) => createArea(tx, actor, body));
