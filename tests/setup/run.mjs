/** Running other programs from the repository's root, with their output streamed. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** the repository's root, whatever the working directory */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** a package's own program, run by Node without a shell, so that it works the same everywhere @param {string} path in node_modules */
export const packageScript = (path) => join(ROOT, 'node_modules', ...path.split('/'));

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
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options });
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
