import { oidcStart } from '$lib/api/contracts/identity-provider';
import { AWAY_S, beginOidc, OIDC_COOKIE } from '$lib/server/accounts/oidc';
import { originOf } from '$lib/server/accounts/signed-in';
import { endpoint, Refusal } from '$lib/server/http/endpoint';

export const POST = endpoint(oidcStart, async (call) => {
  const { tx, service, body, event } = call;
  const begun = await beginOidc(tx, service.sealer, body.tenant, event.url, originOf(call));
  if (begun instanceof Refusal) return begun;
  event.cookies.set(OIDC_COOKIE, begun.browser, { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: AWAY_S });
  return { location: begun.location };
});
