import { createHash } from 'node:crypto';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { compressDirectory } from './tests/setup/compress.mjs';
import { insertWorkerAssets } from './tests/setup/worker-assets.mjs';

/** The text of the one style element that Cytoscape puts into the page; `tests/rules/csp.test.ts` compares it with the package. */
export const CYTOSCAPE_STYLE = '.__________cytoscape_container { position: relative; }';

/** @param {string} text content of an inline element */
const hashOf = (text) => /** @type {const} */ (`sha256-${createHash('sha256').update(text).digest('base64')}`);

/** adapter-node compresses every file at the highest level, which takes minutes for DuckDB; ours chooses by size. */
const node = adapter({ precompress: true });

/** What the adapter builds with, with two of its acts replaced. @param {import('@sveltejs/kit').Builder} builder */
const ours = (builder) =>
  Object.create(builder, {
    compress: { value: compressDirectory },
    writeClient: {
      value: (/** @type {string} */ directory) => {
        const written = builder.writeClient(directory);
        insertWorkerAssets(directory);
        return written;
      }
    }
  });

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: {
      ...node,
      adapt: (builder) => node.adapt(ours(builder))
    },
    // the service worker is checked like everything else
    typescript: {
      config: (config) => ({
        ...config,
        exclude: config.exclude.filter((/** @type {string} */ path) => !path.includes('service-worker'))
      })
    },
    // one page for every address: the service worker keeps a single one, whose scripts must be found from any path
    paths: { relative: false },
    // `sync/registration.ts` does, when the page is at rest
    serviceWorker: { register: false },
    // Every page's one policy; see [Note: One CSP an answer] in src/lib/server/http/headers.ts
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'worker-src': ['self'],
        'connect-src': ['self'],
        'font-src': ['self'],
        'manifest-src': ['self'],
        'img-src': ['self', 'blob:', 'data:'],
        'style-src-elem': ['self', hashOf(CYTOSCAPE_STYLE)],
        'style-src-attr': ['unsafe-inline'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
        'object-src': ['none'],
        'require-trusted-types-for': ['script'],
        // Svelte's templates, the URLs of our workers (src/lib/engine), and the one of the service worker (src/lib/sync)
        'trusted-types': ['svelte-trusted-html', 'kiseki-worker', 'kiseki-service-worker']
      }
    }
  }
};
