import { devicesList } from '$lib/api/contracts/devices';
import { listDevices } from '$lib/server/access/devices';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(devicesList, ({ tx, actor, query }) => listDevices(tx, actor, query));
