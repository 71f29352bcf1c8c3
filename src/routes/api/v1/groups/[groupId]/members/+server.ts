import { groupMembers, groupMembersChange } from '$lib/api/contracts/groups';
import { changeMembers, listMembers } from '$lib/server/accounts/groups';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(groupMembers, ({ tx, params, query }) => listMembers(tx, params.groupId, query));
export const POST = endpoint(groupMembersChange, ({ tx, actor, params, body }) => changeMembers(tx, actor, params.groupId, body));
