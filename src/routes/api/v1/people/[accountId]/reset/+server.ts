import { personReset } from '$lib/api/contracts/people';
import { resetPerson } from '$lib/server/accounts/person-state';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personReset, ({ tx, actor, params, body }) =>
  resetPerson(tx, actor, params.accountId, body.version)
);
