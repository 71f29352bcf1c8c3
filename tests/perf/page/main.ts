import type { KernelAnswer, KernelAsk, LogAsk, VaultAsk } from './protocol';

declare global {
  interface Window {
    /** Asked by the bench, one at a time. */
    askKernel(ask: KernelAsk): Promise<KernelAnswer>;
    askLog(ask: LogAsk): Promise<KernelAnswer>;
    askVault(ask: VaultAsk): Promise<KernelAnswer>;
  }
}

/** Asks one worker, which starts at the first question. */
function asker<Ask>(start: () => Worker): (ask: Ask) => Promise<KernelAnswer> {
  let worker: Worker | undefined;
  return (ask) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      worker.onmessage = (event: MessageEvent<{ answer: KernelAnswer } | { error: string }>) => {
        if ('answer' in event.data) resolve(event.data.answer);
        else reject(new Error(event.data.error));
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(ask);
    });
}

window.askKernel = asker(() => new Worker(new URL('./bench-worker.ts', import.meta.url), { type: 'module' }));
window.askLog = asker(() => new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module' }));
window.askVault = asker(() => new Worker(new URL('./vault-worker.ts', import.meta.url), { type: 'module' }));
