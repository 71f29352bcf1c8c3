import { randomUUID } from 'node:crypto';
import { and, eq, lte, sql } from 'drizzle-orm';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON
} from '@simplewebauthn/server';
import type { Actor } from '$lib/server/audit/act';
import { passkey, passkeyChallenge } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import type { Refusal } from '$lib/server/http/endpoint';
import { counted, factorAdded, requireRight, type FactorAdded } from './second-factor';
import { advanceSession, type SignedIn } from './sessions';

const CHALLENGE_MS = 5 * 60_000;

/** The page that asks: a passkey answers to the host it was made for alone, whatever a request claims. */
export type Site = Pick<URL, 'origin' | 'hostname'>;

async function keepChallenge(tx: Tx, user: UserSession, challenge: string): Promise<void> {
  const row = { challenge, expiresAt: new Date(tx.now.getTime() + CHALLENGE_MS) };
  await tx.db
    .insert(passkeyChallenge)
    .values({ tenantId: tenantOf(tx), sessionId: user.sessionId, ...row })
    .onConflictDoUpdate({ target: [passkeyChallenge.tenantId, passkeyChallenge.sessionId], set: row });
}

/** The session's challenge, which is used up by this; undefined where there is none. */
async function takeChallenge(tx: Tx, user: UserSession): Promise<string | undefined> {
  const [row] = await tx.db
    .delete(passkeyChallenge)
    .where(and(inTenant(passkeyChallenge, tx), eq(passkeyChallenge.sessionId, user.sessionId)))
    .returning();
  return row && row.expiresAt > tx.now ? row.challenge : undefined;
}

async function ownKeys(tx: Tx, user: UserSession, site: Site) {
  return tx.db
    .select()
    .from(passkey)
    .where(and(inTenant(passkey, tx), eq(passkey.accountId, user.accountId), eq(passkey.rpId, site.hostname)));
}

const named = (keys: readonly { credentialId: string; transports: string[] }[]) =>
  keys.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as AuthenticatorTransport[] }));

/** What the browser needs to make a passkey. */
export async function beginPasskey(tx: Tx, user: UserSession, site: Site) {
  await requireRight(tx, user);
  const options = await generateRegistrationOptions({
    rpName: 'Kiseki',
    rpID: site.hostname,
    userName: user.actor.name,
    userID: new TextEncoder().encode(user.accountId),
    attestationType: 'none',
    excludeCredentials: named(await ownKeys(tx, user, site)),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' }
  });
  await keepChallenge(tx, user, options.challenge);
  return options;
}

/** Keep the passkey that the browser has made. */
export async function addPasskey(
  tx: Tx,
  actor: Actor,
  user: UserSession,
  site: Site,
  { name, response }: { readonly name: string; readonly response: RegistrationResponseJSON }
): Promise<FactorAdded | Refusal> {
  await requireRight(tx, user);
  return counted(tx, user, 'passkey', async () => {
    const expectedChallenge = await takeChallenge(tx, user);
    if (expectedChallenge === undefined) return undefined;
    const made = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.hostname,
      requireUserVerification: false
    }).catch(() => undefined);
    if (!made?.verified) return undefined;
    const { id, publicKey, counter, transports } = made.registrationInfo.credential;
    const kept = await tx.db
      .insert(passkey)
      .values({
        id: randomUUID(),
        tenantId: tenantOf(tx),
        accountId: user.accountId,
        name,
        credentialId: id,
        publicKey,
        counter,
        transports: transports ?? [],
        rpId: site.hostname,
        createdAt: tx.now
      })
      .onConflictDoNothing()
      .returning({ id: passkey.id });
    return kept.length === 0 ? undefined : factorAdded(tx, actor, user, 'passkey');
  });
}

/** What the browser needs to sign with a passkey. */
export async function askPasskey(tx: Tx, user: UserSession, site: Site) {
  const options = await generateAuthenticationOptions({
    rpID: site.hostname,
    allowCredentials: named(await ownKeys(tx, user, site)),
    userVerification: 'preferred'
  });
  await keepChallenge(tx, user, options.challenge);
  return options;
}

/** The second step of signing in, by a passkey. A counter that does not go up is a copy's: refused. */
export function passPasskey(
  tx: Tx,
  actor: Actor,
  user: UserSession,
  site: Site,
  response: AuthenticationResponseJSON
): Promise<SignedIn | Refusal> {
  return counted(tx, user, 'passkey', async () => {
    const expectedChallenge = await takeChallenge(tx, user);
    const key = (await ownKeys(tx, user, site)).find(({ credentialId }) => credentialId === response.id);
    if (expectedChallenge === undefined || !key) return undefined;
    const shown = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.hostname,
      requireUserVerification: false,
      credential: { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: key.counter }
    }).catch(() => undefined);
    if (!shown?.verified) return undefined;
    const { newCounter } = shown.authenticationInfo;
    const isNewer = newCounter === 0 ? eq(passkey.counter, 0) : lte(passkey.counter, sql`${newCounter - 1}::bigint`);
    const used = await tx.db
      .update(passkey)
      .set({ counter: newCounter, lastUsedAt: tx.now })
      .where(and(inTenant(passkey, tx), eq(passkey.id, key.id), isNewer))
      .returning({ id: passkey.id });
    if (used.length === 0) return undefined;
    const next = await advanceSession(tx, user, { factorPassed: true });
    tx.audit(actor, { action: 'second-factor.passed', detail: { kind: 'passkey', stage: next.stage } });
    return next;
  });
}
