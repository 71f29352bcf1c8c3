import { operatorEnrolPost, operatorEnrolPut } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';
import { answerEntered } from '$lib/server/operators/entered';
import { drawFactor, passFactor } from '$lib/server/operators/sign-in';

export const POST = endpoint(operatorEnrolPost, ({ tx, service, operator }) => drawFactor(tx, service.sealer, operator));

export const PUT = endpoint(operatorEnrolPut, async ({ tx, service, operator, body, setCookie }) =>
  answerEntered(await passFactor(tx, service.sealer, operator, body.code), setCookie)
);
