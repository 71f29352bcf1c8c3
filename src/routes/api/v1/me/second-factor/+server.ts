import { factorsGet } from '$lib/api/contracts/second-factor';
import { listFactors } from '$lib/server/accounts/second-factor';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(factorsGet, ({ tx, user }) => listFactors(tx, user));
