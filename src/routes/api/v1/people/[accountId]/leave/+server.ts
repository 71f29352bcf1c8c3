import { personLeave } from '$lib/api/contracts/people';
import { letLeave } from '$lib/server/accounts/leaver';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personLeave, ({ tx, actor, params, body }) => letLeave(tx, actor, params.accountId, body));
