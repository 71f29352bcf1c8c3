import { peopleList, personCreate } from '$lib/api/contracts/people';
import { listPeople } from '$lib/server/accounts/people';
import { createPerson } from '$lib/server/accounts/person-acts';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(peopleList, ({ tx, query }) => listPeople(tx, query));
export const POST = endpoint(personCreate, ({ tx, actor, body }) => createPerson(tx, actor, body));
