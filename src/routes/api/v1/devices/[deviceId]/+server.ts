import { devicePut, deviceRemove } from '$lib/api/contracts/devices';
import { putDevice, removeDevice } from '$lib/server/access/devices';
import { endpoint } from '$lib/server/http/endpoint';

export const PUT = endpoint(devicePut, ({ tx, actor, user, params, body }) =>
  putDevice(tx, actor, user.sessionId, params.deviceId, body)
);
export const DELETE = endpoint(deviceRemove, async ({ tx, actor, user, params }) => {
  await removeDevice(tx, actor, user.sessionId, params.deviceId);
  return {};
});
