import { personUnlock } from '$lib/api/contracts/people';
import { unlockPerson } from '$lib/server/accounts/person-state';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(personUnlock, ({ tx, actor, params }) => unlockPerson(tx, actor, params.accountId));
