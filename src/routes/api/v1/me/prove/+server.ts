import { provePost } from '$lib/api/contracts/profile';
import { provePassword } from '$lib/server/accounts/change-password';
import { advanceSession } from '$lib/server/accounts/sessions';
import { answerSignedIn } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(provePost, async (call) => {
  const refused = await provePassword(call.tx, call.user, call.body.password);
  if (refused) return refused;
  await answerSignedIn(call, await advanceSession(call.tx, call.user, { provedAt: call.tx.now }));
  return {};
});
