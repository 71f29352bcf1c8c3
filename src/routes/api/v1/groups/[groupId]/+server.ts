import { groupRename } from '$lib/api/contracts/groups';
import { renameGroup } from '$lib/server/accounts/groups';
import { endpoint } from '$lib/server/http/endpoint';

export const PATCH = endpoint(groupRename, ({ tx, actor, params, body }) => renameGroup(tx, actor, params.groupId, body));
