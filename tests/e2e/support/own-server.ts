import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../setup/free-port.mjs';
import { storeIn, untilReady } from '../../setup/started-service.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The built program. */
export const BUILD = `${ROOT}build`;
/** A made-up later version of it, in the cache: beside the packages that the server's code may look for. */
const NEXT = `${ROOT}.cache/next-build`;
/** Where the later version's scripts lie. */
export const NEXT_ENTRY = '/_app/immutable/entry-next/';

/** The store that Playwright's own server runs on: one more instance on it starts at once, and may be killed without harm to it. */
function storeOfTheRun(): NodeJS.ProcessEnv {
  const folder = process.env.KISEKI_DATA_DIR!;
  return {
    DATABASE_URL: storeIn(folder),
    KISEKI_MASTER_KEY_FILE: join(folder, 'master-key'),
    KISEKI_DATA_DIR: undefined
  };
}

/** A server of a test's own, which it may stop, and start again with another build. */
export class OwnServer {
  #child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(build: string): Promise<OwnServer> {
    const server = new OwnServer(await freePort());
    await server.serve(build);
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Serve this build from now on, on the same origin. */
  async serve(build: string): Promise<void> {
    await this.stop();
    const env = { ...process.env, ...storeOfTheRun(), HOST: '127.0.0.1', PORT: String(this.port), KISEKI_MANAGEMENT_PORT: '0' };
    const child = (this.#child = spawn(process.execPath, [`${build}/listener.js`], {
      env,
      stdio: ['ignore', 'pipe', 'inherit']
    }));
    await untilReady(child);
  }

  /** Nobody answers any more: connections are cut. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

/**
 * A later version of the build: another version number, and every script of the page under another name, as names with hashes have it
 * when their content has changed.
 * @returns where it lies
 */
export function makeNextBuild(): string {
  rmSync(NEXT, { recursive: true, force: true });
  const isPacked = (path: string): boolean => /\.(br|gz)$/.test(path) && existsSync(path.replace(/\.(br|gz)$/, ''));
  // packed twins would have to be packed again; the server sends the plain files where there are none
  cpSync(BUILD, NEXT, { recursive: true, filter: (path) => !isPacked(path) && !path.endsWith('.map') });

  const { version } = JSON.parse(readFileSync(`${BUILD}/client/_app/version.json`, 'utf8')) as { version: string };
  for (const name of ['chunks', 'entry', 'nodes']) {
    renameSync(`${NEXT}/client/_app/immutable/${name}`, `${NEXT}/client/_app/immutable/${name}-next`);
  }
  for (const path of readdirSync(NEXT, { recursive: true, encoding: 'utf8' })) {
    // a route's folder may end like a file
    if (!/\.(js|json)$/.test(path) || !statSync(`${NEXT}/${path}`).isFile()) continue;
    const text = readFileSync(`${NEXT}/${path}`, 'utf8');
    // the server's own code has chunks too
    const named = path.startsWith('client')
      ? /(\.\.\/|immutable\/)(chunks|entry|nodes)\//g
      : /(immutable\/)(chunks|entry|nodes)\//g;
    const later = text.replaceAll(version, `${Number(version) + 1}`).replaceAll(named, '$1$2-next/');
    if (later !== text) writeFileSync(`${NEXT}/${path}`, later);
  }
  return NEXT;
}
