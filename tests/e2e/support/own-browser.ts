import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../setup/chromium.mjs';

/** A browser with a profile on disk, as a user has one: started by us, so that it can be killed as a whole. */
export interface OwnBrowser {
  readonly browser: Browser;
  readonly page: Page;
  readonly profile: string;
  /** SIGKILL to every process of it; resolves when they are gone. */
  kill(): Promise<void>;
  /** Remove the profile. */
  remove(): void;
}

export async function startOwnBrowser(profile = mkdtempSync(join(tmpdir(), 'kiseki-profile-'))): Promise<OwnBrowser> {
  const args = [
    ...CHROMIUM_ARGS,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--lang=en-GB',
    '--window-size=1400,900',
    'about:blank'
  ];
  const started = spawn(process.env['KISEKI_CHROMIUM']!, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    started.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    started.once('exit', () => reject(new Error(`the browser did not start: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0]!;
  return {
    browser,
    page: context.pages()[0] ?? (await context.newPage()),
    profile,
    async kill() {
      // Playwright, too, must know that it is gone: it would ask it for its trace at the end of the test
      const left = browser.isConnected() ? new Promise((resolve) => browser.once('disconnected', resolve)) : undefined;
      process.kill(-started.pid!, 'SIGKILL');
      await Promise.all([ended, left]);
    },
    remove: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  };
}

/** Paths of the files below a folder that hold a text in UTF-8 or UTF-16, in whatever case. */
export function filesWith(folder: string, text: string): string[] {
  const lower = text.toLowerCase();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      if (bytes.toString('latin1').toLowerCase().includes(lower)) return true;
      return [bytes, bytes.subarray(1)].some((from) => from.toString('utf16le').toLowerCase().includes(lower));
    })
    .map((path) => path.slice(folder.length + 1));
}
