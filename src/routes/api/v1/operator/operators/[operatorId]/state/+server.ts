import { operatorStatePut } from '$lib/api/contracts/operator-operators';
import { endpoint } from '$lib/server/http/endpoint';
import { setOperatorState } from '$lib/server/operators/operators';

export const PUT = endpoint(operatorStatePut, async ({ tx, actor, params, body }) => {
  await setOperatorState(tx, actor, params.operatorId, body.enabled);
  return {};
});
