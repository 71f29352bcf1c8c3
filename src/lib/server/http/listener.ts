/**
 * The program's server: Node's HTTP server around SvelteKit's handler. `vite build --mode listener` makes `build/listener.js` of it,
 * beside `build/handler.js`, which it serves.
 *
 * Environment: `HOST` (127.0.0.1), `PORT` (4173, or the next free one; a port that was asked for is not replaced; 0 takes any).
 */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { headersFor } from './headers';

/** SvelteKit's handler: answers static files, pages and endpoints. */
type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

const DEFAULT_PORT = 4173;
/** ports tried after the default one */
const PORTS_TRIED = 50;
/** how long answers that are being sent may go on after SIGTERM */
const SHUTDOWN_MS = 10_000;
/** tells the handler the scheme; set here on every request, whatever the client sent */
const PROTOCOL_HEADER = 'x-kiseki-protocol';

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const READING = new Set(['GET', 'HEAD']);
/** what takes more than questions */
const API = '/api/';

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

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pathname = (request.url ?? '/').split('?', 1)[0]!;
  for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);

  keepStoredPolicy(response);

  const method = request.method ?? '';
  if (!METHODS.has(method)) return refuse(response, 405, { Allow: [...METHODS].join(', ') });
  // Event data never comes to a server: where there is no endpoint, nothing that could carry any is taken.
  if (!pathname.startsWith(API) && !READING.has(method)) return refuse(response, 405, { Allow: 'GET, HEAD' });

  // The static file server answers a range that ends before it starts by throwing after the head was sent. A server may ignore ranges.
  delete request.headers.range;
  request.headers[PROTOCOL_HEADER] = 'http';
  try {
    await handler(request, response, () => refuse(response, 404));
  } catch (error) {
    console.error(error);
    refuse(response, 500);
  }
}

/** Answer what is not HTTP at all; the parser's error carries no response object. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const headers = Object.entries({ ...headersFor('/'), 'Content-Length': '0', Connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n`);
}

/** Listen on one port. @throws the listening error, e.g. `EADDRINUSE` */
function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Listen on the first free port from `port` on. @throws `EADDRINUSE` when all that were tried are taken */
async function listenFrom(server: Server, port: number, tries: number, host: string): Promise<void> {
  for (let at = port; ; at++) {
    try {
      return await listen(server, at, host);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || at >= port + tries) throw error;
    }
  }
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

/** What the operator has to know first, after the line that says where: see [Note: Set-up code]. */
function greet(): void {
  const open = (globalThis as { [key: symbol]: { readonly greeting?: string } | undefined })[Symbol.for('kiseki.service')];
  if (open?.greeting !== undefined) console.log(open.greeting);
}

/** The handler's bundle opened it; see [Note: One service]. */
async function closeService(): Promise<void> {
  await (globalThis as { [key: symbol]: { close(): Promise<void> } | undefined })[Symbol.for('kiseki.service')]?.close();
}

/** On SIGTERM or SIGINT take no more requests, finish those under way, end the process. A terminal's Ctrl-C may arrive twice. */
function stopOnSignal(server: Server): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => void closeService().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Start from the environment. */
async function main(): Promise<void> {
  process.env.PROTOCOL_HEADER ||= PROTOCOL_HEADER;
  const beside = './handler.js';
  const { handler } = (await import(/* @vite-ignore */ beside)) as { handler: Handler };

  const server = createServer((request, response) => void answer(handler, request, response));
  server.on('clientError', refuseRaw);
  stopOnSignal(server);

  const asked = process.env.PORT;
  const port = asked === undefined || asked === '' ? DEFAULT_PORT : Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is not a port: ${asked}`);
  await listenFrom(server, port, asked ? 0 : PORTS_TRIED, process.env.HOST || '127.0.0.1');
  console.log(`Kiseki is ready: ${addressOf(server)}`);
  greet();
}

main().catch((error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `${error.message}. Set PORT to a free port, or leave it out.` : error);
  process.exit(1);
});
