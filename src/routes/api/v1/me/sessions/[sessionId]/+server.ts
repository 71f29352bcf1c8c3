import { sessionDelete } from '$lib/api/contracts/sessions';
import { endSession } from '$lib/server/accounts/sessions';
import { endpoint } from '$lib/server/http/endpoint';

export const DELETE = endpoint(sessionDelete, async ({ tx, actor, user, params, setCookie }) => {
  await endSession(tx, actor, user, params.sessionId);
  if (params.sessionId === user.sessionId) setCookie(null);
  return {};
});
