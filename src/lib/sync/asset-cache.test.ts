import { beforeEach, describe, expect, test } from 'vitest';
import { AssetCache, type BuiltFiles } from './asset-cache';

const ORIGIN = 'https://kiseki.test';
const CSP = "default-src 'none'";
const pathOf = (asked: RequestInfo | URL): string =>
  new URL(asked instanceof Request ? asked.url : String(asked), ORIGIN).pathname;

/** The browser's caches, as far as they are asked. */
class MemoryCaches {
  readonly all = new Map<string, Map<string, Response>>();
  /** paths that find no room */
  full = false;

  open(name: string): Promise<Cache> {
    const entries = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, entries);
    const cache = {
      match: (asked: string) => Promise.resolve(entries.get(pathOf(asked))?.clone()),
      put: (asked: string, answer: Response) => {
        if (this.full) return Promise.reject(new DOMException('', 'QuotaExceededError'));
        entries.set(pathOf(asked), answer);
        return Promise.resolve();
      },
      delete: (asked: Request) => Promise.resolve(entries.delete(pathOf(asked))),
      keys: () => Promise.resolve([...entries.keys()].map((path) => new Request(ORIGIN + path)))
    };
    return Promise.resolve(cache as unknown as Cache);
  }
  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }
  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }
  paths(name: string): string[] {
    return [...(this.all.get(name)?.keys() ?? [])].sort();
  }
}

const built = (version: string, start: string): BuiltFiles => ({
  version,
  assets: [
    `/_app/immutable/entry/start.${start}.js`,
    '/_app/immutable/workers/log-worker-a.js',
    '/_app/immutable/workers/assets/duckdb-eh-a.wasm',
    '/_app/immutable/assets/noto-0.woff2',
    '/_app/immutable/assets/noto-1.woff2'
  ],
  files: ['/icon.svg', '/samples/helpdesk-en.csv.gz']
});

let caches: MemoryCaches;
let server: Map<string, Response>;
let asked: { path: string; how: RequestInit | undefined }[];
let later: Promise<unknown>[];

function serve({ assets, files }: BuiltFiles): void {
  const [start] = assets;
  server = new Map([...assets, ...files].map((path) => [path, new Response(`content of ${path}`)]));
  const page = `<link href="${start}" rel="modulepreload"><script>import("${start}")</script>`;
  server.set('/', new Response(page, { headers: { 'Content-Security-Policy': CSP, 'Content-Type': 'text/html' } }));
}

const cacheOf = (version: BuiltFiles): AssetCache =>
  new AssetCache(version, caches as unknown as CacheStorage, ORIGIN, (path, how) => {
    asked.push({ path: pathOf(path), how });
    const answer = server.get(pathOf(path));
    return Promise.resolve(answer?.clone() ?? new Response('', { status: 404 }));
  });

/** A request as the browser makes it; Node refuses to make one that navigates. */
function request(path: string, { mode = 'cors', ...init }: RequestInit = {}): Request {
  const made = new Request(new URL(path, ORIGIN), init);
  return new Proxy(made, {
    get: (target, key) => (key === 'mode' ? mode : (Reflect.get(target, key, target) as unknown))
  });
}

const answered = async (cache: AssetCache, asking: Request): Promise<Response | null> => {
  const answer = await cache.answer(asking, (work) => later.push(work));
  await Promise.all(later);
  return answer;
};

const FIRST = built('1', 'one');
const SECOND = built('2', 'two');
const PAGE = { mode: 'navigate' } as const;

beforeEach(() => {
  caches = new MemoryCaches();
  asked = [];
  later = [];
  serve(FIRST);
});

describe('installing', () => {
  test('keeps what the app starts with, and none of what can wait', async () => {
    await cacheOf(FIRST).install();
    expect(caches.paths('kiseki-page-1')).toEqual(['/', '/icon.svg']);
    expect(caches.paths('kiseki-assets')).toEqual([
      '/_app/immutable/entry/start.one.js',
      '/_app/immutable/workers/log-worker-a.js'
    ]);
  });

  test('goes past the HTTP cache where a name says nothing of the content, and only there', async () => {
    await cacheOf(FIRST).install();
    for (const { path, how } of asked) expect(how?.cache, path).toBe(path.includes('/immutable/') ? undefined : 'reload');
  });

  test('fetches of a second version only what is new', async () => {
    await cacheOf(FIRST).install();
    serve(SECOND);
    asked = [];
    await cacheOf(SECOND).install();
    expect(asked.map(({ path }) => path).filter((path) => path.includes('/immutable/'))).toEqual([
      '/_app/immutable/entry/start.two.js'
    ]);
    expect(caches.paths('kiseki-assets')).toContain('/_app/immutable/entry/start.one.js');
  });

  test.each([
    ['a file is missing', () => server.delete('/_app/immutable/workers/log-worker-a.js')],
    ['the page is of another version', () => serve({ ...FIRST, assets: SECOND.assets })],
    ['the page comes without its policy', () => server.set('/', new Response('"/_app/immutable/entry/start.one.js"'))],
    ['the page names no script', () => server.set('/', new Response('', { headers: { 'Content-Security-Policy': CSP } }))],
    ['there is no room', () => (caches.full = true)]
  ])('fails where %s, and leaves no page behind', async (_, spoil) => {
    spoil();
    await expect(cacheOf(FIRST).install()).rejects.toThrow();
    expect(caches.paths('kiseki-page-1')).toEqual([]);
  });
});

