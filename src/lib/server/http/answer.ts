import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { faultOf, log } from '$lib/server/log';
import { isInside } from '$lib/server/tenants/ranges';
import { headersFor } from './headers';
import { canonicalAddress, isSecure } from './hops';

/** SvelteKit's handler: answers static files, pages and endpoints. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** tells the handler the scheme; set here on every request, whatever the client sent */
export const PROTOCOL_HEADER = 'x-kiseki-protocol';

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const READING = new Set(['GET', 'HEAD']);
/** what takes more than questions */
const API = '/api/';

/** A name or address with a port. Kit puts the request's address together from it: anything else would move the path. */
const HOST = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** What differs from port to port. */
export interface Port {
  /** networks whose peers are answered; undefined: all */
  readonly allow: readonly string[] | undefined;
  readonly trustedProxies: number;
  /** whatever comes has come over TLS to a proxy of ours, also where that does not say so */
  readonly behindTls: boolean;
  readonly hstsSeconds: number;
}

/** End an answer with a status and its words, as plain text; cuts the connection if an answer was already under way. */
function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag', 'Last-Modified']) response.removeHeader(name);
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers });
  response.end(`${STATUS_CODES[status] ?? status}\n`);
}

/**
 * A 304 carries no page, so Kit sets no policy on it, and the browser would replace the stored page's policy by ours for plain files:
 * the page would come up empty on its second visit. Without a policy in the 304 the stored one stays.
 */
function keepStoredPolicy(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    if (status === 304) response.removeHeader('Content-Security-Policy');
    return writeHead(status, ...rest);
  };
}

const isAllowed = (allow: readonly string[] | undefined, { socket }: IncomingMessage): boolean =>
  allow === undefined || isInside(allow, canonicalAddress(socket.remoteAddress ?? '') ?? '');

/** Answer one request: our headers on everything, then what the handler says. */
export async function answer(handler: Handler, port: Port, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pathname = (request.url ?? '/').split('?', 1)[0]!;
  for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
  const forwarded = request.headers['x-forwarded-proto'];
  const isTls = Boolean((request.socket as Partial<TLSSocket>).encrypted);
  const secure = port.behindTls || isSecure(isTls, forwarded?.toString(), port.trustedProxies);
  if (secure && port.hstsSeconds > 0) response.setHeader('Strict-Transport-Security', `max-age=${port.hstsSeconds}`);

  keepStoredPolicy(response);
  if (!isAllowed(port.allow, request)) return refuse(response, 403);

  // a prober may speak HTTP/1.0, which knows no Host
  request.headers.host ??= 'localhost';
  if (!HOST.test(request.headers.host)) return refuse(response, 400);

  const method = request.method ?? '';
  if (!METHODS.has(method)) return refuse(response, 405, { Allow: [...METHODS].join(', ') });
  // Event data never comes to a server: where there is no endpoint, nothing that could carry any is taken.
  if (!pathname.startsWith(API) && !READING.has(method)) return refuse(response, 405, { Allow: 'GET, HEAD' });

  // The static file server answers a range that ends before it starts by throwing after the head was sent. A server may ignore ranges.
  delete request.headers.range;
  request.headers[PROTOCOL_HEADER] = secure ? 'https' : 'http';
  try {
    await handler(request, response, () => refuse(response, 404));
  } catch (error) {
    log('error', 'answer.failed', faultOf(error));
    refuse(response, 500);
  }
}

/** Answer what is not HTTP at all; the parser's error carries no response object. */
export function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const headers = Object.entries({ ...headersFor('/'), 'Content-Length': '0', Connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n`);
}
