import { randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  type IDToken
} from 'openid-client';
import type { Actor } from '$lib/server/audit/act';
import { account, identityAttempt, identityLink, tenant } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { hashOf } from '$lib/server/http/caller';
import { Refusal } from '$lib/server/http/endpoint';
import type { Sealer } from '$lib/server/keys/sealer';
import { isInside } from '$lib/server/tenants/ranges';
import { clientOf, readProvider } from './identity-provider';
import { startSession, type Origin, type SignedIn } from './sessions';
import { tenantOfSlug } from './sign-in';
import { addressKey, countFailure, secondsToWait } from './throttle';

/** Held by the browser that began, so that nobody can be led into another's sign-in. Sent along from the provider's site, unlike the session's. */
export const OIDC_COOKIE = '__Host-kiseki-oidc';
export const CALLBACK = '/api/v1/oidc/callback';
/** how long somebody may be away at the provider */
export const AWAY_S = 600;

/**
 * Begin to sign in at the tenant's provider.
 *
 * @returns where to send the browser, and what it must show on its way back; `not-found` for a tenant without provider as for none
 */
export async function beginOidc(
  tx: Tx,
  sealer: Sealer,
  slug: string,
  site: URL,
  origin: Origin
): Promise<{ location: string; browser: string } | Refusal> {
  const key = addressKey(origin.address);
  const retrySeconds = await secondsToWait(tx, 'address', key);
  if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
  const place = await tenantOfSlug(tx, slug);
  if (place) await tx.enter(place.id);
  const provider = place?.state === 'active' ? await readProvider(tx) : undefined;
  if (!provider?.enabled) {
    await countFailure(tx, 'address', key);
    return new Refusal('not-found');
  }
  const client = await clientOf(sealer, provider, tx.now);
  const [state, nonce, browser] = [0, 1, 2].map(() => randomBytes(32).toString('base64url')) as [string, string, string];
  const verifier = randomPKCECodeVerifier();
  await tx.db.insert(identityAttempt).values({
    stateHash: hashOf(state),
    tenantId: tenantOf(tx),
    browserHash: hashOf(browser),
    nonce,
    verifier,
    expiresAt: new Date(tx.now.getTime() + AWAY_S * 1000)
  });
  const location = buildAuthorizationUrl(client, {
    redirect_uri: new URL(CALLBACK, site).href,
    scope: 'openid email',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce
  });
  return { location: location.href, browser };
}

/** The account that the provider vouches for: known by its subject, or by its verified mail address the first time. */
async function accountOf(tx: Tx, issuer: string, claims: IDToken) {
  const canSignIn = inArray(account.state, ['invited', 'active']);
  const [link] = await tx.db
    .select()
    .from(identityLink)
    .where(and(inTenant(identityLink, tx), eq(identityLink.issuer, issuer), eq(identityLink.subject, claims.sub)));
  if (link) {
    const [linked] = await tx.db
      .select()
      .from(account)
      .where(and(inTenant(account, tx), eq(account.id, link.accountId), canSignIn));
    return linked;
  }
  if (claims.email_verified !== true || typeof claims.email !== 'string') return undefined;
  const email = claims.email.normalize('NFKC').trim().toLowerCase();
  const [own] = await tx.db
    .select()
    .from(account)
    .where(and(inTenant(account, tx), eq(account.email, email), canSignIn));
  if (!own) return undefined;
  const linked = await tx.db
    .insert(identityLink)
    .values({ tenantId: tenantOf(tx), accountId: own.id, issuer, subject: claims.sub, createdAt: tx.now })
    .onConflictDoNothing()
    .returning();
  // the address was another subject's before: an administrator has to look at it
  return linked.length > 0 ? own : undefined;
}

/** The claims that the provider gives for the code in the address; undefined where anything about them is wrong. */
async function claimsOf(tx: Tx, sealer: Sealer, address: URL, state: string, browser: string | undefined) {
  const { rows } = await tx.client.query<{ tenant: string | null }>('select tenant_of_attempt($1) as tenant', [hashOf(state)]);
  const tenantId = rows[0]?.tenant;
  if (!tenantId) return undefined;
  await tx.enter(tenantId);
  const [attempt] = await tx.db
    .delete(identityAttempt)
    .where(and(inTenant(identityAttempt, tx), eq(identityAttempt.stateHash, hashOf(state))))
    .returning();
  const provider = await readProvider(tx);
  const isOwn = browser !== undefined && attempt !== undefined && hashOf(browser).equals(Buffer.from(attempt.browserHash));
  if (!isOwn || attempt.expiresAt <= tx.now || !provider?.enabled) return undefined;
  try {
    const client = await clientOf(sealer, provider, tx.now);
    const tokens = await authorizationCodeGrant(client, address, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true
    });
    const claims = tokens.claims();
    return claims && { claims, provider };
  } catch {
    return undefined;
  }
}

/**
 * The browser comes back from the provider.
 *
 * @returns the session begun; undefined for anything that is not right, which the audit has
 */
export async function finishOidc(
  tx: Tx,
  sealer: Sealer,
  { address, state, browser }: { readonly address: URL; readonly state: string; readonly browser: string | undefined },
  origin: Origin
): Promise<SignedIn | undefined> {
  const nobody: Actor = { kind: 'nobody', id: null, name: '', role: '', deviceId: null, address: origin.address };
  const refuse = (why: string): undefined =>
    void tx.audit(nobody, { action: 'session.refused', result: 'failed', detail: { by: 'oidc', why } });

  const vouched = await claimsOf(tx, sealer, address, state, browser);
  if (!vouched) return refuse('not-vouched');
  const { claims, provider } = vouched;
  const own = await accountOf(tx, provider.issuer, claims);
  if (!own) return refuse('no-account');
  const [place] = await tx.db.select().from(tenant).where(inTenant(tenant, tx));
  if (place?.state !== 'active') return refuse('tenant-suspended');
  if (!isInside(place.allowList, origin.address)) return refuse('outside-network');

  if (own.state === 'invited') {
    await tx.db
      .update(account)
      .set({ state: 'active', stateSince: tx.now, version: own.version + 1 })
      .where(and(inTenant(account, tx), eq(account.id, own.id)));
  }
  const begun = await startSession(tx, own, origin, { factorPassed: provider.hasSecondFactor, mustChange: false });
  const actor: Actor = { ...nobody, kind: 'user', id: own.id, name: own.email, role: own.role };
  tx.audit(actor, { action: 'session.started', detail: { by: 'oidc', issuer: provider.issuer, stage: begun.stage } });
  return begun;
}
