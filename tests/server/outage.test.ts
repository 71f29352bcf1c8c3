/** The store goes away under load and comes back. On a store of its own, since it is killed. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meGet } from '$lib/api/contracts/me';
import { groupCreate } from '$lib/api/contracts/groups';
import { ServiceError } from '$lib/model/service-errors';
import { startEmbedded, type Embedded } from '$lib/server/db/embedded';
import { TestApp, type Person } from './support/app';

let folder: string;
let store: Embedded;
let app: TestApp;
let admin: Person;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiseki-outage-'));
  chmodSync(folder, 0o711);
  store = await startEmbedded(folder);
  app = await TestApp.start({ DATABASE_URL: store.url });
  app.owner.on('error', () => undefined);
  const tenant = await app.tenant('first', { policy: { secondFactor: { requiredFor: [] } } });
  admin = await app.person(tenant, 'admin');
});
afterAll(async () => {
  await app?.stop().catch(() => undefined);
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const killStore = (): void => {
  const pid = Number(readFileSync(join(folder, 'pg', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
};

/** What a write came to: acknowledged, refused as `unavailable`, or cut off in between. */
async function write(name: string): Promise<'kept' | 'unavailable' | 'unknown'> {
  try {
    await admin.caller.call(groupCreate, { body: { name } });
    return 'kept';
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // a repetition of a write that was kept but not told
    if (error.code === 'conflict') return 'kept';
    expect(['unavailable', 'offline']).toContain(error.code);
    return 'unavailable';
  }
}

test('killed under load, the store comes back: 503 in between, nothing acknowledged is lost, audited once', async () => {
  const kept = new Set<string>();
  let refused = 0;
  let isOver = false;
  const worker = async (number: number): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const name = `group ${number} ${n}`;
      const result = await write(name);
      if (result === 'kept') kept.add(name);
      else refused++;
      // as a client does
      if (result !== 'kept') await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const workers = [0, 1, 2, 3].map(worker);
  const grownTo = async (count: number): Promise<void> => {
    while (kept.size < count) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  for (let kill = 0; kill < 3; kill++) {
    await grownTo(kept.size + 40);
    const before = refused;
    killStore();
    while (refused === before) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await app.guest().ask('/healthz')).status).toBe(200);
  }
  await grownTo(kept.size + 40);
  isOver = true;
  await Promise.all(workers);
  expect((await app.guest().ask('/readyz')).status).toBe(200);

  const client = await app.service.store.pools.operator.connect();
  try {
    await client.query("select set_config('app.tenant_id', $1, false)", [admin.tenantId]);
    const groups = await client.query<{ name: string }>('select name from account_group');
    const names = new Set(groups.rows.map(({ name }) => name));
    expect([...kept].filter((name) => !names.has(name))).toEqual([]);
    const told = await client.query<{ name: string }>(
      "select target_name as name from audit_entry where action = 'group.created'"
    );
    expect(told.rows.map(({ name }) => name).sort()).toEqual([...names].sort());
    const gaps = await client.query('select from audit_entry where seq >= (select size from audit_tree)');
    expect(gaps.rows).toEqual([]);
  } finally {
    client.release(true);
  }
  expect(await admin.caller.call(meGet, {})).toMatchObject({ email: admin.email });
});

test('while the store is away, readyz says so and requests are refused as unavailable', async () => {
  await store.stop();
  const answer = await app.guest().ask('/readyz');
  expect([answer.status, await answer.text()]).toEqual([503, 'store unavailable\n']);
  await expect(admin.caller.call(meGet, {})).rejects.toThrow('unavailable');
  expect((await app.guest().ask('/healthz')).status).toBe(200);
});
