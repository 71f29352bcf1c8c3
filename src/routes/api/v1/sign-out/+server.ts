import { signOutPost } from '$lib/api/contracts/login';
import { signOut } from '$lib/server/accounts/sessions';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(signOutPost, async ({ tx, actor, user, body, setCookie }) => {
  await signOut(tx, actor, user, body.everywhere);
  setCookie(null);
  return {};
});
