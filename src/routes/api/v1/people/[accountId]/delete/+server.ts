import { personDelete } from '$lib/api/contracts/people';
import { deletePerson } from '$lib/server/accounts/leaver';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personDelete, async ({ tx, actor, params, body }) => {
  await deletePerson(tx, actor, params.accountId, body);
  return {};
});
