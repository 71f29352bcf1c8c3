import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ASSET_CSP, SECURITY_HEADERS, WORKER_CSP } from '$lib/server/http/headers';
import { filesUnder, ROOT } from '../rules/tree';

const LISTENER = `${ROOT}/build/listener.js`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** names and values as sent, one after the other: shows a header that was sent twice */
  readonly raw: readonly string[];
  readonly body: string;
}

let databaseUrl: string;
const masterKey = randomBytes(32).toString('base64');
beforeAll(async () => {
  const server = new URL(inject('databaseUrl'));
  const owner = new pg.Client({ connectionString: server.href });
  await owner.connect();
  server.pathname = `/listener_${randomBytes(6).toString('hex')}`;
  await owner.query(`create database ${server.pathname.slice(1)}`);
  await owner.end();
  databaseUrl = server.href;
});

/** Start the built listener and wait for the address that it prints. */
async function start(env: Record<string, string> = {}): Promise<{ child: ChildProcess; address: string; management: string }> {
  if (!existsSync(LISTENER)) throw new Error('build/listener.js is missing: run `npm run build` (npm test does).');
  // all on one store: instances may share it
  const store = { DATABASE_URL: databaseUrl, KISEKI_MASTER_KEY: masterKey };
  const child = spawn(process.execPath, [LISTENER], {
    cwd: '/',
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...store, ...env }
  });
  const [address, management] = await new Promise<[string, string]>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /Kiseki is ready: (http:\S+)\nManagement: (http:\S+)\n/.exec(said);
      if (found) resolve([found[1]!, found[2]!]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, address, management };
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

function ask(address: string, path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          raw: answer.rawHeaders,
          body: Buffer.concat(parts).toString('latin1')
        })
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Send bytes as they are, and read all of the answer. */
function askRaw(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString('latin1')));
    socket.once('close', () => resolve(said));
    socket.once('error', reject);
  });
}

function expectSecurityHeaders({ status, headers, raw }: Answer): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers[name.toLowerCase()], name).toBe(value);
  const policies = raw.filter((text, at) => at % 2 === 0 && /^content-security-policy/i.test(text));
  // a 304 leaves the policy that is stored with the page as it is
  expect(policies).toHaveLength(status === 304 ? 0 : 1);
  expect(Object.keys(headers).filter((name) => ['server', 'x-powered-by', 'via'].includes(name))).toEqual([]);
}

