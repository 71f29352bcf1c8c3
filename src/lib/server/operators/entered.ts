import type { OperatorMe } from '$lib/api/contracts/operator-session';
import { Refusal } from '$lib/server/http/endpoint';
import type { Entered } from './sign-in';

/** Answer a step of signing in: the cookie is the one of the stage reached. */
export function answerEntered(result: Entered | Refusal, setCookie: (token: string) => void): OperatorMe | Refusal {
  if (result instanceof Refusal) return result;
  const { token, stage, operator } = result;
  setCookie(token);
  return { operatorId: operator.id, email: operator.email, name: operator.name, stage };
}
