import type { KernelAnswer, KernelAsk } from './protocol';

declare global {
  interface Window {
    /** Asked by the bench, one at a time. */
    askKernel(ask: KernelAsk): Promise<KernelAnswer>;
  }
}

const worker = new Worker(new URL('./bench-worker.ts', import.meta.url), { type: 'module' });

window.askKernel = (ask) =>
  new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<{ answer: KernelAnswer } | { error: string }>) => {
      if ('answer' in event.data) resolve(event.data.answer);
      else reject(new Error(event.data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(ask);
  });
