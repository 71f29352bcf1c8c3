import * as v from 'valibot';
import { contract, STAGES } from '../contract';
import { Email, Nothing, Slug } from '../shapes';

/** A password or code as typed; what it must be is judged where one is set. */
export const Secret = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

/** How far the sign-in has come. */
export const StageReply = v.object({ stage: v.picklist(STAGES) });

/** The short name of a tenant as it is typed. */
export const TypedSlug = v.pipe(
  v.string(),
  v.transform((text) => text.normalize('NFKC').trim().toLowerCase()),
  Slug
);

export const signInPost = contract({
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in by password.',
  guard: { who: 'anyone' },
  body: v.object({ tenant: TypedSlug, email: Email, password: Secret }),
  reply: StageReply,
  errors: ['wrong-credentials', 'too-many-requests', 'tenant-suspended', 'outside-network']
});

export const activatePost = contract({
  method: 'POST',
  path: '/api/v1/activate',
  summary: 'Begin to set a password with a one-time code.',
  guard: { who: 'anyone' },
  body: v.object({ tenant: TypedSlug, email: Email, code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  reply: StageReply,
  errors: ['wrong-credentials', 'too-many-requests', 'tenant-suspended', 'outside-network']
});

export const signOutPost = contract({
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this session, or all of the account.',
  guard: { who: 'user', stages: STAGES },
  body: v.object({ everywhere: v.optional(v.boolean(), false) }),
  reply: Nothing
});
