import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import type { Act, FoundArea, LogName, Shape } from './kill-history';

/** What the page that is killed offers to `page.evaluate`: two log workers, as two tabs have them, on the production vault. */
export interface KillPage {
  /** Do an act in the worker of that number. @returns the area that it changed, once that is acknowledged */
  act(worker: number, act: Act): Promise<{ areaId: string; version: number } | null>;
  /** Everything that is kept, opened and read to its last part. */
  read(): Promise<FoundArea[]>;
  /** What tells a log that was never kept from any other (see `FoundArea.whole`), by log and shape. */
  expected(): Promise<Record<LogName, Record<Shape, string>>>;
  filesBytes(): Promise<number>;
}

declare global {
  interface Window {
    killPage: KillPage;
  }
}

const root = new URL('../../', import.meta.url);
const WORKERS = '/_app/immutable/workers/';

/** Serve the page in every tab of the context. Nothing of it is the app's but its workers. */
export async function serveKillPage(context: BrowserContext): Promise<void> {
  const files = readdirSync(new URL(`build/client${WORKERS}`, root)).filter((name) => name.endsWith('.js'));
  const urlOf = (prefix: string): string => `${WORKERS}${files.find((name) => name.startsWith(prefix))}`;
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const comlink = readFileSync(new URL('node_modules/comlink/dist/esm/comlink.mjs', root), 'utf8');
  await context.route('**/kill/comlink.mjs', (route) =>
    route.fulfill({ contentType: 'text/javascript', headers, body: comlink })
  );
  const body = html(urlOf('log-worker'), urlOf('import-worker'));
  await context.route('**/kill/', (route) => route.fulfill({ contentType: 'text/html', headers, body }));
}

export async function openKillPage(context: BrowserContext, baseUrl: string): Promise<Page> {
  for (;;) {
    try {
      const page = await context.newPage();
      await page.goto(`${baseUrl}/kill/`);
      await page.waitForFunction(() => 'killPage' in window);
      return page;
    } catch (thrown) {
      // a spare renderer, killed with the others, that the browser had not yet missed
      if (!/crashed/.test(String(thrown))) throw thrown;
    }
  }
}

function html(logWorker: string, importWorker: string): string {
  return `<!doctype html><meta charset="utf-8"><script type="module">
import { wrap, proxy, transferHandlers } from './comlink.mjs';
const thrown = transferHandlers.get('throw');
transferHandlers.set('throw', { ...thrown, deserialize: ({ code, detail }) => { throw Object.assign(new Error(code + ' ' + JSON.stringify(detail)), { code }); } });
const silent = () => proxy(() => {});
const start = (url) => { const worker = new Worker(url, { type: 'module' }); return { worker, calls: wrap(worker) }; };

const COLUMNS = { order: 'case', step: 'activity', when: 'timestamp', clerk: 'resource', value: 'attribute' };
const ACTIVITY = { step: 1, clerk: 3 };
const CASES = { small: 40, large: 5000 };
const csvOf = (name) => {
  const rows = [Object.keys(COLUMNS).join()];
  for (let c = 0; c < CASES[name]; c++)
    for (let e = 0; e < 3 + (c % 3); e++)
      rows.push([name + c, 'step ' + ((c * e) % 7), new Date(Date.UTC(2026, 4, 1 + (c % 28), e, c % 60)).toISOString(), 'clerk ' + ((c + e) % 5), (c * 31 + e) % 997].join());
  return rows.join('\\n');
};

const imported = {};
const importOf = async (name) => imported[name] ??= await (async () => {
  const { worker, calls } = start(${JSON.stringify(importWorker)});
  const file = new File([csvOf(name)], name + '.csv');
  const draft = await calls.inspect([file], {});
  const columns = draft.columns.map(({ index, name, type, format }) => ({ index, name, role: COLUMNS[name], type, format }));
  const plan = { name: draft.name, kind: draft.kind, encoding: draft.files[0].encoding, dialect: draft.dialect, columns,
    caseColumns: [0], activityColumns: [1], timeZone: 'UTC', lifecycleMode: 'every-row' };
  try { return await calls.run([file], plan, silent()); } finally { worker.terminate(); }
})();

const workers = [0, 1].map(async () => {
  const { calls } = start(${JSON.stringify(logWorker)});
  await calls.kept.unlock(null);
  return calls;
});
const shapeOf = (shape) => ({ caseColumns: [0], activityColumns: [ACTIVITY[shape]], lifecycleMode: 'every-row' });
const digest = async (calls, { logId, name, ...summary }) => {
  const csv = await calls.exportLog(logId, { clauses: [] }, 'csv');
  const picture = JSON.stringify(summary, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value));
  const hash = await crypto.subtle.digest('SHA-256', await new Blob([picture, csv]).arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
const changed = ({ areaId, version }) => ({ areaId, version });

const ACTS = {
  import: async (calls, { log, token }) => {
    const { report, ...rest } = await importOf(log);
    const { logId } = await calls.adopt({ report, ...rest });
    try { return changed(await calls.kept.keep(logId, report, { [token]: token }, silent())); } finally { await calls.close(logId); }
  },
  save: async (calls, { areaId, token }) => changed(await calls.kept.changeNotes(areaId, { [token]: token })),
  reshape: async (calls, { areaId, shape }) => {
    const { summary, report } = await calls.kept.open(areaId, false, silent());
    await calls.reshape(summary.logId, shapeOf(shape));
    try { return changed(await calls.kept.keep(summary.logId, report, {}, silent())); } finally { await calls.close(summary.logId); }
  },
  rename: async (calls, { areaId, token }) => changed(await calls.kept.rename(areaId, token)),
  remove: async (calls, { areaId }) => (await calls.kept.remove(areaId), null),
  compaction: async (calls) => (await calls.kept.collectGarbage(), null)
};

window.killPage = {
  act: async (worker, act) => ACTS[act.kind](await workers[worker], act),
  read: async () => {
    const calls = await workers[0];
    const found = [];
    for (const { areaId, version, fault, sizeBytes, card } of await calls.kept.areas()) {
      const area = { areaId, version, fault, sizeBytes, name: card?.name ?? null, notes: [], whole: '' };
      found.push(area);
      if (fault) continue;
      try {
        const { summary, notes } = await calls.kept.open(areaId, false, silent());
        Object.assign(area, { notes: Object.keys(notes), whole: await digest(calls, summary) });
        await calls.close(summary.logId);
      } catch (thrown) {
        area.fault = thrown.message;
      }
    }
    return found;
  },
  expected: async () => {
    const calls = await workers[0];
    const expected = {};
    for (const log of Object.keys(CASES)) {
      expected[log] = {};
      for (const shape of Object.keys(ACTIVITY)) {
        const { logId } = await calls.adopt(await importOf(log));
        expected[log][shape] = await digest(calls, await calls.reshape(logId, shapeOf(shape)));
        await calls.close(logId);
      }
    }
    return expected;
  },
  filesBytes: async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vault');
    let bytes = 0;
    for await (const file of folder.values()) bytes += (await file.getFile()).size;
    return bytes;
  }
};
</script>`;
}
