/**
 * The response headers of every answer, in production (`listener.ts`) and in development (`vite.config.ts`).
 *
 * [Note: One CSP an answer] A page's Content-Security-Policy is SvelteKit's (`svelte.config.js`), because it must know the hash of
 * Kit's inline start script; Kit sets the header and so replaces the one from here. A worker obeys the policy of its own script's
 * response, not the page's: worker scripts get `WORKER_CSP`. Everything else gets `ASSET_CSP`.
 */

/**
 * What a worker may do: run our scripts, compile WASM, fetch from our origin, start further workers of ours.
 * No Trusted Types here: DuckDB and graphviz hand plain strings to `importScripts`, which would then throw. Without
 * 'wasm-unsafe-eval' DuckDB hangs silently while it loads.
 */
export const WORKER_CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/** What a file that is no page and no worker may do if it is opened as a document: nothing. */
export const ASSET_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Features of the browser that no part of the program needs, and so nothing that gets into it may use. */
const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking'
] as const;

const PERMISSIONS_POLICY = [
  ...DENIED_FEATURES.map((feature) => `${feature}=()`),
  'clipboard-write=(self)',
  'cross-origin-isolated=(self)',
  'fullscreen=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)'
].join(', ');

/**
 * Set on all answers, static files and errors included: a worker or WASM file without COEP/CORP is refused by an isolated page
 * (ERR_BLOCKED_BY_RESPONSE), and without isolation there are no shared buffers and no exact memory figures.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': PERMISSIONS_POLICY
};

/** Where the build puts files whose names carry a hash of their content. */
const IMMUTABLE = '/_app/immutable/';

/** Built worker scripts: ours below `workers/`, and those of packages (`duckdb-browser-eh.worker.<hash>.js`) among the assets. */
const BUILT_WORKER = /^\/_app\/immutable\/(?:workers\/.+|assets\/[^/]*worker[^/]*)\.m?js$/;

/** Worker scripts as Vite's development server names them, with their query. */
const DEV_WORKER = /[?&](?:worker_file|worker)\b|worker[^/?]*\.m?js(?:$|\?)/;

/** @param pathname path of the request without its query, as built (`/_app/...`) */
export function isWorkerScript(pathname: string): boolean {
  return pathname === '/service-worker.js' || BUILT_WORKER.test(pathname);
}

/**
 * The headers to set before an answer is made; the page's handler may replace the CSP and the caching.
 *
 * @param pathname path of the request without its query
 * @returns name and value of each header
 */
export function headersFor(pathname: string): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': isWorkerScript(pathname) ? WORKER_CSP : ASSET_CSP,
    // hashed files get their own, long, caching where they are found
    ...(pathname.startsWith(IMMUTABLE) ? {} : { 'Cache-Control': 'no-cache' })
  };
}

/**
 * The same for Vite's development server, whose pages, too, take their CSP from SvelteKit; modules go without one there.
 *
 * @param url path of the request with its query
 */
export function devHeadersFor(url: string): Record<string, string> {
  return DEV_WORKER.test(url) ? { ...SECURITY_HEADERS, 'Content-Security-Policy': WORKER_CSP } : { ...SECURITY_HEADERS };
}
