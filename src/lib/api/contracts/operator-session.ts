import * as v from 'valibot';
import { contract, STAGES } from '../contract';
import { Email, Id, Nothing } from '../shapes';
import { TypedCode } from './set-up';

/** Passwords travel as typed; how long one must be is checked with words of its own. */
const Password = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
/** Six digits of an authenticator app. */
const Totp = v.pipe(v.string(), v.regex(/^\s*\d{3}\s?\d{3}\s*$/));

/** Who is signed in at the console. */
export const OperatorMe = v.object({ operatorId: Id, email: v.string(), name: v.string(), stage: v.picklist(STAGES) });
export type OperatorMe = v.InferOutput<typeof OperatorMe>;

const HALF_SIGNED_IN = ['second-factor', 'enrol-second-factor', 'active'] as const;

export const operatorMeGet = contract({
  method: 'GET',
  path: '/api/v1/operator/me',
  summary: 'Which operator is signed in.',
  guard: { who: 'operator', stages: HALF_SIGNED_IN },
  reply: OperatorMe
});

export const operatorSignInPost = contract({
  method: 'POST',
  path: '/api/v1/operator/sign-in',
  summary: 'Sign in as an operator: the password; the second factor follows.',
  guard: { who: 'anyone' },
  body: v.strictObject({ email: Email, password: Password }),
  reply: OperatorMe,
  errors: ['wrong-credentials', 'too-many-requests']
});

export const operatorActivatePost = contract({
  method: 'POST',
  path: '/api/v1/operator/activate',
  summary: 'Set an operator’s password with a one-time code; the second factor is set up next.',
  guard: { who: 'anyone' },
  body: v.strictObject({ email: Email, code: TypedCode, password: Password }),
  reply: OperatorMe,
  errors: ['wrong-credentials', 'weak-password', 'too-many-requests']
});

export const operatorFactorPost = contract({
  method: 'POST',
  path: '/api/v1/operator/second-factor',
  summary: 'Finish signing in with the second factor.',
  guard: { who: 'operator', stages: ['second-factor'] },
  body: v.strictObject({ code: Totp }),
  reply: OperatorMe,
  errors: ['wrong-code', 'too-many-requests']
});

export const operatorEnrolPost = contract({
  method: 'POST',
  path: '/api/v1/operator/second-factor/enrolment',
  summary: 'Draw the secret of a second factor that is not set up yet.',
  guard: { who: 'operator', stages: ['enrol-second-factor'] },
  reply: v.object({ secret: v.string(), uri: v.string() })
});

export const operatorEnrolPut = contract({
  method: 'PUT',
  path: '/api/v1/operator/second-factor/enrolment',
  summary: 'Confirm the second factor by a code of it; the sign-in is finished.',
  guard: { who: 'operator', stages: ['enrol-second-factor'] },
  body: v.strictObject({ code: Totp }),
  reply: OperatorMe,
  errors: ['wrong-code', 'too-many-requests']
});

export const operatorSignOutPost = contract({
  method: 'POST',
  path: '/api/v1/operator/sign-out',
  summary: 'End this session.',
  guard: { who: 'operator', stages: HALF_SIGNED_IN },
  reply: Nothing
});
