import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import config, { CYTOSCAPE_STYLE } from '../../svelte.config.js';
import { filesUnder, ROOT } from './tree';

const directives = config.kit!.csp!.directives!;
const require = createRequire(import.meta.url);

describe("the page's policy", () => {
  test('is the one that was agreed on', () => {
    const { 'style-src-elem': styles, ...others } = directives;
    expect(others).toEqual({
      'default-src': ['none'],
      'script-src': ['self', 'wasm-unsafe-eval'],
      'worker-src': ['self'],
      'connect-src': ['self'],
      'font-src': ['self'],
      'manifest-src': ['self'],
      'img-src': ['self', 'blob:', 'data:'],
      'style-src-attr': ['unsafe-inline'],
      'base-uri': ['none'],
      'form-action': ['self'],
      'frame-ancestors': ['none'],
      'object-src': ['none'],
      'require-trusted-types-for': ['script'],
      'trusted-types': ['svelte-trusted-html', 'kiseki-worker', 'kiseki-service-worker']
    });
    expect(styles).toEqual(['self', expect.stringMatching(/^sha256-[A-Za-z0-9+/]{43}=$/)]);
  });

  test("knows the text of Cytoscape's style element", () => {
    const source = readFileSync(require.resolve('cytoscape'), 'utf8');
    const className = /className = '(__________cytoscape_container)'/.exec(source)?.[1];
    const written = /stylesheet\.textContent = '\.' \+ className \+ '([^']*)'/.exec(source)?.[1];
    expect(source.match(/createElement\('style'\)/g)).toHaveLength(1);
    expect(CYTOSCAPE_STYLE).toBe(`.${className}${written}`);
  });

  test('names the Trusted Types policies that are made, and no other', () => {
    const made = (text: string): string[] => [...text.matchAll(/createPolicy\(\s*'([\w-]+)'/g)].map((match) => match[1]!);
    const svelte = filesUnder('node_modules/svelte/src/internal/client');
    const kit = filesUnder('node_modules/@sveltejs/kit/src/runtime');
    const ours = filesUnder('src').filter((path) => !path.endsWith('.test.ts'));
    const all = [...svelte, ...kit, ...ours].filter((path) => /\.(js|ts|svelte)$/.test(path));
    const names = new Set(all.flatMap((path) => made(readFileSync(`${ROOT}/${path}`, 'utf8'))));
    // Kit's lets any address through: the service worker is registered by ours
    expect(config.kit?.serviceWorker?.register).toBe(false);
    expect(names.delete('sveltekit-trusted-url')).toBe(true);
    expect([...names].sort()).toEqual([...(directives['trusted-types'] ?? [])].sort());
  });
});
