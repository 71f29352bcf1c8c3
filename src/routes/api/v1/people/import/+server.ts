import { importPeople } from '$lib/api/contracts/people-import';
import { readMe } from '$lib/server/accounts/me';
import { importAll } from '$lib/server/accounts/people-import';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(importPeople, async ({ tx, actor, user, body }) => {
  const { zone } = await readMe(tx, user);
  return importAll(tx, actor, body.rows, { createGroups: body.createGroups, zone });
});
