import { signInPost } from '$lib/api/contracts/login';
import { signIn } from '$lib/server/accounts/sign-in';
import { answerSignedIn, originOf } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(signInPost, async (call) => answerSignedIn(call, await signIn(call.tx, call.body, originOf(call))));
