/** Debian's PostgreSQL, started for the server's tests: as an unprivileged user, on loopback, in a folder of this run. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { run } from './run.mjs';

const LIBRARY = '/usr/lib/postgresql';
/** nobody */
const UNPRIVILEGED = 65_534;
/** the oldest that the service works on */
const OLDEST = 15;
const PASSWORD = 'of-this-run-only';

const isRoot = () => process.getuid?.() === 0;
const identity = () => (isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {});

/** @returns {string | undefined} the folder of the newest PostgreSQL's programs on this machine */
function installedPrograms() {
  if (!existsSync(LIBRARY)) return undefined;
  const versions = readdirSync(LIBRARY)
    .filter((name) => Number(name) >= OLDEST && existsSync(join(LIBRARY, name, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a));
  return versions[0] === undefined ? undefined : join(LIBRARY, versions[0], 'bin');
}

/** @returns {Promise<string | undefined>} the same, installed by apt where that can be */
async function ensurePrograms() {
  const found = installedPrograms();
  if (found || !isRoot() || !existsSync('/usr/bin/apt-get')) return found;
  console.log('Installing PostgreSQL (apt-get) ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quick = ['-q', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1'];
  if ((await run('apt-get', ['update', ...quick], { env })) !== 0) return undefined;
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...quick, 'postgresql'], { env });
  return installedPrograms();
}

/**
 * Start a PostgreSQL server.
 *
 * @returns {Promise<{ url: string, version: string, stop: () => Promise<void> } | undefined>} undefined where there is none and none can be installed
 * @throws when it does not start
 */
export async function startPostgresql() {
  const bin = await ensurePrograms();
  if (!bin) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kiseki-debian-pg-'));
  chmodSync(folder, 0o700);
  const secret = join(folder, 'password');
  writeFileSync(secret, PASSWORD, { mode: 0o600 });
  if (isRoot()) for (const path of [folder, secret]) chownSync(path, UNPRIVILEGED, UNPRIVILEGED);
  const cluster = join(folder, 'cluster');
  const args = ['-D', cluster, '-U', 'owner', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8', '--locale=C', '-N'];
  const made = spawnSync(join(bin, 'initdb'), args, { ...identity(), cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'logging_collector=off'];
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, ...settings.flatMap((each) => ['-c', each])], {
    ...identity(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe']
  });
  let said = '';
  const over = new Promise((resolve) => server.once('close', resolve));
  await new Promise((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) resolve(undefined);
    });
    server.once('close', () => reject(new Error(`PostgreSQL did not start: ${said.slice(-1000)}`)));
  });
  return {
    url: `postgres://owner:${PASSWORD}@127.0.0.1:${port}/postgres`,
    version: /PostgreSQL (\d+(\.\d+)?)/.exec(said)?.[1] ?? 'unknown',
    stop: async () => {
      server.kill('SIGINT');
      await over;
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
