import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { passkeyAdd } from '$lib/api/contracts/second-factor';
import { addPasskey } from '$lib/server/accounts/passkeys';
import { answerFactorAdded } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(passkeyAdd, async (call) => {
  const { name, response } = call.body;
  const made = { name, response: response as unknown as RegistrationResponseJSON };
  return answerFactorAdded(call, await addPasskey(call.tx, call.actor, call.user, call.event.url, made));
});
