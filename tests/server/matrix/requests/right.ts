import type { CallInput, InputFor } from '$lib/api/client';
import type { Contract } from '$lib/api/contract';
import type { Asker, Home } from '../home';
import type { World } from '../world';

/** Another request that deserves a row of its own. */
export interface FurtherRequest {
  readonly circumstance: string;
  /** the right one's unless said */
  readonly input?: (home: Home, asker: Asker) => CallInput;
  /** what must hold in the store first, besides what must for the right one */
  readonly prepare?: RightRequest['prepare'];
  readonly headers?: Readonly<Record<string, string>>;
  /** 200 unless said */
  readonly status?: number;
  /** why it is refused, if it is */
  readonly code?: string;
  /** the action that must be in the audit */
  readonly audit?: string;
  /** in that of the tenant that was named */
  readonly isToldElsewhere?: boolean;
}

/** One that is refused. */
export interface WrongRequest extends FurtherRequest {
  readonly input: (home: Home, asker: Asker) => CallInput;
  readonly status: number;
  readonly code: string;
}

/** A right request of an endpoint, as somebody of a tenant makes it about the tenant's own things. */
export interface RightRequest {
  readonly contract: Contract;
  readonly input: (home: Home, asker: Asker) => CallInput;
  /** what must hold in the store first */
  readonly prepare?: (world: World, home: Home, asker: Asker) => Promise<unknown>;
  readonly wrong: readonly WrongRequest[];
  readonly further: readonly FurtherRequest[];
}

/** The input is checked against the contract by the compiler. */
export const right = <const C extends Contract>(
  contract: C,
  input: (home: Home, asker: Asker) => NoInfer<InputFor<C>>,
  more: Partial<Pick<RightRequest, 'prepare' | 'wrong' | 'further'>> = {}
): RightRequest => ({ contract, input: input as RightRequest['input'], wrong: [], further: [], ...more });
