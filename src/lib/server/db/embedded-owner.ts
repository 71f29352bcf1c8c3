/**
 * Who runs the embedded store. [Note: One owner] The service that started it holds an advisory lock in it by one connection, which ends with
 * the process, however it ended. A store that runs without that lock was left behind by a service that was killed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { log } from '$lib/server/log';
import { StartError } from '$lib/server/config/start-error';

/** any number, the same in every service */
const LOCK = 7_201_409_552;
/** how long a killed service's connection may outlive it */
const LEAVING_MS = 3000;
/** how long a store may take to come up or go down */
const CHANGING_MS = 60_000;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The address of a store on this machine. */
export const addressOfStore = (port: number, password: string): string =>
  `postgres://kiseki:${password}@127.0.0.1:${port}/postgres`;

/** What `postmaster.pid` says: its first line is the process, its fourth the port. */
function runningStore(cluster: string): { readonly pid: number; readonly port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3] ?? 0) } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a restart of the machine another program may have the number. Where that cannot be told, it counts as a store. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
    if (process.platform === 'win32') return true;
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return true;
  }
}

/** @returns the connection that holds the lock; undefined where another holds it @throws pg's errors: not up yet, none there */
export async function takeOwnership(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'kiseki-owner',
    keepAlive: true,
    connectionTimeoutMillis: 5000
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
  if (rows[0]?.got) return client;
  await client.end();
  return undefined;
}

/** Stop a store that nobody owns; it is told to let nothing unfinished through. */
async function stopOrphan(pid: number): Promise<void> {
  log('warn', 'store.orphan-stopped', { pid });
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw new StartError(
      `A store that a killed service left behind runs as another user (process ${pid}): stop it, or start as that user.`,
      {
        cause: error
      }
    );
  }
  for (let waited = 0; isAlive(pid); waited += 20) {
    if (waited === 10_000) process.kill(pid, 'SIGQUIT');
    await pause(20);
  }
}

/**
 * Find out whether a store runs on the folder, and end it where its service is gone.
 *
 * @param joins to use the store of a running service, where there is one, and not fail
 * @returns the port of that store; undefined where none runs now
 * @throws Error where another service has it
 */
export async function findRunning(cluster: string, password: string, joins: boolean): Promise<number | undefined> {
  const from = Date.now();
  let heldSince: number | undefined;
  for (;;) {
    const running = runningStore(cluster);
    // PostgreSQL itself sees that the process of a stale file is gone
    if (!running || !isAlive(running.pid)) return undefined;
    if (!isPostgres(running.pid)) {
      rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    try {
      const owner = await takeOwnership(addressOfStore(running.port, password));
      if (owner) {
        const stopped = stopOrphan(running.pid);
        await Promise.all([owner.end().catch(() => undefined), stopped]);
        return undefined;
      }
      if (joins) return running.port;
      heldSince ??= Date.now();
      if (Date.now() - heldSince > LEAVING_MS) {
        throw new StartError(
          `Another Kiseki runs on ${cluster} (its store is process ${running.pid}): stop it, or set KISEKI_DATA_DIR to another folder.`
        );
      }
    } catch (error) {
      if (error instanceof StartError) throw error;
      if (Date.now() - from > CHANGING_MS)
        throw new StartError(`The store on ${cluster} (process ${running.pid}) does not answer.`, { cause: error });
    }
    await pause(100);
  }
}
