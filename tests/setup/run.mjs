/** Running other programs from the repository's root, with their output streamed. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** the repository's root, whatever the working directory */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** a package's own program, run by Node without a shell, so that it works the same everywhere @param {string} path in node_modules */
export const packageScript = (path) => join(ROOT, 'node_modules', ...path.split('/'));

/** what programs started inside of `captured` have said @type {AsyncLocalStorage<Buffer[]>} */
const said = new AsyncLocalStorage();

/**
 * Hold back what programs say, so that two that run side by side can be read one after the other.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {(text: string) => void} tell gets all of it at the end
 * @returns {Promise<T>}
 */
export async function captured(work, tell) {
  /** @type {Buffer[]} */
  const chunks = [];
  try {
    return await said.run(chunks, work);
  } finally {
    tell(Buffer.concat(chunks).toString());
  }
}

/**
 * Run a program to its end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] merged over: root as the directory, output inherited, no input
 * @returns {Promise<number>} its exit code; 1 when it could not be started or was ended by a signal
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const chunks = said.getStore();
    const out = chunks ? 'pipe' : 'inherit';
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', out, out], ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks?.push(chunk));
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Run a package's program. @param {string} path its script in node_modules @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] added */
export const runPackage = (path, args, env = {}) =>
  run(process.execPath, [packageScript(path), ...args], { env: { ...process.env, ...env } });
