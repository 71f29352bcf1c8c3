import { areaChange, areaGet } from '$lib/api/contracts/areas';
import { changeArea } from '$lib/server/access/areas';
import { readArea } from '$lib/server/access/listing';
import { whoOf } from '$lib/server/access/reach';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(areaGet, ({ tx, actor, params }) => readArea(tx, whoOf(actor), params.areaId));
export const PATCH = endpoint(areaChange, ({ tx, actor, params, body }) => changeArea(tx, actor, params.areaId, body));
