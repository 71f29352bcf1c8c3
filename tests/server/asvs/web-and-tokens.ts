import { item, open, reason, shown, type Item } from './item';

export const WEB_AND_TOKENS: readonly Item[] = [
  item('3.1.1', 3, 'what browsers must support is documented', open('README')),
  item(
    '3.2.1',
    1,
    'answers are not rendered as what they are not',
    shown('listener: serves assets for ever, and lets them do nothing')
  ),
  item('3.2.2', 1, 'text is shown as text', shown('tests/rules/csp.test.ts: ')),
  item('3.3.1', 1, 'cookies are Secure, with a prefix', shown('transport: is spoken from 1.2 on')),
  item(
    '3.3.2',
    2,
    'cookies are SameSite',
    reason('SameSite=Strict on both session cookies: endpoint.ts has the one place that sets them')
  ),
  item('3.3.3', 2, 'cookies have the __Host- prefix', reason('COOKIES in src/lib/server/http/caller.ts')),
  item('3.3.4', 2, 'scripts cannot read the session’s cookie', reason('HttpOnly: endpoint.ts has the one place that sets them')),
  item('3.4.1', 1, 'HSTS', shown('transport: is spoken from 1.2 on, on both ports, and browsers are told to insist on it')),
  item('3.4.2', 1, 'no foreign origin is allowed by CORS', reason('no Access-Control header is ever sent')),
  item('3.4.3', 2, 'a content security policy', shown('listener: serves the page under its own policy alone')),
  item('3.4.4', 2, 'nosniff', shown('listener: serves assets for ever, and lets them do nothing')),
  item('3.4.5', 2, 'a referrer policy', reason('no-referrer on all answers: http/headers.ts')),
  item('3.4.6', 2, 'nobody frames us', shown('listener: serves the page under its own policy alone')),
  item('3.4.8', 3, 'documents are isolated from their openers', reason('Cross-Origin-Opener-Policy: same-origin on all answers')),
  item(
    '3.5.1',
    1,
    'requests of other sites are refused',
    shown('limits: is not what our own page is', 'matrix/matrix: every endpoint answers everybody')
  ),
  item('3.5.3', 1, 'what changes something is no GET', shown('matrix/matrix: every endpoint answers everybody')),
  item('3.5.5', 2, 'messages of other origins are discarded', reason('the page listens to its own workers and channels only')),
  item('3.6.1', 3, 'nothing is loaded from elsewhere', shown('tests/rules/csp.test.ts: ')),
  item('3.7.1', 2, 'no dead technology', reason('none in the page')),
  item('4.1.1', 1, 'answers say their type', shown('listener: sends WASM compressed, with its type')),
  item('4.1.2', 2, 'only pages are redirected to HTTPS', reason('nothing is redirected: one port speaks one of both')),
  item(
    '4.1.3',
    2,
    'headers of proxies cannot be forged',
    shown('network: a forged header changes nothing', 'src/lib/server/http/hops.test.ts: is the peer where no proxy is trusted')
  ),
  item('4.2.1', 2, 'message borders are clear', shown('listener: refuses what is not HTTP, with the same headers')),
  item(
    '9.1.1',
    1,
    'tokens that carry their own content are verified',
    reason('only ID tokens come in: openid-client verifies them; our own sessions are references')
  ),
  item('9.1.2', 1, 'by listed algorithms alone', reason('openid-client: none and unknown ones are refused')),
  item('9.1.3', 1, 'with keys of known origin', reason('keys come from the configured issuer’s metadata')),
  item('9.2.1', 1, 'within their time', reason('openid-client checks exp, iat and nbf')),
  item('9.2.2', 2, 'of the right kind', reason('ID tokens of the code flow only')),
  item('9.2.3', 2, 'meant for us', reason('aud must be our client id: openid-client')),
  item('10.1.1', 2, 'tokens go only where they are needed', reason('the provider’s tokens stay on the server and are not kept')),
  item(
    '10.1.2',
    2,
    'answers belong to what the same browser asked for',
    reason('state, nonce, PKCE and a cookie of the browser: identity_attempt')
  ),
  item('10.2.1', 2, 'the code flow cannot be forged by another site', reason('PKCE and state: identity_attempt')),
  item(
    '10.2.2',
    2,
    'providers cannot be mixed up',
    reason('the attempt names the tenant, which has one provider; iss is checked where sent')
  ),
  item('10.5.1', 2, 'ID tokens cannot be replayed', reason('nonce, once')),
  item('10.5.2', 2, 'users are known by what is never reassigned', reason('issuer and subject: identity_link')),
  item('10.5.3', 2, 'metadata’s issuer is the configured one', reason('openid-client compares them')),
  item('10.5.4', 2, 'the audience is us', reason('openid-client compares aud with the client id'))
];
