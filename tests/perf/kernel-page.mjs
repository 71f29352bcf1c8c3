/** The page the kernel rows run in: the app's kernels, bundled by Vite as the app's workers are, served cross-origin isolated. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../setup/run.mjs';
import { openBrowser } from './browser.mjs';

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const BUILT = join(ROOT, '.cache', 'bench', 'page');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html');
    const file = join(BUILT, path);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    if (!file.startsWith(BUILT) || !existsSync(file)) response.writeHead(404).end();
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/**
 * Build the page and open it.
 *
 * @typedef {(ask: object) => Promise<{ ms: number, facts: Record<string, number> }>} Ask
 * @returns {Promise<{ ask: Ask, askLog: Ask, askVault: Ask, close: () => Promise<void> }>} `askLog` asks a log that is open as the app has
 *   it, `askVault` one that is kept
 */
export async function openKernelPage() {
  await build({
    configFile: false,
    root: PAGE,
    base: './',
    logLevel: 'error',
    resolve: { alias: { $lib: join(ROOT, 'src', 'lib') } },
    worker: { format: 'es' },
    build: { outDir: BUILT, emptyOutDir: true }
  });
  const server = await serve();
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  if (!(await page.evaluate(() => window.crossOriginIsolated))) throw new Error('the kernel page is not cross-origin isolated');
  return {
    ask: (ask) => page.evaluate((asked) => window.askKernel(asked), ask),
    askLog: (ask) => page.evaluate((asked) => window.askLog(asked), ask),
    askVault: (ask) => page.evaluate((asked) => window.askVault(asked), ask),
    close: async () => {
      await browser.close();
      server.close();
    }
  };
}
