import type { RequestEvent } from '@sveltejs/kit';
import { transaction } from '$lib/server/db/transaction';
import { service } from '$lib/server/service';
import { isInside } from '$lib/server/tenants/ranges';
import { addressOf, COOKIES, enterSession, listenerOf } from './caller';
import { outsidePage } from './outside-page';

const OPERATOR = /^\/(?:metrics$|(?:api\/v1\/)?operator(?:\/|$))/;
const SHARED = /^\/(?:healthz|readyz)$/;

/** What each request passes before its page or endpoint: the right port for it, the tenant's networks, no caching of what the API says. */
export async function gate(
  event: RequestEvent,
  resolve: (event: RequestEvent) => Response | Promise<Response>
): Promise<Response> {
  const { pathname } = event.url;
  const isManagement = listenerOf(event) === 'management';
  if (isManagement && pathname === '/') return new Response(null, { status: 302, headers: { Location: '/operator' } });
  if (!SHARED.test(pathname) && OPERATOR.test(pathname) !== isManagement) {
    return new Response('Not Found\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
  if (pathname.startsWith('/api/')) {
    const answer = await resolve(event);
    answer.headers.set('Cache-Control', 'no-store');
    return answer;
  }
  return (await refusalOfPage(event)) ?? (await resolve(event));
}

/**
 * The page for somebody signed in who comes from outside of the tenant's networks. Endpoints check by themselves (`guard.ts`).
 *
 * While the store cannot be asked the page goes out: it is the same file for everybody and holds nothing, and what it asks for is refused.
 */
async function refusalOfPage(event: RequestEvent): Promise<Response | undefined> {
  const token = event.cookies.get(COOKIES.public);
  if (token === undefined || SHARED.test(event.url.pathname)) return undefined;
  try {
    const open = service();
    const address = addressOf(event, open.config.trustedProxies);
    const user = await transaction(open.store, 'app', open.clock(), (tx) => enterSession(tx, token, address));
    if (!user || isInside(user.allowList, address)) return undefined;
    return outsidePage(event.request.headers.get('accept-language'), address);
  } catch {
    return undefined;
  }
}
