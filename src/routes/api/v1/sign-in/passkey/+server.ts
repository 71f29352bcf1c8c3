import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { passkeyPost } from '$lib/api/contracts/second-factor';
import { passPasskey } from '$lib/server/accounts/passkeys';
import { answerSignedIn } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(passkeyPost, async (call) => {
  const response = call.body.response as unknown as AuthenticationResponseJSON;
  return answerSignedIn(call, await passPasskey(call.tx, call.actor, call.user, call.event.url, response));
});
