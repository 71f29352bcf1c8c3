import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Config } from '$lib/server/config/config';
import { answer, refuseRaw, type Handler, type Port } from './answer';
import { LISTENER_MARK, type ListenerKind } from './caller';
import { readCertificate, renewCertificate, type Certificate } from './certificate';

const DEFAULT_PORT = 4173;
/** ports tried after the default one */
const PORTS_TRIED = 50;

/**
 * What one connection may take of us. A request's head has 20 s, the whole of it 60 s (a body of 256 KiB at 5 KB/s), so that slow ones do not hold
 * connections for ever; between requests a connection may rest for longer than load balancers keep theirs (60 s).
 */
const LIMITS = {
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384
} as const satisfies ServerOptions;
const HEADERS_AT_MOST = 100;

/** The settings that this takes. */
export type ListenerConfig = Pick<
  Config,
  | 'host'
  | 'port'
  | 'managementHost'
  | 'managementPort'
  | 'managementAllow'
  | 'tlsCert'
  | 'tlsKey'
  | 'hstsSeconds'
  | 'trustedProxies'
  | 'behindTls'
>;

/** The program's two servers, listening. */
export interface Servers {
  readonly all: readonly Server[];
  readonly publicAddress: string;
  readonly managementAddress: string;
  /** stops the watching of the certificate's files */
  readonly unwatch: () => void;
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

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function addressOf(server: Server, scheme: string): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

function serverFor(kind: ListenerKind, handler: Handler, port: Port, certificate: Certificate | undefined): Server {
  const onRequest: RequestListener = (request, response) => void answer(handler, port, request, response);
  const server = certificate
    ? createTlsServer({ ...LIMITS, ...certificate, minVersion: 'TLSv1.2' }, onRequest)
    : createServer(LIMITS, onRequest);
  server.maxHeadersCount = HEADERS_AT_MOST;
  server.on('clientError', refuseRaw);
  return Object.assign(server, { [LISTENER_MARK]: kind });
}

/**
 * Serve the app on its public port, and the operator's console on the management port, which may lie in another network.
 *
 * @throws Error where the certificate cannot be used; `EADDRINUSE` where a port that was asked for is taken
 */
export async function serve(handler: Handler, config: ListenerConfig): Promise<Servers> {
  const { tlsCert: certFile, tlsKey: keyFile, hstsSeconds, trustedProxies, behindTls } = config;
  const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined;
  const certificate = tls && readCertificate(tls);
  const open = serverFor('public', handler, { allow: undefined, trustedProxies, behindTls, hstsSeconds }, certificate);
  const management = { allow: config.managementAllow, trustedProxies: 0, behindTls: false, hstsSeconds };
  const closed = serverFor('management', handler, management, certificate);

  await listenFrom(open, config.port ?? DEFAULT_PORT, config.port === undefined ? PORTS_TRIED : 0, config.host);
  // a test's, which takes any port, takes any second one too
  const next = config.port === 0 ? 0 : portOf(open) + 1;
  const isAsked = config.managementPort !== undefined;
  await listenFrom(closed, config.managementPort ?? next, isAsked ? 0 : PORTS_TRIED, config.managementHost);

  const scheme = certificate ? 'https' : 'http';
  return {
    all: [open, closed],
    publicAddress: addressOf(open, scheme),
    managementAddress: addressOf(closed, scheme),
    unwatch: tls ? renewCertificate(tls, [open as TlsServer, closed as TlsServer]) : () => undefined
  };
}
