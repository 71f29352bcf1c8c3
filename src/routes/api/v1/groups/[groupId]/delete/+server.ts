import { groupDelete } from '$lib/api/contracts/groups';
import { deleteGroup } from '$lib/server/accounts/groups';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(groupDelete, async ({ tx, actor, params, body }) => {
  await deleteGroup(tx, actor, params.groupId, body.version);
  return {};
});
