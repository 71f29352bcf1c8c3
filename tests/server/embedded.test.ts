import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded } from '$lib/server/db/embedded';
import { storeFolder } from '$lib/server/db/embedded-place';

let folder: string;
let cluster: string;
const left: string[] = [];

const folderOf = (name: string, mode: number): string => {
  const made = mkdtempSync(join(tmpdir(), name));
  chmodSync(made, mode);
  left.push(made);
  return made;
};

beforeAll(async () => {
  folder = folderOf('kiseki-own-', 0o711);
  cluster = join(folder, 'pg', 'cluster');
  const first = await startEmbedded(folder);
  await ask(first, 'create table kept (n integer)');
  await first.stop();
});

afterAll(() => {
  for (const path of left) rmSync(path, { recursive: true, force: true });
});

async function ask(store: { readonly url: string }, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: store.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const pidOf = (): number => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function eventually<T>(look: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await look();
    } catch (error) {
      if (tried === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test('a store that is killed comes back on the same address, with all that was acknowledged', async () => {
  const store = await startEmbedded(folder);
  const { url } = store;
  for (let n = 0; n < 2; n++) {
    await eventually(() => ask(store, `insert into kept values (${n})`));
    process.kill(pidOf(), 'SIGKILL');
  }
  const rows = await eventually(() => ask({ url }, 'select n from kept order by n'));
  expect(rows).toEqual([{ n: 0 }, { n: 1 }]);
  await store.stop();
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
});

test('a folder that a running service has is refused in one sentence, or joined', async () => {
  const store = await startEmbedded(folder);
  await expect(startEmbedded(folder)).rejects.toThrow(/^Another Kiseki runs on .* set KISEKI_DATA_DIR to another folder\.$/);
  const joined = await startEmbedded(folder, { joins: true });
  expect(joined.url).toBe(store.url);
  await joined.stop();
  expect(await ask(store, 'select 1 as n')).toEqual([{ n: 1 }]);
  await store.stop();
});

test('a stale file of a process that is something else now is no hindrance', async () => {
  // as after a restart of the machine: the number belongs to another program
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n5432\n\n\n\nready\n`);
  const store = await startEmbedded(folder);
  expect(await ask(store, 'select 1 as n')).toEqual([{ n: 1 }]);
  await store.stop();
});

test('what an interrupted first start left behind is no store', async () => {
  const other = folderOf('kiseki-cut-', 0o711);
  mkdirSync(join(other, 'pg', 'making-4194305', 'base'), { recursive: true });
  const [one, two] = await Promise.allSettled([startEmbedded(other), startEmbedded(other)]);
  const started = [one, two].filter((each) => each.status === 'fulfilled');
  expect(started).toHaveLength(1);
  expect(existsSync(join(other, 'pg', 'making-4194305'))).toBe(false);
  await started[0]!.value.stop();
});

test.runIf(process.getuid?.() === 0)('a folder that the store’s user cannot pass to has its store elsewhere', () => {
  const closed = folderOf('kiseki-closed-', 0o700);
  const inside = storeFolder(join(closed, 'clone', '.kiseki'));
  expect(inside).toMatch(/^\/var\/lib\/kiseki\/store-[0-9a-f]{16}\/pg$/);
  rmSync(dirname(inside), { recursive: true });
});