describe('the listener', () => {
  let child: ChildProcess;
  let address: string;
  let management: string;
  beforeAll(async () => {
    ({ child, address, management } = await start());
  });
  afterAll(() => void child?.kill());

  const built = (pattern: RegExp): string => {
    const found = filesUnder('build/client').find((path) => pattern.test(path));
    if (!found) throw new Error(`the build has no file ${pattern}`);
    return found.replace('build/client', '');
  };

  test('serves the page under its own policy alone', async () => {
    const page = await ask(address, '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expectSecurityHeaders(page);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+'/);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/'unsafe-eval'|script-src[^;]*'unsafe-inline'|style-src-elem[^;]*'unsafe-inline'|https?:/);
    // one inline script, Kit's, which the hash is of; no inline style
    expect(page.body.match(/<script(?![^>]*\bsrc=)/g)).toHaveLength(1);
    expect(page.body).not.toMatch(/<style|<meta[^>]+content-security-policy/i);
  });

  test('a second visit answered with 304 leaves the stored policies as they are', async () => {
    for (const path of ['/', '/icon.svg']) {
      const first = await ask(address, path);
      const second = await ask(address, path, 'GET', { 'If-None-Match': String(first.headers.etag) });
      expect(second.status, path).toBe(304);
      expect(second.headers['content-security-policy'], path).toBeUndefined();
    }
  });

  test('serves assets for ever, and lets them do nothing', async () => {
    const asset = await ask(address, built(/\/_app\/immutable\/entry\/start\.[^/]*\.js$/));
    expect(asset.status).toBe(200);
    expectSecurityHeaders(asset);
    expect(asset.headers['content-security-policy']).toBe(ASSET_CSP);
    expect(asset.headers['cache-control']).toBe('public,max-age=31536000,immutable');
    const icon = await ask(address, '/icon.svg');
    expectSecurityHeaders(icon);
    expect(icon.headers['cache-control']).toBe('no-cache');
  });

  test.each([
    ['ours', /\/_app\/immutable\/workers\/[^/]+\.js$/],
    ["DuckDB's", /\/_app\/immutable\/.*duckdb-browser-[^/]*worker[^/]*\.js$/]
  ])('gives worker scripts their own policy: %s', async (_, pattern) => {
    const worker = await ask(address, built(pattern));
    expect(worker.status).toBe(200);
    expectSecurityHeaders(worker);
    expect(worker.headers['content-type']).toMatch(/javascript/);
    expect(worker.headers['content-security-policy']).toBe(WORKER_CSP);
    expect(worker.headers['cache-control']).toBe('public,max-age=31536000,immutable');
  });

  test("sends the service worker unkept, under a worker's policy, with every file that workers refer to", async () => {
    const worker = await ask(address, '/service-worker.js');
    expect(worker.status).toBe(200);
    expectSecurityHeaders(worker);
    expect(worker.headers['content-security-policy']).toBe(WORKER_CSP);
    expect(worker.headers['cache-control']).toBe('no-cache');
    const files = filesUnder('build/client/_app/immutable').filter((path) => !/\.(br|gz|map)$/.test(path));
    expect(files.filter((path) => !worker.body.includes(path.replace('build/client', '')))).toEqual([]);
    // any address starts from the page that it keeps: only the styles differ, and scripts bring their own
    const pages = await Promise.all(['/', '/map', '/deep/er'].map((path) => ask(address, path)));
    expect(new Set(pages.map(({ body }) => /<script>[^]*<\/script>/.exec(body)?.[0])).size).toBe(1);
  });

  test('sends WASM compressed, with its type', async () => {
    const wasm = built(/\/_app\/immutable\/.*duckdb[^/]*\.wasm$/);
    for (const [accept, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip']
    ] as const) {
      const answer = await ask(address, wasm, 'HEAD', { 'Accept-Encoding': accept });
      expectSecurityHeaders(answer);
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(answer.headers['content-type']).toBe('application/wasm');
      expect(Number(answer.headers['content-length'])).toBeLessThan(10_000_000);
    }
    const revalidated = await ask(address, wasm, 'GET', {
      'If-None-Match': String((await ask(address, wasm, 'HEAD')).headers.etag)
    });
    expect(revalidated.status).toBe(304);
    expect(revalidated.headers['cache-control']).toBeUndefined();
    expectSecurityHeaders(revalidated);
  });

  test.each([
    ['a page that is not there', '/no/such/page', 404],
    ['an asset that is not there', '/_app/immutable/workers/none.js', 404],
    ['a path that cannot be read', '/%E0%A4%A', 400],
    ['a way out of the folder', '/..%2f..%2fpackage.json', 404],
    ['a plain way out of the folder', '/../../package.json', 404]
  ])('refuses %s', async (_, path, status) => {
    const answer = await ask(address, path);
    expect(answer.status).toBe(status);
    expectSecurityHeaders(answer);
    expect(answer.body).not.toMatch(/kiseki"|\bat .*\.js:\d+|node_modules/);
  });

  test.each([
    ['DELETE', '/_app/version.json', 405],
    ['PROPFIND', '/', 405],
    ['TRACE', '/', 405],
    ['POST', '/', 405],
    ['PUT', '/import', 405],
    ['PATCH', '/map', 405],
    ['POST', '/no-such-page', 405]
  ])('refuses %s %s', async (method, path, status) => {
    const answer = await ask(address, path, method);
    expect(answer.status).toBe(status);
    expect(answer.headers.allow).toMatch(/GET/);
    expectSecurityHeaders(answer);
  });

  test('refuses what is not HTTP, with the same headers', async () => {
    const said = await askRaw(address, 'NONSENSE\r\n\r\n');
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(said).toContain(`${name}: ${value}\r\n`);
    const long = await askRaw(address, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('lives on after a range that ends before it starts', async () => {
    const path = built(/\/_app\/immutable\/entry\/start\.[^/]*\.js$/);
    const answer = await ask(address, path, 'GET', { Range: 'bytes=5-2' });
    expect(answer.status).toBe(200);
    expect((await ask(address, '/')).status).toBe(200);
  });

  test('takes the next port when its default one is taken, but never another than was asked for', async () => {
    const { port } = new URL(address);
    await expect(start({ PORT: port })).rejects.toThrow(/EADDRINUSE/);
    await expect(start({ PORT: 'http' })).rejects.toThrow(/PORT is not a port/);
    const blocker = createServer();
    // whoever has it: it is taken then
    await new Promise<void>((resolve) => blocker.once('error', () => resolve()).listen(4173, '127.0.0.1', resolve));
    try {
      const other = await start({ PORT: '' });
      expect(Number(new URL(other.address).port)).toBeGreaterThan(4173);
      other.child.kill();
      await ended(other.child);
    } finally {
      blocker.close();
    }
  });

  test('serves the console at the management port, and nothing else', async () => {
    const home = await ask(management, '/');
    expect([home.status, home.headers.location]).toEqual([302, '/operator']);
    expectSecurityHeaders(home);
    for (const path of ['/map', '/admin', '/api/v1/service', '/api/v1/me'])
      expect((await ask(management, path)).status, path).toBe(404);
    for (const path of ['/operator', '/api/v1/operator/me']) expect((await ask(address, path)).status, path).toBe(404);
  });

  test('refuses a Host that is none, which could move the path', async () => {
    for (const host of ['a b', '[', 'x:999999', '%', 'a/b', 'x/operator', 'x?', 'a@b', 'x#']) {
      expect((await ask(address, '/api/v1/service', 'GET', { Host: host })).status, host).toBe(400);
    }
    for (const host of ['localhost', 'kiseki.example.com:8443', '[::1]:4173', '127.0.0.1'])
      expect((await ask(address, '/api/v1/service', 'GET', { Host: host })).status, host).toBe(200);
    expect(await askRaw(address, 'GET /api/v1/service HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('ends by itself on SIGTERM, after the answers under way', async () => {
    const other = await start();
    expect((await ask(other.address, '/')).status).toBe(200);
    const over = ended(other.child);
    other.child.kill('SIGTERM');
    other.child.kill('SIGTERM');
    expect(await over).toBe(0);
  });
});
