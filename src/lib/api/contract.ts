/**
 * What an endpoint takes and gives: the one description that the route obeys, the page's client calls by, the OpenAPI document is made of
 * and the tests walk.
 *
 * [Note: Contracts] A route's file holds `endpoint(contract, handler)` and nothing else; a rules test compares path, method and
 * file. Who may call it stands in `guard`, so there is no route without one.
 */
import type * as v from 'valibot';
import type { ServiceErrorCode } from '$lib/model/service-errors';
import type { Role } from './shapes';

/**
 * How far a sign-in has come. `active` may work. The others came through the password (or code) but owe something: the second factor,
 * setting one up, a new password.
 */
export const STAGES = ['second-factor', 'enrol-second-factor', 'change-password', 'active'] as const;
export type Stage = (typeof STAGES)[number];

/** Who may call. `anyone` needs no session; `user` and `operator` one of that kind, in one of the stages (`active` unless said). */
export type Guard =
  | { readonly who: 'anyone' }
  | { readonly who: 'user'; readonly roles?: readonly Role[]; readonly stages?: readonly Stage[] }
  | { readonly who: 'operator'; readonly stages?: readonly Stage[] };

type Schema = v.GenericSchema<unknown, unknown>;

export interface Contract<
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Reply extends Schema | 'stream' = Schema | 'stream'
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** as SvelteKit writes it: `/api/v1/areas/[areaId]`; parameters are ids unless the name ends otherwise than in `Id` */
  readonly path: `/api/v1/${string}`;
  /** one sentence, for the OpenAPI document */
  readonly summary: string;
  readonly guard: Guard;
  readonly query?: Query;
  /** a body is JSON; none is read where there is no schema */
  readonly body?: Body;
  /** bytes; 64 KiB unless said */
  readonly bodyLimit?: number;
  /** asked again it does no harm: a question too long for an address, or a write that knows its own repetitions. No key is kept for it */
  readonly isRepeatable?: true;
  /** 'stream': the handler answers with a `Response` of its own */
  readonly reply: Reply;
  /** refusals besides those that any endpoint may give */
  readonly errors?: readonly ServiceErrorCode[];
}

/** Keeps the literal types. */
export const contract = <
  const C extends Contract<Query, Body, Reply>,
  Query extends Schema,
  Body extends Schema,
  Reply extends Schema | 'stream'
>(
  description: C & Contract<Query, Body, Reply>
): C => description;

type OutputOf<S> = S extends Schema ? v.InferOutput<S> : undefined;
type InputOf<S> = S extends Schema ? v.InferInput<S> : undefined;

/** The names between brackets in a path. */
export type ParamsOf<Path extends string> = Path extends `${string}[${infer Name}]${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<Rest>
  : unknown;

/** As the handler sees them, parsed. */
export type QueryOf<C extends Contract> = OutputOf<C['query']>;
export type BodyOf<C extends Contract> = OutputOf<C['body']>;
export type ReplyOf<C extends Contract> = C['reply'] extends 'stream' ? Response : OutputOf<C['reply']>;
/** As the caller writes them. */
export type QueryInputOf<C extends Contract> = InputOf<C['query']>;
export type BodyInputOf<C extends Contract> = InputOf<C['body']>;
