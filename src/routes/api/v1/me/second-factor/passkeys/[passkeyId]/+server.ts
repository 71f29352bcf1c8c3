import { passkeyRemove } from '$lib/api/contracts/second-factor';
import { removeFactor } from '$lib/server/accounts/second-factor';
import { endpoint } from '$lib/server/http/endpoint';

export const DELETE = endpoint(passkeyRemove, async ({ tx, actor, user, params }) => {
  await removeFactor(tx, actor, user, params.passkeyId);
  return {};
});
