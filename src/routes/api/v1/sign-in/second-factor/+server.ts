import { secondFactorPost } from '$lib/api/contracts/second-factor';
import { passSecondFactor } from '$lib/server/accounts/second-factor';
import { answerSignedIn } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(secondFactorPost, async (call) =>
  answerSignedIn(call, await passSecondFactor(call.tx, call.service.sealer, call.actor, call.user, call.body))
);
