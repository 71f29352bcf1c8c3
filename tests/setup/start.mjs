/** `npm start`: install what is missing, build what is old, serve; with `--check`: print the settings and check them. `HOST` and `PORT` are the listener's (src/lib/server/http). */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './run.mjs';

try {
  await ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
if (!(await ensureBuilt())) {
  console.error('The build failed; see above.');
  process.exit(1);
}

if (process.argv.includes('--check')) {
  const { operate } = await import('./operate.mjs');
  process.exit(await operate(['check']));
}

const server = spawn(process.execPath, [join(ROOT, 'build', 'listener.js')], { cwd: ROOT, stdio: 'inherit' });
// Ctrl-C reaches the server too, being of the same terminal; a second signal does it no harm.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => server.kill(signal));
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.once('close', (code) => process.exit(code ?? 0));
