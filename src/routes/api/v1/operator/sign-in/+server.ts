import { operatorSignInPost } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';
import { answerEntered } from '$lib/server/operators/entered';
import { signInOperator } from '$lib/server/operators/sign-in';

export const POST = endpoint(operatorSignInPost, async ({ tx, actor, body, setCookie }) =>
  answerEntered(await signInOperator(tx, actor, body), setCookie)
);
