import type { CallInput, InputFor } from '$lib/api/client';
import type { Contract } from '$lib/api/contract';
import type { Asker, Home } from '../home';
import type { World } from '../world';

/** A wrong request that deserves a row of its own. */
export interface WrongRequest {
  readonly circumstance: string;
  input(home: Home, asker: Asker): CallInput;
  readonly status: number;
  readonly code: string;
  /** the action that must be in the audit */
  readonly audit?: string;
}

/** A right request of an endpoint, as somebody of a tenant makes it about the tenant's own things. */
export interface RightRequest {
  readonly contract: Contract;
  input(home: Home, asker: Asker): CallInput;
  /** what must hold in the store first */
  readonly prepare?: (world: World, home: Home, asker: Asker) => Promise<unknown>;
  readonly wrong: readonly WrongRequest[];
}

/** The input is checked against the contract by the compiler. */
export const right = <const C extends Contract>(
  contract: C,
  input: (home: Home, asker: Asker) => NoInfer<InputFor<C>>,
  more: Partial<Pick<RightRequest, 'prepare' | 'wrong'>> = {}
): RightRequest => ({ contract, input: input as RightRequest['input'], wrong: [], ...more });
