import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { request as askTls } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '$lib/server/config/config';
import { PROTOCOL_HEADER, type Handler } from '$lib/server/http/answer';
import { LISTENER_MARK } from '$lib/server/http/caller';
import { SECURITY_HEADERS } from '$lib/server/http/headers';
import { serve, type Servers } from '$lib/server/http/serve';
import { selfSigned } from './support/certificate';

const folder = mkdtempSync(join(tmpdir(), 'kiseki-tls-'));
const files = { KISEKI_TLS_CERT: join(folder, 'cert.pem'), KISEKI_TLS_KEY: join(folder, 'key.pem') };

/** Put a certificate where the server reads it. */
function install(name: string): void {
  const { cert, key } = selfSigned(name);
  writeFileSync(files.KISEKI_TLS_CERT, cert);
  writeFileSync(files.KISEKI_TLS_KEY, key);
}

/** Says how the request looks from inside. */
const mirror: Handler = (request, response) => {
  const { server } = request.socket as unknown as { server: { [LISTENER_MARK]?: string } };
  response.end(JSON.stringify({ listener: server[LISTENER_MARK], scheme: request.headers[PROTOCOL_HEADER] }));
};

const open: Servers[] = [];
const start = async (env: NodeJS.ProcessEnv, handler = mirror): Promise<Servers> => {
  const servers = await serve(handler, readConfig({ PORT: '0', ...env }));
  open.push(servers);
  return servers;
};

afterEach(() => {
  for (const { all, unwatch } of open.splice(0)) {
    unwatch();
    for (const server of all) server.closeAllConnections();
    for (const server of all) server.close();
  }
});
beforeAll(() => void vi.spyOn(console, 'log').mockReturnValue());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

function get(address: string, path = '/', headers: Record<string, string> = {}, from = '127.0.0.1'): Promise<Told> {
  return new Promise((resolve, reject) => {
    const how = { headers, rejectUnauthorized: false, agent: false, localAddress: from } as const;
    const hear = (answer: IncomingMessage): void => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    };
    const url = new URL(path, address);
    const asked = url.protocol === 'https:' ? askTls(url, how, hear) : ask(url, how, hear);
    asked.once('error', reject);
    asked.end();
  });
}

function greet(address: string, maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<TLSSocket> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    // this client would not offer the old versions by itself
    const ciphers = 'DEFAULT@SECLEVEL=0';
    const how = {
      host: hostname,
      port: Number(port),
      rejectUnauthorized: false,
      maxVersion,
      minVersion: 'TLSv1',
      ciphers
    } as const;
    const socket = connectTls(how, () => resolve(socket));
    socket.once('error', reject);
  });
}

const nameAt = async (address: string): Promise<unknown> => {
  const socket = await greet(address, 'TLSv1.3');
  const { CN } = socket.getPeerCertificate().subject;
  socket.destroy();
  return CN;
};

