import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import { log } from '$lib/server/log';
import { addressOfStore, findRunning, isAlive, pause, takeOwnership } from './embedded-owner';
import { giveToStore, identity, programs, storeFolder } from './embedded-place';
import { StartError } from '$lib/server/config/start-error';

/** A PostgreSQL of our own, running on loopback. */
export interface Embedded {
  readonly url: string;
  stop(): Promise<void>;
}

/** a start that fails is tried again: the port was taken in between, or the processes of a killed one are still going */
const TRIES = 40;
/** how long open work may hold up a stop before it is cut */
const STOP_MS = 6000;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function exitOf(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The store's password, drawn once. Two that start at once read the same. */
function passwordIn(home: string): string {
  const file = join(home, 'password');
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    giveToStore(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

/** Make the store's files, aside: what was interrupted is never taken for a store. */
async function makeCluster(bin: string, home: string, cluster: string): Promise<void> {
  for (const left of readdirSync(home)) {
    const maker = /^making-(\d+)/.exec(left)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(home, left), { recursive: true, force: true });
  }
  const making = join(home, `making-${process.pid}-${randomBytes(4).toString('hex')}`);
  const locale = ['-E', 'UTF8', '--locale=C', '--no-instructions'];
  const args = ['-D', making, '-U', 'kiseki', '-A', 'scram-sha-256', '--pwfile', join(home, 'password'), ...locale];
  const initdb = spawn(join(bin, 'initdb'), args, {
    ...identity(),
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: home,
    windowsHide: true
  });
  let said = '';
  initdb.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const code = await exitOf(initdb);
  if (code !== 0)
    throw new StartError(`The embedded store could not be made in ${home}: ${said.trim() || `initdb ended with ${code}`}`);
  try {
    renameSync(making, cluster);
  } catch (error) {
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
    rmSync(making, { recursive: true, force: true });
  }
}

/** One run of `postgres`. */
class Server {
  readonly child: ChildProcess;
  readonly over: Promise<number>;
  said = '';

  constructor(bin: string, home: string, cluster: string, port: number) {
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'logging_collector=off'];
    const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
    // a session of its own: the terminal's Ctrl-C is for the service, which stops the store last
    const own = process.platform === 'win32' ? { windowsHide: true } : { detached: true };
    this.child = spawn(join(bin, 'postgres'), args, { ...identity(), ...own, stdio: ['ignore', 'ignore', 'pipe'], cwd: home });
    this.child.stderr!.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-4000)));
    this.over = exitOf(this.child);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** The store as one service runs it: started, watched, started again when it dies. */
class OwnStore implements Embedded {
  #server: Server | undefined;
  #owner: pg.Client | undefined;
  #port = 0;
  #wasUp = false;
  #stopping = false;
  #started: Promise<void> = Promise.resolve();
  readonly #atExit = (): void => void this.#server?.child.kill('SIGINT');

  constructor(
    readonly bin: string,
    readonly home: string,
    readonly cluster: string,
    readonly password: string
  ) {}

  get url(): string {
    return addressOfStore(this.#port, this.password);
  }

  /** @throws Error with what PostgreSQL said last */
  async start(): Promise<void> {
    for (let tried = 1; ; tried++) {
      // once it was up, the port stays: the pools know it
      if (!this.#wasUp) this.#port = await freePort();
      const server = new Server(this.bin, this.home, this.cluster, this.#port);
      this.#server = server;
      this.#owner = await this.#ownerOf(server);
      if (this.#owner) break;
      if (this.#stopping) return;
      if (tried === TRIES) throw new StartError(`The embedded store does not start: ${server.said.trim().split('\n').at(-1)}`);
      await pause(250);
      await findRunning(this.cluster, this.password, false);
    }
    this.#wasUp = true;
    process.once('exit', this.#atExit);
    void this.#server.over.then(() => this.#again()).catch(() => undefined);
  }

  async #ownerOf(server: Server): Promise<pg.Client | undefined> {
    while (!server.hasEnded) {
      const owner = await takeOwnership(this.url).catch(() => undefined);
      if (owner) return owner;
      await pause(25);
    }
    return undefined;
  }

  /** It ended by itself, or was killed. */
  #again(): void {
    process.off('exit', this.#atExit);
    if (this.#stopping) return;
    log('error', 'store.ended', { code: this.#server?.child.exitCode ?? null, signal: this.#server?.child.signalCode ?? null });
    void this.#owner?.end().catch(() => undefined);
    this.#started = this.start().then(
      () => log('warn', 'store.started-again'),
      (error: unknown) => log('error', 'store.lost', { reason: (error as Error).message })
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#started;
    await this.#owner?.end().catch(() => undefined);
    const server = this.#server;
    if (!server || server.hasEnded) return;
    if (process.platform === 'win32') {
      await exitOf(
        spawn(join(this.bin, 'pg_ctl'), ['stop', '-D', this.cluster, '-m', 'fast'], { stdio: 'ignore', windowsHide: true })
      );
    } else server.child.kill('SIGINT');
    // fast shutdown rolls open transactions back; what hangs is cut, and recovered at the next start
    const late = setTimeout(() => server.child.kill('SIGQUIT'), STOP_MS);
    await server.over.catch(() => undefined);
    clearTimeout(late);
  }
}

/**
 * Start the embedded PostgreSQL on a folder, which is made at the first start; see [Note: One owner]. One that dies is started again on the same
 * port. fsync is on: what was acknowledged is on the disk.
 *
 * @param folder the service's own
 * @param joins use the store of a service that runs on the folder, where one does; stopping then leaves it running
 * @throws Error in one sentence: another service has the folder, no PostgreSQL for this platform, or what PostgreSQL says
 */
export async function startEmbedded(folder: string, { joins = false } = {}): Promise<Embedded> {
  const bin = programs();
  const home = storeFolder(folder);
  const cluster = join(home, 'cluster');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  giveToStore(home);
  const password = passwordIn(home);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(bin, home, cluster);
  const running = await findRunning(cluster, password, joins);
  if (running !== undefined) return { url: addressOfStore(running, password), stop: async () => undefined };
  const store = new OwnStore(bin, home, cluster, password);
  await store.start();
  return store;
}
