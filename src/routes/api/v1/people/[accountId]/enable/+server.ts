import { personEnable } from '$lib/api/contracts/people';
import { enablePerson } from '$lib/server/accounts/person-state';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personEnable, ({ tx, actor, params, body }) =>
  enablePerson(tx, actor, params.accountId, body.version)
);
