import type { WorkerAnswer, WorkerMessage } from './worker-messages';

const SCRIPT = '/service-worker.js';

interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypesLike {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

/** One script may become the service worker, and no other. */
function onlyOurs(url: string): string {
  if (url !== SCRIPT) throw new TypeError('not the service worker of this program');
  return url;
}

/**
 * Register the service worker, under a Trusted Types policy of its own. SvelteKit would do so when the page has loaded, in the middle of
 * the first visit, by a policy that lets any address through.
 *
 * @returns undefined where the browser has none, or keeps none (private windows, storage refused)
 */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesLike };
  const policy = trustedTypes?.createPolicy('kiseki-service-worker', { createScriptURL: onlyOurs });
  const url = (policy?.createScriptURL(SCRIPT) ?? SCRIPT) as string;
  try {
    return await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
  } catch {
    return undefined;
  }
}

/** Ask a service worker and wait for its answer. */
export function askWorker(worker: ServiceWorker, message: WorkerMessage): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      port1.close();
      resolve(data.yes);
    };
    worker.postMessage(message, [port2]);
  });
}

/**
 * Called whenever a version is there that waits for the one before to go; once at the start where one waits already.
 * The first one of all waits for nothing, and is none.
 */
export function onWaiting(registration: ServiceWorkerRegistration, listener: (waiting: ServiceWorker) => void): void {
  const tell = (): void => {
    if (registration.waiting && registration.active) listener(registration.waiting);
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
}

/** Whether our server answers. A browser may think itself online beside a server that is down; never asked of the cache. */
export async function serverAnswers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  return fetch('/_app/version.json', { cache: 'no-store' }).then(
    () => true,
    () => false
  );
}
