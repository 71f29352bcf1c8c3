import { version } from '$app/environment';
import { serviceGet } from '$lib/api/contracts/service';
import { endpoint } from '$lib/server/http/endpoint';
import { readSettings } from '$lib/server/operators/settings';
import { hasTenants } from '$lib/server/tenants/tenants';

export const GET = endpoint(serviceGet, async ({ tx, user }) => {
  const { guests } = await readSettings(tx);
  return { version, guests, needsSetUp: !(await hasTenants(tx)), signedIn: user !== undefined };
});
