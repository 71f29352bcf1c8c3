import { randomUUID } from 'node:crypto';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { CALLER_HEADER } from '$lib/api/client';
import type { BodyOf, Contract, ParamsOf, QueryOf, ReplyOf } from '$lib/api/contract';
import { ServiceError, type ServiceErrorCode, type ServiceErrorDetail } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { withDeadline } from '$lib/server/db/deadline';
import { isOutage } from '$lib/server/db/outage';
import { transaction, type Tx } from '$lib/server/db/transaction';
import { faultOf, log } from '$lib/server/log';
import type { OperatorSession } from '$lib/server/operators/session';
import { service, type Service } from '$lib/server/service';
import { addressOf, COOKIES, listenerOf, type UserSession } from './caller';
import { lets, operatorOf, userOf } from './guard';
import { KeyedWrite, type Answered } from './idempotency';
import { rateLimit } from './rate-limit';
import { STATUS } from './status';

/** What is the operator's is below this; it works as `kiseki_operator`, at the management listener only (`gate.ts`). */
const CONSOLE = '/api/v1/operator/';

const BODY_LIMIT = 65_536;
/** what a proxy in front calls a request; anything else is not repeated */
const REQUEST_ID = /^[\w-]{8,64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a handler gets: everything parsed, the caller known and allowed, a transaction open. */
export interface Call<C extends Contract> {
  readonly service: Service;
  readonly tx: Tx;
  readonly params: ParamsOf<C['path']>;
  readonly query: QueryOf<C>;
  readonly body: BodyOf<C>;
  /** who asks; a `nobody` where the contract lets anyone */
  readonly actor: Actor;
  /** the session; there is one wherever the contract's guard asks for a user */
  readonly user: C['guard'] extends { who: 'user' } ? UserSession : UserSession | undefined;
  /** the operator's session; there is one wherever the contract's guard asks for an operator */
  readonly operator: C['guard'] extends { who: 'operator' } ? OperatorSession : undefined;
  readonly address: string;
  readonly event: RequestEvent;
  /** set the session's cookie, or end it with null */
  readonly setCookie: (token: string | null) => void;
}

/** A refusal whose transaction is kept: failures that count (throttling) and are audited. Thrown `ServiceError`s undo everything. */
export class Refusal {
  constructor(
    readonly code: ServiceErrorCode,
    readonly detail: ServiceErrorDetail = {}
  ) {}
}

type Handler<C extends Contract> = (call: Call<C>) => Promise<ReplyOf<C> | Refusal>;

function json({ status, body, detail }: Answered & { readonly detail?: ServiceErrorDetail }): Response {
  const headers = { 'Cache-Control': 'no-store', ...(status === 204 ? {} : { 'Content-Type': 'application/json' }) };
  const answer = new Response(status === 204 ? null : body, { status, headers });
  if (typeof detail?.retrySeconds === 'number') answer.headers.set('Retry-After', String(detail.retrySeconds));
  return answer;
}

/** A reply, or a refusal, as it is sent. */
function answeredWith(result: unknown): Answered & { readonly detail?: ServiceErrorDetail } {
  if (result instanceof Refusal) {
    const { code, detail } = result;
    return { status: STATUS[code], body: JSON.stringify({ code, detail }), detail };
  }
  return { status: Object.keys(result as object).length === 0 ? 204 : 200, body: JSON.stringify(result) };
}

const refusal = (code: ServiceErrorCode, detail: ServiceErrorDetail): Response => json(answeredWith(new Refusal(code, detail)));

/** What changes something, and is answered in one piece. */
const isWrite = ({ method, reply, isRepeatable }: Contract): boolean => method !== 'GET' && reply !== 'stream' && !isRepeatable;

/** No text of ours has a NUL, and the store cannot hold one. As a reviver it sees keys and values. @throws ServiceError `bad-request` */
function refuseNul(key: string, value: unknown): unknown {
  if (key.includes('\0') || (typeof value === 'string' && value.includes('\0')))
    throw new ServiceError('bad-request', { at: 'NUL' });
  return value;
}

/** @throws ServiceError `too-large` after the limit, whatever the length header says; `bad-request` on what is no JSON */
async function readBody(request: Request, limit: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new ServiceError('bad-request', { at: 'content-type' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw new ServiceError('too-large', { limitBytes: limit });
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return JSON.parse(text, text.includes('\\u0000') ? refuseNul : undefined);
  } catch {
    throw new ServiceError('bad-request', { at: 'body' });
  }
}

/** @throws ServiceError `bad-request` naming the first field that is wrong; never its value */
function parse<S extends v.GenericSchema>(schema: S | undefined, value: unknown, where: string): v.InferOutput<S> | undefined {
  if (!schema) return undefined;
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ServiceError('bad-request', { at: v.getDotPath(result.issues[0]) ?? where });
}

/** A request of another site's page never gets this far: it cannot set our header, and says where it comes from. */
function refuseOtherSites({ request, url }: RequestEvent): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const isOurs = request.headers.has(CALLER_HEADER) && (site === null || site === 'same-origin');
  if (!isOurs || (origin !== null && !isOwnOrigin(origin, url))) throw new ServiceError('cross-site');
}

/** Host and port are the same; a page that was read in clear speaks for none that came over TLS. `null` and what is no URL are foreign. */
function isOwnOrigin(origin: string, url: URL): boolean {
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  return from?.host === url.host && (from.protocol === url.protocol || url.protocol === 'http:');
}

function checkParams(contract: Contract, params: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith('Id') && !UUID.test(value ?? '')) throw new ServiceError('not-found');
  }
}

