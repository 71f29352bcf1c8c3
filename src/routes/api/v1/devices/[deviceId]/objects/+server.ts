import { deviceObjects } from '$lib/api/contracts/devices';
import { reportObjects } from '$lib/server/access/devices';
import { endpoint } from '$lib/server/http/endpoint';

export const PUT = endpoint(deviceObjects, async ({ tx, actor, params, body }) => {
  await reportObjects(tx, actor, params.deviceId, body);
  return {};
});
