import * as v from 'valibot';
import { isServiceErrorCode, ServiceError, type ServiceErrorDetail } from '$lib/model/service-errors';
import type { BodyInputOf, Contract, ParamsOf, QueryInputOf, ReplyOf } from './contract';

/** Marks a request as made by a script of ours: a form or image of another site cannot set it. */
export const CALLER_HEADER = 'X-Kiseki';

/** Tells of every refusal, by its code: the page takes note of a session that has ended, whoever asked. */
export const refusals = new EventTarget();

/** What a call may carry; the contract says what it must. */
export interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: unknown;
  readonly body?: unknown;
  /** makes a write that is sent twice count once */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

type Carries<K extends string, T> = unknown extends T
  ? { readonly [P in K]?: undefined }
  : undefined extends T
    ? { readonly [P in K]?: T }
    : { readonly [P in K]: T };

export type InputFor<C extends Contract> = Omit<CallInput, 'params' | 'query' | 'body'> &
  Carries<'params', ParamsOf<C['path']>> &
  Carries<'query', QueryInputOf<C>> &
  Carries<'body', BodyInputOf<C>>;

/** The path with its parameters and query. */
export function addressOf(contract: Contract, { params = {}, query = {} }: CallInput = {}): string {
  const path = contract.path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const pairs = Object.entries(query as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

/** A key for what makes something, and is the caller's own: see [Note: Idempotency] in `server/http/idempotency.ts`. */
function keyFor({ method, guard, isRepeatable }: Contract): string | undefined {
  const isFinished = guard.who !== 'anyone' && guard.stages === undefined;
  return method === 'POST' && isFinished && !isRepeatable ? crypto.randomUUID() : undefined;
}

/** @returns the refusal that an answer holds */
async function refusalOf(answer: Response): Promise<ServiceError> {
  const told = (await answer.json().catch(() => undefined)) as { code?: unknown; detail?: ServiceErrorDetail } | undefined;
  return isServiceErrorCode(told?.code)
    ? new ServiceError(told.code, told.detail ?? {})
    : new ServiceError(answer.status >= 500 ? 'unavailable' : 'internal', { status: answer.status });
}

/**
 * Ask the service.
 *
 * @param ask `fetch`, or a test's
 * @returns the reply, checked against the contract; the whole answer where that is a stream
 * @throws ServiceError as the service refused; `offline` when it could not be reached
 */
export async function call<const C extends Contract>(
  contract: C,
  input: InputFor<C>,
  ask: (address: string, init: RequestInit) => Promise<Response> = fetch
): Promise<ReplyOf<C>> {
  const { body, idempotencyKey = keyFor(contract), signal } = input as CallInput;
  const headers: Record<string, string> = { [CALLER_HEADER]: '1', Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  const send = (): Promise<Response> =>
    ask(addressOf(contract, input as CallInput), {
      method: contract.method,
      headers,
      cache: 'no-store',
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {})
    });
  let answer: Response;
  try {
    answer = await send().catch((error: unknown) => {
      // whether it has arrived nobody knows: under its key it may be sent again
      if (idempotencyKey === undefined || signal?.aborted) throw error;
      return send();
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServiceError('offline');
  }
  if (!answer.ok) {
    const refusal = await refusalOf(answer);
    refusals.dispatchEvent(new Event(refusal.code));
    throw refusal;
  }
  if (contract.reply === 'stream') return answer as ReplyOf<C>;
  const reply = v.safeParse(contract.reply, answer.status === 204 ? {} : await answer.json().catch(() => undefined));
  if (!reply.success) throw new ServiceError('internal', { at: contract.path });
  return reply.output as ReplyOf<C>;
}
