import { personDisable } from '$lib/api/contracts/people';
import { disablePerson } from '$lib/server/accounts/person-state';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personDisable, ({ tx, actor, params, body }) =>
  disablePerson(tx, actor, params.accountId, body.version)
);
