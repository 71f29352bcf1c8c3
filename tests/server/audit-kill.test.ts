import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { call } from '$lib/api/client';
import { auditBatch } from '$lib/api/contracts/audit';
import { ServiceError } from '$lib/model/service-errors';
import { entryHash } from '$lib/proof/entry';
import { TreeRange } from '$lib/proof/tree-range';
import { startEmbedded } from '$lib/server/db/embedded';
import { COOKIES, hashOf } from '$lib/server/http/caller';
import { BuiltService, LISTENER } from './support/built-service';

const KILLS = process.env.KISEKI_LONG ? 200 : 30;
/** devices that send at the same time */
const SENDERS = 4;
const BATCH = 10;
/** the service dies at most this long after the first answer */
const LIFE_MS = 250;

const given = process.env.KISEKI_TEST_DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'kiseki-killed-'));
chmodSync(folder, 0o711);
const env: Record<string, string> = {
  KISEKI_RATE_ANONYMOUS: '0',
  KISEKI_RATE_SESSION: '0',
  KISEKI_DATA_DIR: folder,
  KISEKI_MASTER_KEY: randomBytes(32).toString('base64')
};
const [tenantId, accountId, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
/** what was acknowledged: a device's entry and its place in the tree */
const acknowledged = new Map<string, number>();
const sent = new Map<string, number>();

/** A look into the store of the service that runs. */
async function look<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const store = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: () => Promise.resolve() }
    : await startEmbedded(folder, { joins: true });
  const owner = new pg.Client({ connectionString: store.url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
    await store.stop();
  }
}

async function enrol(owner: pg.Client): Promise<void> {
  await owner.query(`insert into tenant (id, slug, name, created_at) values ($1, 'killed', 'Killed', now())`, [tenantId]);
  await owner.query(
    `insert into account (id, tenant_id, email, name, role, state, created_at, state_since)
     values ($1, $2, 'a@example.com', 'A', 'analyst', 'active', now(), now())`,
    [accountId, tenantId]
  );
  await owner.query(
    `insert into session (id, tenant_id, account_id, token_hash, stage, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent)
     values ($1, $2, $3, $4, 'active', now(), now(), 360000, now() + interval '4 days', '127.0.0.1', 'test')`,
    [randomUUID(), tenantId, accountId, hashOf(token)]
  );
}

/** Send batches until the service is gone; a batch without an answer is sent again to the next one. */
async function sendUntilGone(address: string, deviceId: string, onAnswer: () => void): Promise<void> {
  for (;;) {
    const first = sent.get(deviceId) ?? 0;
    const entries = Array.from({ length: BATCH }, (_, index) => ({
      seq: first + index,
      // the same when it is sent again
      at: `2026-11-24T09:00:00.${String((first + index) % 1000).padStart(3, '0')}Z`,
      action: 'log.opened' as const,
      events: first + index
    }));
    try {
      const { positions } = await call(auditBatch, { body: { deviceId, entries } }, (path, init) =>
        fetch(address + path, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), cookie: `${COOKIES.public}=${token}` }
        })
      );
      for (const { seq, index } of positions) acknowledged.set(`${deviceId}/${seq}`, index);
      sent.set(deviceId, first + BATCH);
      onAnswer();
    } catch (error) {
      if (error instanceof ServiceError && ['offline', 'unavailable', 'internal'].includes(error.code)) return;
      throw error;
    }
  }
}

/** Nothing acknowledged is lost, nothing is there twice, and the tree is that of the entries. */
async function check(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<
    Record<string, unknown> & { seq: string; at: Date; device_id: string; detail: { deviceSeq: number } }
  >('select * from audit_entry where tenant_id = $1 order by seq', [tenantId]);
  const found = new Map<string, number>();
  const range = new TreeRange(0);
  for (const row of rows) {
    const name = `${row.device_id}/${row.detail.deviceSeq}`;
    expect(found.has(name), `${name} is there twice`).toBe(false);
    found.set(name, Number(row.seq));
    range.append(
      entryHash({
        tenantId,
        at: row.at.toISOString(),
        actorKind: row.actor_kind as string,
        actorId: row.actor_id as string,
        actorName: row.actor_name as string,
        role: row.role as string,
        deviceId: row.device_id,
        address: row.address as string,
        action: row.action as string,
        targetKind: row.target_kind as string,
        targetId: row.target_id as string,
        targetName: row.target_name as string,
        result: row.result as string,
        detail: row.detail
      })
    );
  }
  const wrong = [...acknowledged].filter(([name, index]) => found.get(name) !== index);
  expect(wrong).toEqual([]);
  const tree = await owner.query<{ size: string; frontier: Buffer }>(
    'select size, frontier from audit_tree where tenant_id = $1',
    [tenantId]
  );
  expect(Number(tree.rows[0]!.size)).toBe(range.end);
  expect(tree.rows[0]!.frontier.equals(Buffer.concat(range.hashes))).toBe(true);
  return rows.length;
}

describe('a service killed while it records', () => {
  let running: BuiltService;
  beforeAll(async () => {
    if (!existsSync(LISTENER)) throw new Error('build/listener.js is missing: run `npm run build` (npm test does).');
    if (given) {
      const server = new pg.Client({ connectionString: inject('databaseUrl') });
      await server.connect();
      const name = `killed_${randomBytes(6).toString('hex')}`;
      await server.query(`create database ${name}`);
      await server.end();
      env.DATABASE_URL = Object.assign(new URL(given), { pathname: `/${name}` }).href;
    }
    running = await BuiltService.start(env);
    await look(enrol);
  });
  afterAll(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`loses and doubles nothing that it acknowledged, in ${KILLS} kills`, async () => {
    const devices = Array.from({ length: SENDERS }, () => randomUUID());
    for (let killed = 0; killed < KILLS; killed++) {
      let answered = (): void => undefined;
      const first = new Promise<void>((resolve) => (answered = resolve));
      const sending = devices.map((deviceId) => sendUntilGone(running.address, deviceId, answered));
      await first;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LIFE_MS));
      // every third time the store dies with it
      await running.kill(killed % 3 === 2 && !given ? folder : undefined);
      await Promise.all(sending);
      running = await BuiltService.start(env);
      if (killed % 10 === 9) await look(check);
    }
    const entries = await look(check);
    expect(acknowledged.size).toBeGreaterThan(KILLS * BATCH);
    console.log(`${KILLS} kills: ${acknowledged.size} entries acknowledged, ${entries} recorded`);
  }, 1_200_000);
});
