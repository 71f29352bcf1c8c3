import { activatePost } from '$lib/api/contracts/login';
import { activate } from '$lib/server/accounts/sign-in';
import { answerSignedIn, originOf } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(activatePost, async (call) =>
  answerSignedIn(call, await activate(call.tx, call.body, originOf(call)))
);
