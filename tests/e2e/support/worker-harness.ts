import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AnalysisCatalogue, LogSummary, SqlAnswer } from '../../../src/lib/model/analysis';
import type { ImportDraft, ImportPlan, ImportReport } from '../../../src/lib/model/import';
import type { LogSelection } from '../../../src/lib/model/selection';
import type { AreaNotes, KeptArea } from '../../../src/lib/model/vault';

/** What the harness page offers to `page.evaluate`: the production workers, without the app's page. */
export interface Harness {
  readonly input: HTMLInputElement;
  inspect(): Promise<ImportDraft>;
  open(plan: ImportPlan): Promise<{ summary: LogSummary; report: ImportReport }>;
  /** Import, and keep under a server's share. @returns when it is safe on this device */
  keep(plan: ImportPlan, serverShare: Uint8Array, notes: AreaNotes): Promise<KeptArea>;
  analyse<N extends keyof AnalysisCatalogue>(
    name: N,
    logId: string,
    selection: LogSelection
  ): Promise<AnalysisCatalogue[N]['result']>;
  sql(logId: string, selection: LogSelection, sql: string): Promise<SqlAnswer>;
  fuzz(texts: Uint8Array[], name: string, plan: ImportPlan): Promise<Record<string, number>>;
}

const root = new URL('../../../', import.meta.url);
const WORKERS = '/_app/immutable/workers/';

/**
 * Open a page of our own origin that holds nothing but the production import and log workers.
 * @returns when `window.harness` is there
 */
export async function openHarness(page: Page, baseUrl: string): Promise<void> {
  const files = readdirSync(new URL(`build/client${WORKERS}`, root)).filter((name) => name.endsWith('.js'));
  const urlOf = (prefix: string): string => `${WORKERS}${files.find((name) => name.startsWith(prefix))}`;
  const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  await page.route('**/harness/comlink.mjs', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: isolated,
      body: readFileSync(new URL('node_modules/comlink/dist/esm/comlink.mjs', root), 'utf8')
    })
  );
  await page.route('**/harness/', (route) => route.fulfill({ contentType: 'text/html', headers: isolated, body: html(urlOf) }));
  await page.goto(`${baseUrl}/harness/`);
  await page.waitForFunction(() => 'harness' in window);
}

function html(urlOf: (prefix: string) => string): string {
  return `<!doctype html><meta charset="utf-8"><input type="file" multiple id="file"><script type="module">
import { wrap, proxy, transferHandlers } from './comlink.mjs';
const thrown = transferHandlers.get('throw');
transferHandlers.set('throw', { ...thrown, deserialize: ({ code, detail }) => { throw Object.assign(new Error(code), { code, detail }); } });
const start = (url) => { const worker = new Worker(url, { type: 'module' }); return { worker, calls: wrap(worker) }; };
const log = start(${JSON.stringify(urlOf('log-worker'))});
const input = document.getElementById('file');
const withImporter = async (job) => {
  const { worker, calls } = start(${JSON.stringify(urlOf('import-worker'))});
  try { return await job(calls); } finally { worker.terminate(); }
};
window.harness = {
  input,
  inspect: () => withImporter((calls) => calls.inspect([...input.files], {})),
  open: async (plan) => {
    const imported = await withImporter((calls) => calls.run([...input.files], plan, proxy(() => {})));
    return { summary: await log.calls.adopt(imported), report: imported.report };
  },
  keep: async (plan, serverShare, notes) => {
    await log.calls.kept.unlock(serverShare);
    const { summary, report } = await window.harness.open(plan);
    return log.calls.kept.keep(summary.logId, report, notes, proxy(() => {}));
  },
  analyse: (name, logId, selection) => log.calls.analyse(name, logId, selection, {}),
  sql: async (logId, selection, sql) => {
    const { part, total, ...answer } = await log.calls.runSql(logId, selection, sql, { rows: 1e6, ms: 60000 });
    const rows = [...answer.rows];
    while (rows.length < total) rows.push(...(await log.calls.nextSqlRows(part, rows.length)));
    return { ...answer, rows };
  },
  // one worker for many files, as hard as it gets: state that a bad file leaves behind would show
  fuzz: async (texts, name, plan) => {
    const seen = {};
    let { worker, calls } = start(${JSON.stringify(urlOf('import-worker'))});
    for (const text of texts) {
      let outcome;
      try {
        const file = new File([text], name);
        await calls.inspect([file], {});
        await calls.run([file], plan, proxy(() => {}));
        outcome = 'imported';
      } catch (error) { outcome = error.code ?? String(error); }
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }
    worker.terminate();
    return seen;
  }
};
</script>`;
}
