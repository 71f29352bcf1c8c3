import * as v from 'valibot';
import { contract } from '../contract';
import { line, Nothing } from '../shapes';
import { Secret, TypedSlug } from './login';

const Issuer = v.pipe(line(300), v.url());

export const IdentityProvider = v.object({
  name: v.string(),
  issuer: v.string(),
  clientId: v.string(),
  enabled: v.boolean(),
  /** the provider asks for a second factor itself, so none is asked for here */
  hasSecondFactor: v.boolean(),
  version: v.number()
});
export type IdentityProvider = v.InferOutput<typeof IdentityProvider>;

export const identityProviderGet = contract({
  method: 'GET',
  path: '/api/v1/identity-provider',
  summary: "The tenant's own identity provider; its secret is never told.",
  guard: { who: 'user', roles: ['admin'] },
  reply: v.object({
    provider: v.nullable(IdentityProvider),
    /** what is to be registered at the provider */
    redirectUri: v.string()
  })
});

export const identityProviderPut = contract({
  method: 'PUT',
  path: '/api/v1/identity-provider',
  summary: "Set the tenant's identity provider (OpenID Connect). It is asked for its description first.",
  guard: { who: 'user', roles: ['admin'] },
  body: v.object({
    name: line(60),
    issuer: Issuer,
    clientId: line(300),
    /** left out: the one kept stays */
    secret: v.optional(Secret),
    enabled: v.boolean(),
    hasSecondFactor: v.boolean(),
    /** the one it was changed from; 0 for the first */
    version: v.number()
  }),
  reply: IdentityProvider,
  errors: ['stale', 'bad-request']
});

export const identityProviderDelete = contract({
  method: 'DELETE',
  path: '/api/v1/identity-provider',
  summary: 'Do without an identity provider; accounts are no longer known to it.',
  guard: { who: 'user', roles: ['admin'] },
  reply: Nothing,
  errors: ['not-found']
});

export const oidcStart = contract({
  method: 'POST',
  path: '/api/v1/oidc/start',
  summary: "Begin to sign in through the tenant's identity provider.",
  guard: { who: 'anyone' },
  body: v.object({ tenant: TypedSlug }),
  reply: v.object({ location: v.string() }),
  errors: ['not-found', 'too-many-requests', 'unavailable']
});

export const oidcCallback = contract({
  method: 'GET',
  path: '/api/v1/oidc/callback',
  summary: 'Where the identity provider sends the browser back to. Leads on to the sign-in page.',
  guard: { who: 'anyone' },
  query: v.looseObject({ state: v.pipe(v.string(), v.maxLength(200)) }),
  reply: 'stream'
});
