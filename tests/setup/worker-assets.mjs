/**
 * Tell the built service worker of the files that only workers refer to (DuckDB, Graphviz, scripts that workers load later): Vite builds workers
 * by themselves, and SvelteKit's list of files (`$service-worker`) knows nothing of what is in them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** the name in `src/service-worker.ts` that the list is put in for */
const PLACE = 'KISEKI_WORKER_ASSETS';

/**
 * @param {string} directory the built client
 * @throws {Error} when there is no place for the list
 */
export function insertWorkerAssets(directory) {
  const path = join(directory, 'service-worker.js');
  const code = readFileSync(path, 'utf8');
  if (code.split(PLACE).length !== 2) throw new Error(`${path} has no one place for ${PLACE}`);
  const files = readdirSync(join(directory, '_app', 'immutable'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map(
      (entry) =>
        `/${relative(directory, join(entry.parentPath ?? entry.path, entry.name))
          .split(sep)
          .join('/')}`
    )
    .filter((file) => !code.includes(file))
    .sort();
  writeFileSync(
    path,
    code.replace(PLACE, () => JSON.stringify(files))
  );
}
