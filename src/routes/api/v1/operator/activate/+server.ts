import { operatorActivatePost } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';
import { answerEntered } from '$lib/server/operators/entered';
import { activateOperator } from '$lib/server/operators/sign-in';

export const POST = endpoint(operatorActivatePost, async ({ tx, actor, body, setCookie }) =>
  answerEntered(await activateOperator(tx, actor, body), setCookie)
);
