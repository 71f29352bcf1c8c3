import type { RequestEvent } from '@sveltejs/kit';
import { listenerOf } from './caller';

const OPERATOR = /^\/(?:api\/v1\/)?operator(?:\/|$)/;
const SHARED = /^\/(?:healthz|readyz)$/;

/** What each request passes before its page or endpoint: the right port for it, and no caching of what the API says. */
export async function gate(
  event: RequestEvent,
  resolve: (event: RequestEvent) => Response | Promise<Response>
): Promise<Response> {
  const { pathname } = event.url;
  const isOperators = OPERATOR.test(pathname);
  if (!SHARED.test(pathname) && isOperators !== (listenerOf(event) === 'management')) {
    return new Response('Not Found\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
  const answer = await resolve(event);
  if (pathname.startsWith('/api/')) answer.headers.set('Cache-Control', 'no-store');
  return answer;
}
