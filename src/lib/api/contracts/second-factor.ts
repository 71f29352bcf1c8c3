import * as v from 'valibot';
import { contract, STAGES } from '../contract';
import { Id, Instant, line, Nothing } from '../shapes';
import { StageReply } from './login';

const Code = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** WebAuthn's own JSON forms: made and read by its library, on both sides. */
const Options = v.looseObject({ challenge: v.string() });
const Signed = v.looseObject({
  id: text(1400),
  rawId: text(1400),
  type: v.literal('public-key'),
  response: v.looseObject({ clientDataJSON: text(8192) }),
  clientExtensionResults: v.looseObject({})
});

/** The reply to a factor that was added: codes come with the first one, and are shown once. */
const Added = v.object({ ...StageReply.entries, recoveryCodes: v.optional(v.array(v.string())) });

const ENROLLING = { who: 'user', stages: ['enrol-second-factor', 'active'] } as const;
const STEPPING = { who: 'user', stages: ['second-factor'] } as const;

export const Factors = v.object({
  totp: v.boolean(),
  passkeys: v.array(v.object({ id: Id, name: v.string(), createdAt: Instant, lastUsedAt: v.nullable(Instant) })),
  recoveryCodes: v.number(),
  /** the policy asks this role for one */
  required: v.boolean()
});
export type Factors = v.InferOutput<typeof Factors>;

export const factorsGet = contract({
  method: 'GET',
  path: '/api/v1/me/second-factor',
  summary: "One's own second factors.",
  guard: { who: 'user', stages: STAGES },
  reply: Factors
});

export const totpBegin = contract({
  method: 'POST',
  path: '/api/v1/me/second-factor/totp',
  summary: 'A secret for an authenticator app; it counts once a code of it was shown.',
  guard: ENROLLING,
  reply: v.object({ uri: v.string(), secret: v.string() }),
  errors: ['conflict', 'proof-needed']
});

export const totpConfirm = contract({
  method: 'PUT',
  path: '/api/v1/me/second-factor/totp',
  summary: 'The first code of the authenticator app.',
  guard: ENROLLING,
  body: v.object({ code: Code }),
  reply: Added,
  errors: ['wrong-code', 'proof-needed', 'too-many-requests']
});

export const totpRemove = contract({
  method: 'DELETE',
  path: '/api/v1/me/second-factor/totp',
  summary: 'Take the authenticator app away.',
  guard: { who: 'user' },
  reply: Nothing,
  errors: ['factor-required', 'not-found', 'proof-needed']
});

export const passkeyBegin = contract({
  method: 'POST',
  path: '/api/v1/me/second-factor/passkeys/options',
  summary: 'What the browser needs to make a passkey.',
  guard: ENROLLING,
  reply: Options,
  errors: ['proof-needed']
});

export const passkeyAdd = contract({
  method: 'POST',
  path: '/api/v1/me/second-factor/passkeys',
  summary: 'Keep the passkey that the browser has made.',
  guard: ENROLLING,
  body: v.object({ name: line(60), response: Signed }),
  reply: Added,
  errors: ['wrong-code', 'proof-needed', 'too-many-requests']
});

export const passkeyRemove = contract({
  method: 'DELETE',
  path: '/api/v1/me/second-factor/passkeys/[passkeyId]',
  summary: 'Take a passkey away.',
  guard: { who: 'user' },
  reply: Nothing,
  errors: ['factor-required', 'not-found', 'proof-needed']
});

export const recoveryCodesRenew = contract({
  method: 'POST',
  path: '/api/v1/me/second-factor/recovery-codes',
  summary: 'New recovery codes in place of the old.',
  guard: { who: 'user' },
  reply: v.object({ codes: v.array(v.string()) }),
  errors: ['not-found', 'proof-needed']
});

export const secondFactorPost = contract({
  method: 'POST',
  path: '/api/v1/sign-in/second-factor',
  summary: 'The second step of signing in: a code of the app, or a recovery code.',
  guard: STEPPING,
  body: v.object({ kind: v.picklist(['totp', 'recovery']), code: Code }),
  reply: StageReply,
  errors: ['wrong-code', 'too-many-requests']
});

export const passkeyAsk = contract({
  method: 'POST',
  path: '/api/v1/sign-in/passkey/options',
  summary: 'What the browser needs to sign in with a passkey.',
  guard: STEPPING,
  reply: Options
});

export const passkeyPost = contract({
  method: 'POST',
  path: '/api/v1/sign-in/passkey',
  summary: 'The second step of signing in: a passkey.',
  guard: STEPPING,
  body: v.object({ response: Signed }),
  reply: StageReply,
  errors: ['wrong-code', 'too-many-requests']
});
