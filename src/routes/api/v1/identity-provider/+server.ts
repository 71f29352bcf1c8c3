import { identityProviderDelete, identityProviderGet, identityProviderPut } from '$lib/api/contracts/identity-provider';
import { readProvider, removeProvider, setProvider, shownProvider } from '$lib/server/accounts/identity-provider';
import { CALLBACK } from '$lib/server/accounts/oidc';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(identityProviderGet, async ({ tx, event }) => {
  const row = await readProvider(tx);
  return { provider: row ? shownProvider(row) : null, redirectUri: new URL(CALLBACK, event.url).href };
});

export const PUT = endpoint(identityProviderPut, ({ tx, service, actor, body }) => setProvider(tx, service.sealer, actor, body));

export const DELETE = endpoint(identityProviderDelete, async ({ tx, actor }) => {
  await removeProvider(tx, actor);
  return {};
});
