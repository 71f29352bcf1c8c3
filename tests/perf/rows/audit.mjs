/**
 * What the audit costs: batches of 10 entries, hashed, in the tree, durable, against bare inserts of the same rows in the same store. The
 * service's own code on an embedded store; as many connections on both sides, each in a tenant (a table) of its own or all in one.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createServer } from 'vite';
import { ROOT } from '../../setup/run.mjs';
import { failedRow, median, times, verdictOf } from '../figures.mjs';
import { inTurns, perSecond } from '../rates.mjs';

const TITLE = 'audit batches of 10, durable, a second, against bare inserts of the same rows in the same store';
const REACH = '>= 0.5 x';
const BATCH = 10;
const ROUND_MS = 1500;
const COLUMNS = `actor_kind text, actor_id uuid, actor_name text, role text, device_id uuid, address text, action text, target_kind text,
  target_id text, target_name text, result text, detail jsonb, leaf_hash text`;

const ACTOR = {
  kind: 'user',
  id: randomUUID(),
  name: 'somebody@example.com',
  role: 'analyst',
  deviceId: randomUUID(),
  address: '192.0.2.1'
};
const actAt = (index) => ({
  action: 'log.imported',
  target: { kind: 'log', id: randomUUID(), name: '' },
  detail: { events: index, cases: index >> 3, sizeBytes: 100 * index, deviceSeq: index, deviceAt: '2026-11-24T09:00:00.000Z' }
});

/** The same rows, with a hash of the same length, as one statement that commits by itself: nothing is faster and durable. */
async function insertBare(pool, table, first) {
  const rows = Array.from({ length: BATCH }, (_, index) => {
    const { action, target, detail } = actAt(first + index);
    const { id, name, role, deviceId, address } = ACTOR;
    const who = { actor_kind: 'user', actor_id: id, actor_name: name, role, device_id: deviceId, address };
    const what = { action, target_kind: target.kind, target_id: target.id, target_name: '', result: 'ok', detail };
    return { ...who, ...what, leaf_hash: 'ab'.repeat(32) };
  });
  await pool.query({
    name: `bare-${table}`,
    text: `insert into ${table} (tenant_id, seq, at, actor_kind, actor_id, actor_name, role, device_id, address, action, target_kind, target_id,
        target_name, result, detail, leaf_hash)
      select $1, $2::bigint + e.number, $3, e.actor_kind, e.actor_id, e.actor_name, e.role, e.device_id, e.address, e.action, e.target_kind,
        e.target_id, e.target_name, e.result, e.detail, decode(e.leaf_hash, 'hex')
      from rows from (jsonb_to_recordset($4::jsonb) as (${COLUMNS})) with ordinality
        as e (actor_kind, actor_id, actor_name, role, device_id, address, action, target_kind, target_id, target_name, result, detail, leaf_hash, number)`,
    values: ['00000000-0000-0000-0000-000000000001', first, new Date(), JSON.stringify(rows)]
  });
}

/** @param {import('../options.mjs').Options} options @returns {Promise<import('../figures.mjs').Row[]>} */
export async function auditRows(options) {
  if (!options.rows.has('audit')) return [];
  const folder = mkdtempSync(join(tmpdir(), 'kiseki-bench-'));
  chmodSync(folder, 0o711);
  const vite = await createServer({
    configFile: false,
    root: ROOT,
    resolve: { alias: { $lib: join(ROOT, 'src/lib') } },
    server: { middlewareMode: true, watch: null, hmr: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    logLevel: 'warn'
  });
  let embedded;
  let store;
  let owner;
  try {
    const { startEmbedded } = await vite.ssrLoadModule('/src/lib/server/db/embedded.ts');
    const { openStore } = await vite.ssrLoadModule('/src/lib/server/db/store.ts');
    const { transaction } = await vite.ssrLoadModule('/src/lib/server/db/transaction.ts');
    embedded = await startEmbedded(folder);
    store = await openStore(embedded.url);
    owner = new pg.Pool({ connectionString: embedded.url, max: 8 });
    owner.on('error', () => undefined);
    const [tenants, tables] = [
      Array.from({ length: 8 }, () => randomUUID()),
      Array.from({ length: 8 }, (_, index) => `bare_${index}`)
    ];
    for (const table of tables) await owner.query(`create table ${table} (like audit_entry including all)`);
    const next = tables.map(() => 0);
    const ours = (tenantOf) => (worker) =>
      transaction(store, 'app', new Date(), async (tx) => {
        await tx.enter(tenants[tenantOf(worker)]);
        for (let index = 0; index < BATCH; index++) tx.audit(ACTOR, actAt(index));
      });
    const bare = (tableOf) => (worker) => {
      const table = tableOf(worker);
      return insertBare(owner, tables[table], (next[table] += BATCH));
    };
    const settings = {
      'one at a time': [1, () => 0],
      '8 at once, a tenant each': [8, (worker) => worker],
      '8 at once in one tenant': [8, () => 0]
    };
    const figures = {};
    for (const [name, [workers, placeOf]] of Object.entries(settings)) {
      figures[name] = await inTurns(
        Math.max(5, options.runs),
        () => perSecond(workers, ROUND_MS, ours(placeOf)),
        () => perSecond(workers, ROUND_MS, bare(placeOf))
      );
    }
    const ratioOf = ({ ours: mine, bare: theirs }) => median(mine) / median(theirs);
    const told = Object.entries(figures).map(
      ([name, taken]) =>
        `${name} ${times(ratioOf(taken))} (${median(taken.ours).toFixed(0)} : ${median(taken.bare).toFixed(0)} a second)`
    );
    // a client's batches, and those of tenants: what the target is for; one tenant's wait for one another, whose entries are numbered without gaps
    const judged = ['one at a time', '8 at once, a tenant each'].map((name) => ratioOf(figures[name]));
    const verdict = verdictOf(Math.min(...judged) >= 0.5);
    return [{ name: 'audit', title: TITLE, reach: REACH, measured: told.join('; '), verdict, figures }];
  } catch (error) {
    return [failedRow('audit', TITLE, REACH, error)];
  } finally {
    await owner?.end();
    await store?.close();
    await embedded?.stop();
    await vite.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
