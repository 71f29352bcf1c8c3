import { operatorFactorPost } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';
import { answerEntered } from '$lib/server/operators/entered';
import { passFactor } from '$lib/server/operators/sign-in';

export const POST = endpoint(operatorFactorPost, async ({ tx, service, operator, body, setCookie }) =>
  answerEntered(await passFactor(tx, service.sealer, operator, body.code), setCookie)
);
