import { personResetSecondFactor } from '$lib/api/contracts/people';
import { resetSecondFactor } from '$lib/server/accounts/person-state';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personResetSecondFactor, ({ tx, actor, params, body }) =>
  resetSecondFactor(tx, actor, params.accountId, body.version)
);
