/** Chromium for the bench: fresh for every run, its processes' CPU time and memory, and the server of the built app. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../setup/chromium.mjs';
import { freePort } from '../setup/free-port.mjs';
import { ROOT } from '../setup/run.mjs';

/**
 * With the service worker, as users have it: it stores the app only when nothing runs, and the first map takes no longer with it (measured).
 *
 * @returns {Promise<import('@playwright/test').Browser>}
 */
export async function openBrowser() {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('no Chromium found (npm test installs one)');
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS });
}

/**
 * Chromium with a profile of its own on disk, which stays when it is closed: what is kept in it is there the next time.
 *
 * @param {string} profile folder
 * @returns {Promise<{ context: import('@playwright/test').BrowserContext, page: import('@playwright/test').Page, kill: () => void }>}
 *   `kill` ends every process of it at once (SIGKILL)
 */
export async function openProfile(profile) {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('no Chromium found (npm test installs one)');
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: CHROMIUM_ARGS });
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    kill: () => processesOf(profile).forEach((pid) => process.kill(pid, 'SIGKILL'))
  };
}

/** The processes that were started with this profile. */
function processesOf(profile) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => proc(pid, 'cmdline')?.includes(`--user-data-dir=${profile}\0`)).map(Number);
}

/** Hundredths of a second, which Linux counts CPU time in. */
const TICK_MS = 10;

const proc = (pid, file) => (existsSync(`/proc/${pid}/${file}`) ? readFileSync(`/proc/${pid}/${file}`, 'utf8') : null);

/**
 * What Chromium's processes have used until now. The page and all its workers live in a renderer.
 *
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<{ rendererCpuMs: number, allCpuMs: number, peakBytes: number, residentBytes: number }>}
 *   memory of the largest renderer, NaN where there is no /proc
 */
export async function processFigures(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const figures = { rendererCpuMs: 0, allCpuMs: 0, peakBytes: NaN, residentBytes: NaN };
  for (const { id, type, cpuTime } of processInfo) {
    const fields = proc(id, 'stat')?.split(') ').at(-1)?.split(' ');
    const cpuMs = fields ? (Number(fields[11]) + Number(fields[12])) * TICK_MS : cpuTime * 1000;
    figures.allCpuMs += cpuMs;
    if (type !== 'renderer') continue;
    figures.rendererCpuMs += cpuMs;
    const status = proc(id, 'status');
    const bytes = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status ?? '')?.[1] ?? NaN) * 1024;
    if (status && !(bytes('VmHWM') <= figures.peakBytes)) {
      figures.peakBytes = bytes('VmHWM');
      figures.residentBytes = bytes('VmRSS');
    }
  }
  return figures;
}

/** Serve `build/` on a free port of the loopback address. @returns {Promise<{ address: string, close: () => void }>} */
export async function serveApp() {
  const listener = join(ROOT, 'build', 'listener.js');
  if (!existsSync(listener)) throw new Error('there is no build (npm run build)');
  const port = await freePort();
  const child = spawn(process.execPath, [listener], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit']
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false
    );
    if (answered) return { address, close: () => child.kill() };
    if (tries === 100 || child.exitCode !== null) {
      child.kill();
      throw new Error('the server did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