describe('TLS', () => {
  test('is spoken from 1.2 on, on both ports, and browsers are told to insist on it', async () => {
    install('first');
    const { publicAddress, managementAddress } = await start({ ...files });
    for (const [address, listener] of [
      [publicAddress, 'public'],
      [managementAddress, 'management']
    ] as const) {
      expect(address).toMatch(/^https:/);
      for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
        const socket = await greet(address, version);
        expect(socket.getProtocol()).toBe(version);
        socket.destroy();
      }
      await expect(greet(address, 'TLSv1.1')).rejects.toThrow(/alert|version|protocol/i);
      const told = await get(address);
      expect(JSON.parse(told.body)).toEqual({ listener, scheme: 'https' });
      expect(told.headers['strict-transport-security']).toBe('max-age=31536000');
      expect(told.headers).toMatchObject(
        Object.fromEntries(Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]))
      );
    }
    expect((await get((await start({ ...files, KISEKI_HSTS_SECONDS: '0' })).publicAddress)).headers).not.toHaveProperty(
      'strict-transport-security'
    );
  });

  test('takes a new certificate without a restart, and keeps the old one where the new one cannot be used', async () => {
    install('first');
    const { publicAddress, managementAddress } = await start({ ...files });
    expect(await nameAt(publicAddress)).toBe('first');
    install('second');
    process.emit('SIGHUP');
    expect([await nameAt(publicAddress), await nameAt(managementAddress)]).toEqual(['second', 'second']);
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    writeFileSync(files.KISEKI_TLS_KEY, selfSigned('other').key);
    process.emit('SIGHUP');
    expect(await nameAt(publicAddress)).toBe('second');
    expect(complaints.mock.calls.join()).toMatch(/cannot be used/);
    expect(complaints.mock.calls.join()).not.toMatch(/PRIVATE KEY/);
    complaints.mockRestore();
    // without being told, too
    install('third');
    await vi.waitFor(async () => expect(await nameAt(publicAddress)).toBe('third'), { timeout: 60_000, interval: 500 });
  });

  test('is not begun with half a certificate, or one that does not fit', async () => {
    install('first');
    await expect(start({ KISEKI_TLS_CERT: files.KISEKI_TLS_CERT })).rejects.toThrow('set together');
    writeFileSync(files.KISEKI_TLS_KEY, 'no key');
    await expect(start({ ...files })).rejects.toThrow(/cannot be used/);
    await expect(start({ ...files, KISEKI_TLS_KEY: join(folder, 'none') })).rejects.toThrow(/ENOENT/);
  });

  test("spoken by a proxy of ours counts, anybody else's word does not", async () => {
    const https = { 'x-forwarded-proto': 'https', [PROTOCOL_HEADER]: 'https' };
    const alone = await get((await start({})).publicAddress, '/', https);
    expect([JSON.parse(alone.body), alone.headers['strict-transport-security']]).toEqual([
      { listener: 'public', scheme: 'http' },
      undefined
    ]);
    const behind = await start({ KISEKI_TRUSTED_PROXIES: '1' });
    const told = await get(behind.publicAddress, '/', https);
    expect([JSON.parse(told.body), told.headers['strict-transport-security']]).toEqual([
      { listener: 'public', scheme: 'https' },
      'max-age=31536000'
    ]);
    expect(JSON.parse((await get(behind.managementAddress, '/', https)).body)).toMatchObject({ scheme: 'http' });
  });
});

describe('the management port', () => {
  test('answers to its own networks alone, by the peer and not by what a header says', async () => {
    const { publicAddress, managementAddress } = await start({ KISEKI_MANAGEMENT_ALLOW: '127.0.0.2/32, ::1' });
    const forged = { 'x-forwarded-for': '127.0.0.2' };
    const refused = await get(managementAddress, '/operator', forged);
    expect(refused.status).toBe(403);
    expect(refused.headers).toHaveProperty('content-security-policy');
    expect((await get(managementAddress, '/operator', {}, '127.0.0.2')).status).toBe(200);
    expect((await get(publicAddress, '/', forged)).status).toBe(200);
  });

  test('has the port that was asked for, or the first free one after the public one', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    await expect(start({ KISEKI_MANAGEMENT_PORT: String(port) })).rejects.toThrow(/EADDRINUSE/);
    blocker.close();
    const given = await start({ PORT: '' });
    const [a, b] = [given.publicAddress, given.managementAddress].map((address) => Number(new URL(address).port));
    expect(b).toBeGreaterThan(a!);
  });

  test.each([
    [{ KISEKI_MANAGEMENT_ALLOW: 'office' }, /KISEKI_MANAGEMENT_ALLOW/],
    [{ KISEKI_MANAGEMENT_PORT: '70000' }, /KISEKI_MANAGEMENT_PORT is not a port/],
    [{ KISEKI_TRUSTED_PROXIES: '-1' }, /KISEKI_TRUSTED_PROXIES/],
    [{ KISEKI_HSTS_SECONDS: 'year' }, /KISEKI_HSTS_SECONDS/]
  ])('%o stops the start', async (env, why) => {
    await expect(start(env)).rejects.toThrow(why);
  });
});

test('a head that never ends, and a body that never comes, do not hold a connection for ever', async () => {
  const { all, publicAddress } = await start({}, (request, response) => void request.on('end', () => response.end()).resume());
  const { hostname, port } = new URL(publicAddress);
  // as the program sets them, but sooner
  expect(all[0]).toMatchObject({ headersTimeout: 20_000, requestTimeout: 60_000 });
  Object.assign(all[0]!, { headersTimeout: 100, requestTimeout: 200 });
  const whatIsSaidTo = (begun: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(begun));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.once('close', () => resolve(text));
      socket.once('error', reject);
    });
  const head = 'POST /api/v1/x HTTP/1.1\r\nHost: x\r\n';
  const said = await Promise.all([head, `${head}Content-Length: 9\r\n\r\n1`].map(whatIsSaidTo));
  for (const text of said) expect(text).toMatch(/^HTTP\/1\.1 408 /);
});
