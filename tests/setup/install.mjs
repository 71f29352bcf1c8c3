/** Bring `node_modules` into step with `package-lock.json`, by `npm ci`, and only when it is not. Plain Node, no packages. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, ROOT } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** written by us after an install: the hash of the lock that was installed */
const MARKER = join(ROOT, 'node_modules', '.kiseki-lock');
/** written by npm after an install: what it put there */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex');

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** Whether an install made by hand holds just what the lock names; packages for other platforms may be missing. */
function installedMatches() {
  if (!existsSync(INSTALLED)) return false;
  const installed = packagesIn(INSTALLED);
  return Object.entries(packagesIn(LOCK)).every(([path, wanted]) => {
    if (path === '') return true;
    const have = installed[path];
    return have ? have.version === wanted.version && have.integrity === wanted.integrity : wanted.optional === true;
  });
}

/** Install when needed. @throws when `npm ci` fails */
export async function ensureInstalled() {
  const hash = lockHash();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8').trim() === hash) return;
  if (!installedMatches()) {
    console.log('Installing packages (npm ci) ...');
    // npm's own path is in the environment when npm started us; on Windows `npm` is no program but a script
    const npm = process.env.npm_execpath;
    const code = npm
      ? await run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'])
      : await run('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code})`);
  }
  writeFileSync(MARKER, `${hash}\n`);
}
