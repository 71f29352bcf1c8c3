/** [Note: Provider] One identity provider (OpenID Connect) a tenant. It vouches for accounts that are here already; it never makes one. */
import { eq } from 'drizzle-orm';
import { allowInsecureRequests, ClientSecretPost, discovery, type Configuration } from 'openid-client';
import type { IdentityProvider } from '$lib/api/contracts/identity-provider';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { identityLink, identityProvider } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { Sealer } from '$lib/server/keys/sealer';

/** seconds a provider may take to answer: a connection of the store waits with it */
const TIMEOUT_S = 8;
const KNOWN_MS = 3_600_000;
const KNOWN_AT_MOST = 200;

/** A provider is asked over TLS. Tests start one on loopback without. */
export const insecureLoopback = { allowed: false };

const purposeOf = (tenantId: string) => `identity_provider.secret_sealed/${tenantId}`;

/** What providers have said of themselves, for an hour. */
const known = new Map<string, { readonly untilMs: number; readonly configuration: Configuration }>();

/** @throws ServiceError `bad-request` at `issuer` for what is no https address */
function addressOfIssuer(issuer: string): { url: URL; isLoopback: boolean } {
  const url = new URL(issuer);
  const isLoopback =
    insecureLoopback.allowed && url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if ((url.protocol !== 'https:' && !isLoopback) || url.username !== '' || url.password !== '')
    throw new ServiceError('bad-request', { at: 'issuer' });
  return { url, isLoopback };
}

async function discover(issuer: string, clientId: string, secret: string): Promise<Configuration> {
  const { url, isLoopback } = addressOfIssuer(issuer);
  return discovery(url, clientId, undefined, ClientSecretPost(secret), {
    timeout: TIMEOUT_S,
    ...(isLoopback ? { execute: [allowInsecureRequests] } : {})
  });
}

/** The tenant's provider, with its secret sealed; undefined where there is none. */
export async function readProvider(tx: Tx): Promise<typeof identityProvider.$inferSelect | undefined> {
  const [row] = await tx.db.select().from(identityProvider).where(inTenant(identityProvider, tx));
  return row;
}

/** The client for a provider. @throws ServiceError `unavailable` where the provider does not answer */
export async function clientOf(sealer: Sealer, row: typeof identityProvider.$inferSelect, now: Date): Promise<Configuration> {
  const key = `${row.tenantId} ${row.version}`;
  const found = known.get(key);
  if (found && found.untilMs > now.getTime()) return found.configuration;
  const secret = new TextDecoder().decode(sealer.open(purposeOf(row.tenantId), row.secretSealed));
  const configuration = await discover(row.issuer, row.clientId, secret).catch(() => {
    throw new ServiceError('unavailable');
  });
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, { untilMs: now.getTime() + KNOWN_MS, configuration });
  return configuration;
}

/** What an administrator sees of the provider. */
export function shownProvider(row: typeof identityProvider.$inferSelect): IdentityProvider {
  const { name, issuer, clientId, enabled, hasSecondFactor, version } = row;
  return { name, issuer, clientId, enabled, hasSecondFactor, version };
}

/**
 * Set the tenant's provider, after it has answered.
 *
 * @throws ServiceError `stale`; `bad-request` at `issuer` where nobody answers as one, at `secret` where the first has none
 */
export async function setProvider(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  wanted: IdentityProvider & { readonly secret?: string | undefined }
): Promise<IdentityProvider> {
  const tenantId = tenantOf(tx);
  const before = await readProvider(tx);
  if ((before?.version ?? 0) !== wanted.version) throw new ServiceError('stale');
  // a secret kept for one provider is not shown to another
  const isSame = before?.issuer === wanted.issuer;
  if (wanted.secret === undefined && !isSame) throw new ServiceError('bad-request', { at: 'secret' });
  const secret = wanted.secret ?? new TextDecoder().decode(sealer.open(purposeOf(tenantId), before!.secretSealed));
  await discover(wanted.issuer, wanted.clientId, secret).catch(() => {
    throw new ServiceError('bad-request', { at: 'issuer' });
  });
  const { name, issuer, clientId, enabled, hasSecondFactor } = wanted;
  const row = {
    ...{ name, issuer, clientId, enabled, hasSecondFactor },
    secretSealed: sealer.seal(purposeOf(tenantId), secret),
    version: wanted.version + 1
  };
  const [after] = await tx.db
    .insert(identityProvider)
    .values({ tenantId, ...row })
    .onConflictDoUpdate({
      target: identityProvider.tenantId,
      set: row,
      setWhere: eq(identityProvider.version, wanted.version)
    })
    .returning();
  if (!after) throw new ServiceError('stale');
  tx.audit(actor, {
    action: 'identity-provider.changed',
    target: { kind: 'identity-provider', id: tenantId, name },
    detail: { issuer, clientId, enabled, hasSecondFactor, secretChanged: wanted.secret !== undefined }
  });
  return shownProvider(after);
}

/** Do without a provider. @throws ServiceError `not-found` */
export async function removeProvider(tx: Tx, actor: Actor): Promise<void> {
  const removed = await tx.db.delete(identityProvider).where(inTenant(identityProvider, tx)).returning();
  if (removed.length === 0) throw new ServiceError('not-found');
  await tx.db.delete(identityLink).where(inTenant(identityLink, tx));
  tx.audit(actor, {
    action: 'identity-provider.removed',
    target: { kind: 'identity-provider', id: tenantOf(tx), name: removed[0]!.name },
    detail: { issuer: removed[0]!.issuer }
  });
}
