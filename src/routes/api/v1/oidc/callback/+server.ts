import { oidcCallback } from '$lib/api/contracts/identity-provider';
import { finishOidc, OIDC_COOKIE } from '$lib/server/accounts/oidc';
import { answerSignedIn, originOf } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(oidcCallback, async (call) => {
  const { tx, service, query, event } = call;
  const came = { address: event.url, state: query.state, browser: event.cookies.get(OIDC_COOKIE) };
  const begun = await finishOidc(tx, service.sealer, came, originOf(call));
  event.cookies.delete(OIDC_COOKIE, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
  if (begun) await answerSignedIn(call, begun);
  return new Response(null, { status: 303, headers: { Location: begun ? '/login' : '/login?problem=provider' } });
});
