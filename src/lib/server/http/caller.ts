import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { RequestEvent } from '@sveltejs/kit';
import type { Stage } from '$lib/api/contract';
import type { Role } from '$lib/api/shapes';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { session } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { callerAddress } from './hops';

/** Which port a request came in by. The management port serves the operator's console and nothing else; the public one all but that. */
export type ListenerKind = 'public' | 'management';

/** [Note: Which listener] The listener marks its servers with this; a request cannot claim to have come by another. */
export const LISTENER_MARK = Symbol.for('kiseki.listener');

interface Platform {
  readonly req?: { readonly socket: { readonly remoteAddress?: string; readonly server?: { [LISTENER_MARK]?: ListenerKind } } };
}

const socketOf = (event: RequestEvent) => (event.platform as Platform | undefined)?.req?.socket;

export const listenerOf = (event: RequestEvent): ListenerKind => socketOf(event)?.server?.[LISTENER_MARK] ?? 'public';

/**
 * The address a request came from; see [Note: Hops]. The management port is reached directly.
 *
 * @throws ServiceError `bad-request` where the trusted proxies do not say it
 */
export function addressOf(event: RequestEvent, trustedProxies: number): string {
  const peer = socketOf(event)?.remoteAddress ?? event.getClientAddress();
  const hops = listenerOf(event) === 'management' ? 0 : trustedProxies;
  const address = callerAddress(peer, event.request.headers.get('x-forwarded-for') ?? undefined, hops);
  if (address === undefined) throw new ServiceError('bad-request', { at: 'x-forwarded-for' });
  return address;
}

/** The session cookies. `__Host-`: over TLS (or loopback) only, whole host, no other path. Ports share cookies, so each listener has its own. */
export const COOKIES: Readonly<Record<ListenerKind, string>> = {
  public: '__Host-kiseki',
  management: '__Host-kiseki-operator'
};

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const TOUCH_MS = 60_000;

/** Who is signed in, as the session's row and the account's say now. */
export interface UserSession {
  readonly sessionId: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly stage: Stage;
  readonly role: Role;
  readonly accountState: string;
  readonly tenantState: string;
  readonly allowList: readonly string[];
  readonly lastSeenAt: Date;
  readonly actor: Actor;
}

interface SessionRow {
  session_id: string;
  tenant_id: string;
  account_id: string;
  stage: Stage;
  role: Role;
  account_state: string;
  account_name: string;
  tenant_state: string;
  allow_list: string[];
  last_seen_at: Date;
  device_id: string | null;
}

/** The session of a cookie's token, entering its tenant; undefined where it has ended or never was. */
export async function enterSession(tx: Tx, token: string, address: string): Promise<UserSession | undefined> {
  const { rows } = await tx.client.query<SessionRow>({
    name: 'enter-session',
    text: 'select * from enter_session($1, $2)',
    values: [hashOf(token), tx.now]
  });
  const row = rows[0];
  if (!row) return undefined;
  tx.entered(row.tenant_id);
  return {
    sessionId: row.session_id,
    tenantId: row.tenant_id,
    accountId: row.account_id,
    stage: row.stage,
    role: row.role,
    accountState: row.account_state,
    tenantState: row.tenant_state,
    allowList: row.allow_list,
    lastSeenAt: row.last_seen_at,
    actor: { kind: 'user', id: row.account_id, name: row.account_name, role: row.role, deviceId: row.device_id, address }
  };
}

/** A session's idle time begins anew, written down once a minute at most. */
export async function touchSession(tx: Tx, { sessionId, lastSeenAt }: UserSession): Promise<void> {
  if (tx.now.getTime() - lastSeenAt.getTime() < TOUCH_MS) return;
  await tx.db
    .update(session)
    .set({ lastSeenAt: tx.now })
    .where(and(inTenant(session, tx), eq(session.id, sessionId)));
}
