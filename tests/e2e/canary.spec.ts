import { gunzipSync } from 'node:zlib';
import { expect, test, type Page, type Request } from '@playwright/test';
import { CONTRACTS } from '../../src/lib/api/contracts';
import { chooseFiles, confirmImport, csvFile, exported } from './support/app';
import { OwnService } from './support/own-service';

let service: OwnService;
test.beforeAll(async () => {
  service = await OwnService.start();
});
test.afterAll(() => service?.stop());

/** A log in which every cell is recognisable wherever it turns up. */
const CANARY = 'KANARIA-7f3a';
const HEADER = [`${CANARY}-case`, `${CANARY}-activity`, `${CANARY}-time`, `${CANARY}-resource`, `${CANARY}-note`];

function plantedLog(): string {
  const rows = [HEADER.join(',')];
  for (let c = 0; c < 40; c++) {
    for (let e = 0; e < 4; e++) {
      const step = e === 2 && c % 3 === 0 ? 'extra' : `step${e}`;
      rows.push(`${CANARY}-c${c},${CANARY}-${step},2026-05-${10 + e} 0${e}:15:00,${CANARY}-r${c % 5},${CANARY}-n${c}`);
    }
  }
  return rows.join('\n');
}

/** Every call that the service has: `METHOD /path`. */
const CALLS = CONTRACTS.map(({ method, path }) => {
  const parts = path.split('/').map((part) => (part.startsWith('[') ? '[0-9a-f-]{36}' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${method} ${parts.join('/')}$`);
});

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  readonly headers: string;
}

/** Everything that a page asks for from now on. */
function listenTo(page: Page): { readonly requests: Sent[]; readonly sockets: string[] } {
  const requests: Sent[] = [];
  page.context().on('request', (request: Request) => {
    requests.push({
      url: request.url(),
      method: request.method(),
      body: request.postDataBuffer()?.toString('latin1') ?? '',
      headers: JSON.stringify(request.headers())
    });
  });
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  return { requests, sockets };
}

/** Import, look, filter, export. */
async function useTheLog(page: Page): Promise<void> {
  await chooseFiles(page, csvFile(`${CANARY}.csv`, plantedLog()));
  for (const [i, role] of ['case', 'activity', 'timestamp', 'resource', 'attribute'].entries()) {
    await page.locator(`[data-testid="import-column-role"][data-column="${HEADER[i]}"]`).selectOption(role);
  }
  await confirmImport(page);
  await page.getByTestId('slider-paths').fill('100');
  await page.getByTestId('metric-edges').selectOption('p90');
  await page.getByTestId('variant-row').first().click();
  for (const item of [
    'export-map-json',
    'export-map-csv',
    'export-map-svg',
    'export-map-png',
    'export-log-csv',
    'export-log-xes'
  ]) {
    const { name, bytes } = await exported(page, item);
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    // the canary must be in what was exported: otherwise this test looks for something that is not there
    if (!name.endsWith('.png')) expect(text, name).toContain(CANARY);
  }
  await page.waitForTimeout(500);
}

/** @param calls what the service may be asked; all else is asking for a file */
function expectNothingTold({ requests, sockets }: ReturnType<typeof listenTo>, origin: string, calls: readonly RegExp[]): void {
  expect(requests.length).toBeGreaterThan(3);
  expect(sockets).toEqual([]);
  for (const request of requests) {
    const url = new URL(request.url);
    if (url.protocol !== 'blob:' && url.protocol !== 'data:') expect(url.origin).toBe(origin);
    const everything = decodeURIComponent(`${request.url} ${request.body} ${request.headers}`.replaceAll('%', '%25'));
    expect(everything).not.toContain(CANARY);
    expect(request.url.toLowerCase()).not.toContain(encodeURIComponent(CANARY).toLowerCase());
    const call = `${request.method} ${url.pathname}`;
    if (url.protocol.startsWith('http') && !calls.some((each) => each.test(call))) expect(call).toMatch(/^GET \/(?!api\/)/);
  }
}

test('no request carries anything of the log, and none leaves our own origin', async ({ page, baseURL }) => {
  const heard = listenTo(page);
  await useTheLog(page);
  expectNothingTold(heard, new URL(baseURL!).origin, CALLS);
});

test('signed in it is the same: the service is asked by its contracts alone, and nothing of the log is in its store', async ({
  browser
}) => {
  const tenantId = await service.tenant('canary');
  const accountId = await service.person(tenantId, 'analyst', 'ana@canary.example', 'Ana');
  const context = await browser.newContext({ baseURL: service.address });
  await service.signIn(context, tenantId, accountId);
  const page = await context.newPage();
  const heard = listenTo(page);
  await useTheLog(page);
  expectNothingTold(heard, service.address, CALLS);
  // it was told of the device: there is something that could have held it
  expect(heard.requests.filter(({ method }) => method !== 'GET').length).toBeGreaterThan(0);

  const { rows: tables } = await service.store.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'"
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const { rows } = await service.store.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [`%${CANARY}%`]);
    expect(rows, name).toEqual([]);
  }
  await context.close();
});
