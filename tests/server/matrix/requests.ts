import type { CallInput, InputFor } from '$lib/api/client';
import { contactGet } from '$lib/api/contracts/contact';
import { networkGet, networkPreview, networkReplace } from '$lib/api/contracts/network';
import { meGet } from '$lib/api/contracts/me';
import { setUpPost } from '$lib/api/contracts/set-up';
import { serviceGet } from '$lib/api/contracts/service';
import type { Contract } from '$lib/api/contract';
import type { Asker, Home } from './home';
import type { World } from './world';

/** A right request of an endpoint, as somebody of a tenant makes it about the tenant's own things. */
export interface RightRequest {
  readonly contract: Contract;
  input(home: Home, asker: Asker): CallInput;
  /** what must hold in the store first */
  readonly prepare?: (world: World, home: Home, asker: Asker) => Promise<unknown>;
}

/** The input is checked against the contract by the compiler. */
const right = <const C extends Contract>(
  contract: C,
  input: (home: Home, asker: Asker) => NoInfer<InputFor<C>>,
  prepare?: RightRequest['prepare']
): RightRequest => ({ contract, input: input as RightRequest['input'], ...(prepare ? { prepare } : {}) });

export const REQUESTS: readonly RightRequest[] = [
  right(serviceGet, () => ({})),
  right(contactGet, () => ({})),
  right(setUpPost, () => ({
    body: {
      code: 'AAAAA-AAAAA',
      tenant: { slug: 'dogwood', name: 'Dogwood' },
      admin: { email: 'a@example.com', name: 'A', language: 'en' as const },
      operator: { email: 'o@example.com', name: 'O' }
    }
  })),
  right(meGet, () => ({})),
  right(networkGet, () => ({})),
  right(networkPreview, () => ({ body: { ranges: ['127.0.0.0/8'] } })),
  right(networkReplace, () => ({ body: { ranges: ['127.0.0.0/8'], expected: [] } }))
];
