/**
 * The app's own files, kept for use without a network: what the service worker (`src/service-worker.ts`) does.
 *
 * [Note: What is kept offline]
 * - With the version, before it takes over (`install`): the page, all scripts and styles, the workers, Graphviz, icons. About 3 MB, nearly
 *   all of which the page has fetched already, so it comes from the browser's HTTP cache. The page registers the service worker only when it is
 *   at rest (`session/app-update.svelte.ts`): the first visit pays nothing for the second.
 * - One by one, while the page is idle (`fetchNext`), or when first used: the samples (1.2 MB) and DuckDB (34 MB, 7 MB on the wire), which
 *   only the SQL console and filters by expression need. A map never waits for them.
 * - When first used: the Japanese font (124 faces, 6 MB). Where the system has one of its own, none is ever asked for; where one was, the
 *   others follow while the page is idle, since a log may hold characters that the interface does not.
 * Never: answers of the API, anything with a method but GET, anything of another origin (refused), files and logs of the user (they are no
 * requests: blob URLs do not pass through here).
 *
 * [Note: Two versions side by side] Files whose names carry a hash of their content lie in one cache that all versions share: a new version
 * fetches only what has changed, and the old one's stay as long as a tab runs it (`versionsInUse`). The page and the files with plain names
 * lie in a cache a version. A version answers with its own page and never asks the network for a newer one: so page and scripts
 * always fit together, and an update never arrives in the middle of anything.
 *
 * What is kept are whole responses, with the headers that they came with: a page from the cache stands under the same
 * Content-Security-Policy, COOP and COEP as one from the server. They are fetched past the HTTP cache where their name carries no
 * hash: a 304 has no policy of its own (see `keepStoredPolicy` in `server/http/answer.ts`).
 */

/** What a version of the program consists of: paths on our origin. */
export interface BuiltFiles {
  readonly version: string;
  /** names with hashes */
  readonly assets: readonly string[];
  /** plain names */
  readonly files: readonly string[];
}

/** Scripts of a page that are no part of this version: a newer one was put on the server between the service worker and its page. */
const FOREIGN_SHELL = 'the page is of another version';

const SHELL = '/';
const IMMUTABLE = '/_app/immutable/';
/** Addresses that the app's one page does not serve, also where a browser is sent to them. */
const NOT_PAGES = /^\/(?:api|operator|_app)(?:\/|$)|^\/(?:healthz|readyz|metrics)$/;
const ASSETS = 'kiseki-assets';
const PAGE_PREFIX = 'kiseki-page-';

const isFont = (path: string): boolean => path.endsWith('.woff2');
const isSample = (path: string): boolean => path.startsWith('/samples/');
const isDuckDb = (path: string): boolean => /\/duckdb-[^/]*$/.test(path);
const isLater = (path: string): boolean => isFont(path) || isSample(path) || isDuckDb(path);

/** Keep a promise alive after the answer was given (`event.waitUntil`). */
type KeepAlive = (work: Promise<unknown>) => void;

/** One version's files in the browser's cache. */
export class AssetCache {
  readonly #assets: ReadonlySet<string>;
  readonly #files: ReadonlySet<string>;
  /** opened once: a page asks for a hundred files */
  #opened = new Map<string, Promise<Cache>>();

  constructor(
    private readonly built: BuiltFiles,
    private readonly caches: CacheStorage,
    private readonly origin: string,
    private readonly ask: (path: string, how?: RequestInit) => Promise<Response>
  ) {
    this.#assets = new Set(built.assets);
    this.#files = new Set(built.files);
  }

