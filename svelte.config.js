import { createHash } from 'node:crypto';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { compressDirectory } from './tests/setup/compress.mjs';

/** The text of the one style element that Cytoscape puts into the page; `tests/rules/csp.test.ts` compares it with the package. */
export const CYTOSCAPE_STYLE = '.__________cytoscape_container { position: relative; }';

/** @param {string} text content of an inline element */
const hashOf = (text) => /** @type {const} */ (`sha256-${createHash('sha256').update(text).digest('base64')}`);

/** adapter-node compresses every file at the highest level, which takes minutes for DuckDB; ours chooses by size. */
const node = adapter({ precompress: true });

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: {
      ...node,
      adapt: (builder) => node.adapt(Object.create(builder, { compress: { value: compressDirectory } }))
    },
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
        // Svelte's templates, Kit's service worker, and the URLs of our workers (src/lib/engine)
        'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'kiseki-worker']
      }
    }
  }
};
