import { personHoldings } from '$lib/api/contracts/people';
import { holdingsOf } from '$lib/server/accounts/leaver';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(personHoldings, ({ tx, params }) => holdingsOf(tx, params.accountId));
