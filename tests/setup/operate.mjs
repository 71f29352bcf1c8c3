/** `npm run backup|restore|rotate-key|break-glass`: the maintenance commands, of the build; made when it is missing or old. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './run.mjs';

/** Run a maintenance command of the build. @param {readonly string[]} args @returns {Promise<number>} its exit code */
export async function operate(args) {
  await ensureInstalled();
  if (!(await ensureBuilt())) return 1;
  // files are named from where the command was given
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const named = args.map((arg, at) => (at === 1 && (args[0] === 'backup' || args[0] === 'restore') ? resolve(cwd, arg) : arg));
  const child = spawn(process.execPath, [resolve(ROOT, 'build', 'operate.js'), ...named], { cwd: ROOT, stdio: 'inherit' });
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code) => done(code ?? 1));
  });
}

if (process.argv[1] === import.meta.filename) process.exit(await operate(process.argv.slice(2)));
