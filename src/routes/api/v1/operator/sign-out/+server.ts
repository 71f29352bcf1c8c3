import { operatorSignOutPost } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';
import { endOperatorSession } from '$lib/server/operators/session';

export const POST = endpoint(operatorSignOutPost, async ({ tx, actor, operator, setCookie }) => {
  await endOperatorSession(tx, operator.sessionId);
  tx.audit(actor, { action: 'operator.signed-out' });
  setCookie(null);
  return {};
});