describe('answers', () => {
  test('every address of the app with the one page, its policy with it, and without asking the server', async () => {
    const cache = cacheOf(FIRST);
    await cache.install();
    asked = [];
    for (const path of ['/', '/?lang=ja', '/map?v=abc', '/nowhere', '/deep/er']) {
      const page = await answered(cache, request(path, PAGE));
      expect(page?.headers.get('Content-Security-Policy'), path).toBe(CSP);
    }
    expect(asked).toEqual([]);
  });

  test('keeps what is used first and was not kept', async () => {
    const cache = cacheOf(FIRST);
    await cache.install();
    for (const path of ['/_app/immutable/workers/assets/duckdb-eh-a.wasm', '/samples/helpdesk-en.csv.gz']) {
      for (let time = 0; time < 2; time++) {
        expect(await (await answered(cache, request(path)))?.text()).toBe(`content of ${path}`);
      }
      expect(asked.filter((one) => one.path === path)).toHaveLength(1);
    }
  });

  test('what has come is used where there is no room to keep it; what failed is not kept', async () => {
    const cache = cacheOf(FIRST);
    await cache.install();
    caches.full = true;
    expect((await answered(cache, request('/samples/helpdesk-en.csv.gz')))?.status).toBe(200);
    caches.full = false;
    server.clear();
    expect((await answered(cache, request('/samples/helpdesk-en.csv.gz')))?.status).toBe(404);
    expect(caches.paths('kiseki-page-1')).not.toContain('/samples/helpdesk-en.csv.gz');
  });

  test('refuses other origins, whatever is asked of them', async () => {
    const cache = cacheOf(FIRST);
    await cache.install();
    asked = [];
    for (const method of ['GET', 'POST']) {
      const answer = await answered(cache, request('https://elsewhere.test/icon.svg', { method }));
      expect(answer?.type).toBe('error');
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['another method', '/icon.svg', { method: 'POST' }],
    ['a part of a file', '/icon.svg', { headers: { Range: 'bytes=0-1' } }],
    ['the API', '/api/v1/session', {}],
    ['the API as a page', '/api/v1/session', PAGE],
    ['the operator console', '/operator', PAGE],
    ['a page of the console', '/operator/notices', PAGE],
    ['whether the service lives', '/healthz', PAGE],
    ['what the service measures', '/metrics', PAGE],
    ['the version on the server', '/_app/version.json', {}],
    ['the service worker itself', '/service-worker.js', {}],
    ['what is none of its files', '/notes.txt', {}]
  ])('has no part in %s', async (_, path, init) => {
    const cache = cacheOf(FIRST);
    await cache.install();
    expect(await answered(cache, request(path, init))).toBeNull();
  });

  test('a tab of the version before gets its own files still, but nothing of it is kept anew', async () => {
    await cacheOf(FIRST).install();
    serve(SECOND);
    const second = cacheOf(SECOND);
    await second.install();
    asked = [];
    const old = await answered(second, request('/_app/immutable/entry/start.one.js'));
    expect(await old?.text()).toBe('content of /_app/immutable/entry/start.one.js');
    expect(asked).toEqual([]);
    expect((await answered(second, request('/_app/immutable/gone.js')))?.status).toBe(404);
    expect(caches.paths('kiseki-assets')).not.toContain('/_app/immutable/gone.js');
  });

  test('goes on where the storage was cleared under it', async () => {
    const cache = cacheOf(FIRST);
    await cache.install();
    caches.all.clear();
    expect((await answered(cache, request('/', PAGE)))?.status).toBe(200);
    expect((await answered(cache, request('/_app/immutable/entry/start.one.js')))?.status).toBe(200);
  });
});

test('what can wait is fetched one by one; fonts only where one was asked for', async () => {
  const cache = cacheOf(FIRST);
  await cache.install();
  expect(await cache.fetchNext()).toBe(true);
  expect(caches.paths('kiseki-page-1')).toContain('/samples/helpdesk-en.csv.gz');
  expect(await cache.fetchNext()).toBe(false);
  expect(caches.paths('kiseki-assets')).toContain('/_app/immutable/workers/assets/duckdb-eh-a.wasm');
  expect(await cache.fetchNext()).toBe(false);
  expect(caches.paths('kiseki-assets').filter((path) => path.endsWith('.woff2'))).toEqual([]);
  await answered(cache, request('/_app/immutable/assets/noto-1.woff2'));
  expect(await cache.fetchNext()).toBe(false);
  expect(caches.paths('kiseki-assets').filter((path) => path.endsWith('.woff2'))).toHaveLength(2);
});

describe('tidying up', () => {
  const bothThere = async (): Promise<AssetCache> => {
    await cacheOf(FIRST).install();
    serve(SECOND);
    const second = cacheOf(SECOND);
    await second.install();
    return second;
  };

  test('leaves the version before as long as a tab runs it', async () => {
    const second = await bothThere();
    await second.removeUnused(new Set(['1', '2']));
    expect(caches.paths('kiseki-page-1')).not.toEqual([]);
    expect(caches.paths('kiseki-assets')).toContain('/_app/immutable/entry/start.one.js');
  });

  test('removes what only it needed, then', async () => {
    const second = await bothThere();
    await caches.open('of somebody else');
    await second.removeUnused(new Set(['2']));
    expect([...caches.all.keys()].sort()).toEqual(['kiseki-assets', 'kiseki-page-2', 'of somebody else']);
    expect(caches.paths('kiseki-assets')).toEqual([
      '/_app/immutable/entry/start.two.js',
      '/_app/immutable/workers/log-worker-a.js'
    ]);
  });
});
