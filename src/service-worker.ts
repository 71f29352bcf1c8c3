/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * The service worker: keeps the app's own files, so that it starts and works without a network, and lets a new version wait until nobody is in
 * the middle of something. What it keeps, and why: [Note: What is kept offline] in `$lib/sync/asset-cache.ts`.
 */
import { build, files, version } from '$service-worker';
import { AssetCache } from '$lib/sync/asset-cache';
import { versionsInUse } from '$lib/sync/tabs';
import { isWorkerMessage, type WorkerAnswer } from '$lib/sync/worker-messages';

/** Files that only workers refer to, which SvelteKit's list leaves out; put in by the build (`tests/setup/worker-assets.mjs`). */
declare const KISEKI_WORKER_ASSETS: readonly string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const assets = new AssetCache(
  { version, assets: [...build, ...KISEKI_WORKER_ASSETS], files },
  caches,
  location.origin,
  (path, how) => fetch(path, how)
);

/** Installing and tidying up exclude one another: what a version that is being installed has just put down is no rubbish. */
const TURN = 'kiseki-assets';

async function install(): Promise<void> {
  await navigator.locks.request(TURN, () => assets.install());
}

/** Never waits: as long as a version is not active, pages wait for their answers. What stays lies there until the next time. */
async function tidyUp(): Promise<void> {
  await navigator.locks.request(TURN, { ifAvailable: true }, async (turn) => {
    const { installing, waiting } = worker.registration;
    if (turn && !installing && !waiting) await assets.removeUnused(await versionsInUse(navigator.locks));
  });
}

/** @returns whether the version before may go: one tab asks, and there is no other that it would be pulled from under */
async function takeOver(): Promise<boolean> {
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length > 1) return false;
  await worker.skipWaiting();
  return true;
}

async function fetchNext(): Promise<boolean> {
  const isMoreLeft = await assets.fetchNext();
  if (!isMoreLeft) await tidyUp();
  return isMoreLeft;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));

// the tab of the first visit, too, works on without a network
worker.addEventListener('activate', (event) => event.waitUntil(tidyUp().then(() => worker.clients.claim())));

worker.addEventListener('fetch', (event) => {
  const answer = assets.answer(event.request, (work) => event.waitUntil(work));
  if (answer) event.respondWith(answer);
});

worker.addEventListener('message', (event) => {
  const message: unknown = event.data;
  const [port] = event.ports;
  if (!isWorkerMessage(message) || !port) return;
  const done = message.kind === 'take-over' ? takeOver() : fetchNext();
  const tell = (yes: boolean): void => port.postMessage({ yes } satisfies WorkerAnswer);
  // no network, or no room: another time
  event.waitUntil(done.then(tell, () => tell(false)));
});
