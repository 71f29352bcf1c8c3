import * as v from 'valibot';
import { contract } from '../contract';
import { Email, Instant, LanguageCode, line, Slug } from '../shapes';

/** A one-time code as it is typed; what does not look like one is refused like a wrong one. */
export const TypedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** A code shown once. */
export const IssuedCode = v.object({ email: v.string(), code: v.string(), expiresAt: Instant });

export const setUpPost = contract({
  method: 'POST',
  path: '/api/v1/set-up',
  summary: 'Name the first tenant, its administrator and the first operator, with the set-up code from the console.',
  guard: { who: 'anyone' },
  body: v.strictObject({
    code: TypedCode,
    tenant: v.strictObject({ slug: Slug, name: line(120) }),
    admin: v.strictObject({ email: Email, name: line(120), language: LanguageCode }),
    operator: v.strictObject({ email: Email, name: line(120) })
  }),
  reply: v.object({
    /** for the sign-in page of the app */
    admin: IssuedCode,
    /** for the operator console, at the management address */
    operator: IssuedCode
  }),
  errors: ['code-refused', 'too-many-requests']
});
