import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { CHROMIUM_ARGS } from '../setup/chromium.mjs';

/** What Chromium writes to tell that somebody has the profile; a killed one leaves it. */
const PROFILE_LOCKS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie'];

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/** A Chromium of ours with a profile that outlives it, to be killed as the system kills: whole, or its renderers alone. */
export class KillableBrowser {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser
  ) {}

  static async start(executable: string, profile: string): Promise<KillableBrowser> {
    for (const name of PROFILE_LOCKS) rmSync(join(profile, name), { force: true });
    const args = [...CHROMIUM_ARGS, '--headless=new', `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'];
    const started = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    return new KillableBrowser(started, await chromium.connectOverCDP(await addressOf(started)));
  }

  get context(): BrowserContext {
    return this.browser.contexts()[0]!;
  }

  /** SIGKILL for every renderer, and so for the page and its workers; the browser lives on. */
  async killRenderers(): Promise<void> {
    for (const { type, id } of await this.#processes()) if (type === 'renderer') kill(id);
  }

  /** SIGKILL for the browser and all that it started. @returns when it is gone */
  async kill(): Promise<void> {
    const children = (await this.#processes()).filter(({ type }) => type !== 'browser');
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    for (const { id } of children) kill(id);
    await gone;
    await this.browser.close().catch(() => undefined);
  }

  async #processes(): Promise<readonly ProcessInfo[]> {
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone by itself
  }
}

function addressOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    started.stderr!.on('data', (text: Buffer) => {
      said += text.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    started.once('exit', () => reject(new Error(`the browser did not start: ${said}`)));
  });
}
