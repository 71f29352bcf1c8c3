/** Find a real Chromium, or install one. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageScript, run, runPackage } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];
const WINDOWS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
  .map((name) => process.env[name])
  .filter((folder) => folder !== undefined)
  .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));

const isRoot = () => process.getuid?.() === 0;

/** what every browser of the suites is started with: no traffic of its own, no sandbox where root cannot have one */
export const CHROMIUM_ARGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  ...(isRoot() ? ['--no-sandbox'] : [])
];

/** @returns {Promise<string | undefined>} the browser that Playwright has in its own cache */
async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/**
 * A Chromium of this machine: `KISEKI_CHROMIUM`, one on the path, or Playwright's.
 *
 * @returns {Promise<string | undefined>} its path
 * @throws when `KISEKI_CHROMIUM` names no file
 */
export async function findChromium() {
  const asked = process.env.KISEKI_CHROMIUM;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`KISEKI_CHROMIUM is ${asked}, which does not exist.`);
    return asked;
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const onPath = process.platform === 'win32' ? [] : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...MAC, ...WINDOWS].find((path) => existsSync(path)) ?? (await playwrightChromium());
}

const canApt = () => process.platform === 'linux' && isRoot() && existsSync('/usr/bin/apt-get');

/** @param {readonly string[]} packages @returns {Promise<boolean>} whether apt installed them */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // a host without a way out should say so soon
  if ((await run('apt-get', ['update', '-q', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1'], { env })) !== 0)
    return false;
  return (await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })) === 0;
}

/** The browsers' fallback for Japanese in screenshots. Not having it fails nothing: the app brings its own font. */
async function ensureJapaneseFont() {
  if (!canApt() || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return;
  if (!(await aptInstall(['fonts-noto-cjk']))) console.warn('No Japanese system font could be installed; going on without.');
}

/**
 * @returns {Promise<string>} the path of a Chromium, installed by apt (as root on Debian) or by Playwright where there is none
 * @throws when neither works
 */
export async function ensureChromium() {
  let found = await findChromium();
  if (!found && canApt()) {
    console.log('Installing Chromium (apt-get) ...');
    // Ubuntu's package is only a pointer to a snap: it installs, but brings no browser
    if (await aptInstall(['chromium'])) found = await findChromium();
  }
  if (!found) {
    console.log('Installing Chromium (playwright) ...');
    const withSystem = canApt() ? ['--with-deps'] : [];
    await runPackage('playwright/cli.js', ['install', ...withSystem, 'chromium']);
    found = await playwrightChromium();
  }
  if (!found || !existsSync(packageScript('playwright/cli.js'))) {
    throw new Error('No Chromium was found and none could be installed. Install one and name it in KISEKI_CHROMIUM.');
  }
  await ensureJapaneseFont();
  return found;
}