/**
 * The one way to write a route: parse, guard, do, reply, in one transaction. See [Note: Contracts].
 */
export function endpoint<const C extends Contract>(contract: C, handler: Handler<C>): RequestHandler {
  const handle = async (event: RequestEvent): Promise<Response> => {
    const open = service();
    const kind = listenerOf(event);
    try {
      const address = addressOf(event, open.config.trustedProxies);
      const cookie = event.cookies.get(COOKIES[kind]);
      rateLimit(open).take(address, cookie);
      if (contract.method !== 'GET') refuseOtherSites(event);
      checkParams(contract, event.params);
      for (const [name, value] of event.url.searchParams) refuseNul(name, value);
      const query = parse(contract.query, Object.fromEntries(event.url.searchParams), 'query');
      const sent = contract.body ? await readBody(event.request, contract.bodyLimit ?? BODY_LIMIT) : undefined;
      const body = parse(contract.body, sent, 'body');
      const setCookie = (token: string | null): void => {
        const options = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;
        if (token === null) event.cookies.delete(COOKIES[kind], options);
        else event.cookies.set(COOKIES[kind], token, options);
      };
      const role = contract.path.startsWith(CONSOLE) ? 'operator' : 'app';
      const work = async (tx: Tx): Promise<Response | Answered> => {
        const isConsole = role === 'operator';
        const user = isConsole ? undefined : await userOf(contract.guard, tx, cookie, address);
        const operator = isConsole ? await operatorOf(contract.guard, tx, cookie, address) : undefined;
        if (!lets(contract.guard, tx, user, `${contract.method} ${contract.path}`)) return answeredWith(new Refusal('forbidden'));
        const nobody: Actor = { kind: 'nobody', id: null, name: '', role: '', deviceId: null, address };
        const actor = user?.actor ?? operator?.actor ?? nobody;
        const given = { service: open, tx, params: event.params, query, body, actor, user, operator, address };
        if (user ?? operator) rateLimit(open).know(cookie);
        const key = isWrite(contract) ? event.request.headers.get('idempotency-key') : null;
        const keyed = KeyedWrite.of(tx, open.sealer, { user, operator }, key);
        const before = await keyed?.begin([contract.method, event.url.pathname, event.url.search, sent ?? null]);
        if (before) return before;
        const result = await handler({ ...given, event, setCookie } as unknown as Call<C>);
        const answered = result instanceof Response ? result : answeredWith(result);
        if (keyed && !(answered instanceof Response)) await keyed.end(answered);
        return answered;
      };
      const result = await transaction(open.store, role, open.clock(), (tx) => withDeadline(work(tx)));
      return result instanceof Response ? result : json(result);
    } catch (error) {
      if (error instanceof ServiceError) return refusal(error.code, error.detail);
      const asked = event.request.headers.get('x-request-id') ?? '';
      const request = REQUEST_ID.test(asked) ? asked : randomUUID();
      const where = { method: contract.method, path: contract.path, request };
      if (isOutage(error)) {
        log('warn', 'request.unavailable', { ...where, ...faultOf(error) });
        return refusal('unavailable', { retrySeconds: 2 });
      }
      log('error', 'request.failed', { ...where, ...faultOf(error) });
      // what the operator finds the line by
      return refusal('internal', { request });
    }
  };
  // the rules test reads which contract a route was made with
  return Object.assign(handle, { contract });
}
