import { groupCreate, groupsList } from '$lib/api/contracts/groups';
import { createGroup, listGroups } from '$lib/server/accounts/groups';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(groupsList, ({ tx, query }) => listGroups(tx, query));
export const POST = endpoint(groupCreate, ({ tx, actor, body }) => createGroup(tx, actor, body.name));
