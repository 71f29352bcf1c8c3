import { meGet } from '$lib/api/contracts/me';
import { profileChange } from '$lib/api/contracts/profile';
import { readMe } from '$lib/server/accounts/me';
import { changeProfile } from '$lib/server/accounts/profile';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(meGet, ({ tx, user }) => readMe(tx, user));

export const PATCH = endpoint(profileChange, async ({ tx, actor, user, body }) => {
  await changeProfile(tx, actor, user, body);
  return {};
});
