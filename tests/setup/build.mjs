/** Build when `build/` is missing or its sources have changed since. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runPackage } from './run.mjs';

/** what a build is made of */
const SOURCES = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const COMPRESSION = 'tests/setup/compress.mjs';
/** the hash of the sources that `build/` was made of; emptied with it */
const MARKER = join(ROOT, 'build', '.sources');

/** @param {string} path from the root @returns {string[]} the files there, sorted */
function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
}

/** @returns {string} hash over the names and contents of all sources but unit tests */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES, COMPRESSION].flatMap(filesUnder)) {
    if (file.endsWith('.test.ts')) continue;
    const bytes = readFileSync(join(ROOT, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * Make `build/` current.
 *
 * @returns {Promise<boolean>} false when the build failed
 */
export async function ensureBuilt() {
  const hash = sourcesHash();
  const built = existsSync(join(ROOT, 'build', 'listener.js')) && existsSync(MARKER);
  if (built && readFileSync(MARKER, 'utf8') === hash) return true;
  console.log('Building ...');
  for (const args of [['build'], ['build', '--mode', 'listener'], ['build', '--mode', 'verifier']]) {
    if ((await runPackage('vite/bin/vite.js', args)) !== 0) return false;
  }
  writeFileSync(MARKER, hash);
  return true;
}
