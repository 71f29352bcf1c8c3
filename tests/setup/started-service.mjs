/** What tests and the bench know of a service that they started: when it is ready, and where its embedded store is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder a service's @returns {string} the address of the embedded store that runs in it */
export function storeIn(folder) {
  const password = readFileSync(join(folder, 'pg/password'), 'utf8');
  const port = readFileSync(join(folder, 'pg/cluster/postmaster.pid'), 'utf8').split('\n')[3].trim();
  return `postgres://kiseki:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * Wait until a listener says that it is ready, or what else it prints then.
 *
 * @param {import('node:child_process').ChildProcess} child @param {string} [mark]
 * @returns {Promise<string>} all that it said
 * @throws Error where it ends instead
 */
export function untilReady(child, mark = 'Kiseki is ready') {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes(mark)) resolve(said);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