  /**
   * Keep all that the app needs to start.
   * @throws TypeError where a file cannot be fetched or is not what it should be: then the version before goes on
   */
  async install(): Promise<void> {
    try {
      const page = await this.#page();
      const shell = await this.#fetched(SHELL, { cache: 'reload' });
      await this.#checkShell(shell.clone());
      await page.put(SHELL, shell);
      const now = (paths: Iterable<string>): string[] => [...paths].filter((path) => !isLater(path));
      await Promise.all(now(this.#files).map((path) => this.#keep(page, path, { cache: 'reload' })));
      const assets = await this.#open(ASSETS);
      await Promise.all(now(this.#assets).map((path) => this.#keep(assets, path)));
    } catch (why) {
      await this.caches.delete(this.#pageName);
      this.#opened.clear();
      throw why;
    }
  }

  /**
   * What to answer to a request of a page or a worker.
   * @returns null where the request is none of ours to answer: it goes to the network as if nobody had looked at it
   */
  answer(request: Request, keepAlive: KeepAlive): Promise<Response> | null {
    const { origin, pathname } = new URL(request.url);
    // the pages' policy forbids them too: no file of ours comes from elsewhere, and nothing goes there
    if (origin !== this.origin) return Promise.resolve(Response.error());
    if (request.method !== 'GET' || request.headers.has('range')) return null;
    if (pathname.startsWith(IMMUTABLE)) return this.#asset(request, pathname, keepAlive);
    if (this.#files.has(pathname)) return this.#kept(this.#page(), pathname, keepAlive);
    if (request.mode !== 'navigate' || NOT_PAGES.test(pathname)) return null;
    return this.#shell(request);
  }

  /**
   * Fetch the next file of those that can wait.
   * @returns whether another is left
   */
  async fetchNext(): Promise<boolean> {
    const page = await this.#page();
    const assets = await this.#open(ASSETS);
    const held = new Set((await assets.keys()).map(({ url }) => new URL(url).pathname));
    for (const { url } of await page.keys()) held.add(new URL(url).pathname);
    const areFontsUsed = [...held].some(isFont);
    const missing = [...this.#files, ...this.#assets].filter(
      (path) => !held.has(path) && isLater(path) && (!isFont(path) || areFontsUsed)
    );
    const [next] = missing;
    if (next === undefined) return false;
    await this.#keep(this.#files.has(next) ? page : assets, next, { priority: 'low' });
    return missing.length > 1;
  }

  /**
   * Remove what only other versions need. Call when none of them waits or is being installed.
   * @param inUse versions that open tabs run
   */
  async removeUnused(inUse: ReadonlySet<string>): Promise<void> {
    const isOther = (version: string): boolean => version !== this.built.version;
    for (const name of await this.caches.keys()) {
      const version = name.startsWith(PAGE_PREFIX) ? name.slice(PAGE_PREFIX.length) : undefined;
      if (version !== undefined && isOther(version) && !inUse.has(version)) await this.caches.delete(name);
    }
    if ([...inUse].some(isOther)) return;
    const assets = await this.#open(ASSETS);
    for (const request of await assets.keys()) {
      if (!this.#assets.has(new URL(request.url).pathname)) await assets.delete(request);
    }
  }

  get #pageName(): string {
    return PAGE_PREFIX + this.built.version;
  }

  #page(): Promise<Cache> {
    return this.#open(this.#pageName);
  }

  #open(name: string): Promise<Cache> {
    const known = this.#opened.get(name);
    if (known) return known;
    const opening = this.caches.open(name);
    this.#opened.set(name, opening);
    opening.catch(() => this.#opened.delete(name));
    return opening;
  }

  async #shell(request: Request): Promise<Response> {
    // storage may have been cleared under a tab that is open
    return (await (await this.#page()).match(SHELL, { ignoreVary: true })) ?? this.ask(request.url);
  }

  /** A tab of another version may ask for files of its own: they lie in the same cache, but none is added for it. */
  async #asset(request: Request, path: string, keepAlive: KeepAlive): Promise<Response> {
    const assets = this.#open(ASSETS);
    if (this.#assets.has(path)) return this.#kept(assets, path, keepAlive);
    return (await (await assets).match(path, { ignoreVary: true })) ?? this.ask(request.url);
  }

  async #kept(opening: Promise<Cache>, path: string, keepAlive: KeepAlive): Promise<Response> {
    const cache = await opening;
    const known = await cache.match(path, { ignoreVary: true });
    if (known) return known;
    const answer = await this.ask(path);
    // a full disk keeps nobody from using what has come
    if (isWhole(answer)) keepAlive(cache.put(path, answer.clone()).catch(() => {}));
    return answer;
  }

  async #keep(cache: Cache, path: string, how: RequestInit = {}): Promise<void> {
    if (await cache.match(path, { ignoreVary: true })) return;
    await cache.put(path, await this.#fetched(path, how));
  }

  async #fetched(path: string, how: RequestInit): Promise<Response> {
    const answer = await this.ask(path, how);
    if (!isWhole(answer)) throw new TypeError(`${path}: ${answer.status}`);
    return answer;
  }

  async #checkShell(shell: Response): Promise<void> {
    const text = await shell.text();
    const named = [...text.matchAll(/["'](\/_app\/immutable\/[^"']+)["']/g)].map((match) => match[1]!);
    const isOurs = named.length > 0 && named.every((path) => this.#assets.has(path));
    if (!isOurs || !shell.headers.has('Content-Security-Policy')) throw new TypeError(FOREIGN_SHELL);
  }
}

/** A whole answer of our own server, no redirect. */
function isWhole({ status, type, redirected }: Response): boolean {
  return status === 200 && (type === 'basic' || type === 'default') && !redirected;
}
