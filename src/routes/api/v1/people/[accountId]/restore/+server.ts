import { personRestore } from '$lib/api/contracts/people';
import { restorePerson } from '$lib/server/accounts/leaver';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personRestore, ({ tx, actor, params, body }) => restorePerson(tx, actor, params.accountId, body));
