import { personEdit, personGet } from '$lib/api/contracts/people';
import { readPerson } from '$lib/server/accounts/people';
import { editPerson } from '$lib/server/accounts/person-acts';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(personGet, ({ tx, params }) => readPerson(tx, params.accountId));
export const PATCH = endpoint(personEdit, ({ tx, actor, params, body }) => editPerson(tx, actor, params.accountId, body));
