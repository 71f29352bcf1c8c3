/** The built program (`build/listener.js`) on a folder or database of a test's own: started, killed, started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../rules/tree';

export const LISTENER = join(ROOT, 'build', 'listener.js');

export class BuiltService {
  private constructor(
    readonly child: ChildProcess,
    readonly address: string
  ) {}

  /** @throws Error with what it said, when it ends before it is ready */
  static async start(env: Readonly<Record<string, string>>): Promise<BuiltService> {
    const child = spawn(process.execPath, [LISTENER], {
      cwd: ROOT,
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', KISEKI_MANAGEMENT_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    let said = '';
    return await new Promise((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const ready = /Kiseki is ready: (http\S+?)\/?\s/.exec(said);
        if (ready) resolve(new BuiltService(child, ready[1]!));
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`the service ended: ${said}`)));
    });
  }

  /** SIGKILL: no handler runs, nothing is written any more. @param storeFolder its embedded store is killed too, where there is one */
  async kill(storeFolder?: string): Promise<void> {
    const over = new Promise((resolve) => this.child.once('exit', resolve));
    const pidFile = storeFolder === undefined ? undefined : join(storeFolder, 'pg', 'cluster', 'postmaster.pid');
    this.child.kill('SIGKILL');
    if (pidFile && existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    await over;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const over = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await over;
  }
}
