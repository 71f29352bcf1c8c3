import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  auditBatch,
  auditCheckpoint,
  auditConsistency,
  auditExport,
  auditInclusion,
  auditList,
  type ClientEntry
} from '$lib/api/contracts/audit';
import { fromHex } from '$lib/proof/byte-text';
import { parseKey, verifyCheckpoint, type Checkpoint } from '$lib/proof/checkpoint';
import { verifyConsistency, verifyInclusion } from '$lib/proof/tree-proofs';
import { verifyFile } from '$lib/proof/verify-file';
import { transaction } from '$lib/server/db/transaction';
import { TestApp, type Caller, type Person } from './support/app';

let app: TestApp;
let tenantId: string;
let auditor: Person;
let analyst: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  auditor = await app.person(tenantId, 'auditor');
  analyst = await app.person(tenantId, 'analyst');
});
afterAll(() => app?.stop());

const device = randomUUID();
const entry = (seq: number, more: Partial<ClientEntry> = {}): ClientEntry => ({
  seq,
  at: app.now.toISOString(),
  action: 'log.imported',
  events: 1000 + seq,
  ...more
});
const send = (caller: Caller, entries: ClientEntry[], deviceId = device) =>
  caller.call(auditBatch, { body: { deviceId, entries } });

async function checkedTree(caller: Caller): Promise<Checkpoint> {
  const { checkpoint, key } = await caller.call(auditCheckpoint, {});
  return (await verifyCheckpoint(checkpoint, parseKey(key)!))!;
}

async function fileOf(caller: Caller, range: { from?: string; to?: string } = {}): Promise<Uint8Array> {
  return new Uint8Array(await (await caller.call(auditExport, { query: range })).arrayBuffer());
}
const verifyBytes = (bytes: Uint8Array, seen: string[] = []) =>
  verifyFile(
    async function* () {
      yield await Promise.resolve(bytes);
    },
    { seen }
  );

describe('acts told by clients', () => {
  test('are recorded once, however often they are sent, at once too', async () => {
    const batch = [entry(1), entry(2, { action: 'log.opened', logId: randomUUID(), areaId: randomUUID() }), entry(3)];
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(analyst.caller, batch)));
    for (const { positions } of answers) expect(positions).toEqual(answers[0]!.positions);
    const more = await send(analyst.caller, [entry(3), entry(4)]);
    expect(more.positions[0]).toEqual(answers[0]!.positions[2]);
    expect(new Set([...answers[0]!.positions, ...more.positions].map(({ index }) => index)).size).toBe(4);
    expect((await verifyCheckpoint(more.checkpoint, parseKey(more.key)!))!.size).toBeGreaterThan(more.positions[1]!.index);
    const { items } = await auditor.caller.call(auditList, { query: { actor: analyst.email, action: 'log.imported' } });
    expect(items.map(({ detail }) => detail.deviceSeq)).toEqual([4, 3, 1]);
    expect(items[0]).toMatchObject({ deviceId: device, role: 'analyst', actorId: analyst.accountId, detail: { events: 1004 } });
  });

  test('with other content under the same number are refused, and nothing of the batch is kept', async () => {
    const before = await checkedTree(analyst.caller);
    await expect(send(analyst.caller, [entry(50), entry(1, { events: 7 })])).rejects.toMatchObject({ code: 'conflict' });
    await expect(send(analyst.caller, [entry(51), entry(51, { events: 7 })])).rejects.toMatchObject({ code: 'conflict' });
    expect(await checkedTree(analyst.caller)).toEqual(before);
  });

  test("of two people's devices with the same name are apart", async () => {
    const other = await app.person(tenantId, 'viewer');
    const mine = await send(analyst.caller, [entry(60)]);
    const theirs = await send(other.caller, [entry(60, { events: 1 })]);
    expect(theirs.positions[0]!.index).toBeGreaterThan(mine.positions[0]!.index);
  });

  test.each([
    ['an action that is not of the list', { action: 'account.created' }],
    ['a name', { name: 'secret.csv' }],
    ['a count that is none', { events: -1 }],
    ['no instant', { at: 'yesterday' }]
  ])('may not bring %s', async (_, more) => {
    await expect(send(analyst.caller, [entry(99, more as Partial<ClientEntry>)])).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('come at most 500 at a time', async () => {
    const many = Array.from({ length: 501 }, (_, index) => entry(1000 + index));
    await expect(send(analyst.caller, many)).rejects.toMatchObject({ code: 'bad-request' });
    expect((await send(analyst.caller, many.slice(1))).positions).toHaveLength(500);
  });
});

describe('reading', () => {
  test('is for administrators and auditors', async () => {
    for (const role of ['analyst', 'viewer'] as const) {
      const { caller } = await app.person(tenantId, role);
      await expect(caller.call(auditList, { query: {} })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(caller.call(auditExport, { query: {} })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(app.guest().call(auditCheckpoint, {})).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect((await app.guest('management').ask('/api/v1/operator/audit')).status).toBe(401);
    expect((await app.guest().ask('/api/v1/operator/audit')).status).toBe(404);
  });

  test('goes through all pages, each entry once, and never into another tenant', async () => {
    const other = await app.person(await app.tenant('globex'), 'admin');
    await send(other.caller, [entry(1)]);
    expect((await other.caller.call(auditList, { query: {} })).items).toHaveLength(1);
    const seqs: number[] = [];
    for (let after: string | undefined; ;) {
      const page = await auditor.caller.call(auditList, { query: { limit: '200', ...(after ? { after } : {}) } });
      seqs.push(...page.items.map(({ seq }) => seq));
      after = page.next;
      if (!after) break;
    }
    const { size } = await checkedTree(auditor.caller);
    expect(seqs).toEqual(Array.from({ length: size }, (_, index) => size - 1 - index));
  });

  test('filters by time, result and text, as they are written', async () => {
    app.now = new Date(app.now.getTime() + 600_000);
    const from = app.now.toISOString();
    await send(analyst.caller, [entry(2000, { result: 'failed', format: 'xes' }), entry(2001)]);
    const list = async (query: object) => (await auditor.caller.call(auditList, { query: { from, ...query } })).items.length;
    expect(await list({})).toBe(2);
    expect(await list({ result: 'failed' })).toBe(1);
    expect(await list({ text: '"XES"' })).toBe(1);
    expect(await list({ text: '%' })).toBe(0);
    expect(await list({ to: from })).toBe(0);
  });
});

describe('the file', () => {
  test('verifies, for everything and for any time; each download is recorded', async () => {
    const all = await fileOf(auditor.caller);
    expect(await verifyBytes(all)).toMatchObject({ begin: 0 });
    const from = app.now.toISOString();
    app.now = new Date(app.now.getTime() + 1000);
    const part = await verifyBytes(await fileOf(auditor.caller, { from }));
    expect(part).not.toHaveProperty('problem');
    expect(await verifyBytes(await fileOf(auditor.caller, { to: '2020-01-01T00:00:00.000Z' }))).toMatchObject({
      begin: 0,
      end: 0
    });
    const { items } = await auditor.caller.call(auditList, { query: { action: 'audit.downloaded' } });
    expect(items).toHaveLength(3);
    expect(items[1]).toMatchObject({ actorId: auditor.accountId, detail: { from, to: null } });
  });

  test('names the record that was changed in the store itself', async () => {
    const target = await app.person(await app.tenant('tampered'), 'admin');
    await send(target.caller, [entry(1), entry(2), entry(3)]);
    const { checkpoint } = await target.caller.call(auditCheckpoint, {});
    await app.owner.query("update audit_entry set action = 'log.opened' where tenant_id = $1 and seq = 1", [target.tenantId]);
    expect(await verifyBytes(await fileOf(target.caller))).toEqual({ problem: { kind: 'record', seq: 1 } });
    await app.owner.query("update audit_entry set action = 'log.imported' where tenant_id = $1 and seq = 1", [target.tenantId]);
    expect(await verifyBytes(await fileOf(target.caller), [checkpoint])).toMatchObject({ compared: 1 });
  });
});

test('every entry, and every state of the tree, is proven from stored hashes', async () => {
  const now = await checkedTree(analyst.caller);
  const { checkpoint, key } = await send(analyst.caller, [entry(3000)]);
  const later = (await verifyCheckpoint(checkpoint, parseKey(key)!))!;
  const proof = async (from: number, size: number) =>
    (await analyst.caller.call(auditConsistency, { query: { from: String(from), size: String(size) } })).proof.map((hex) =>
      fromHex(hex)!
    );
  expect(verifyConsistency(now.size, later.size, now.root, later.root, await proof(now.size, later.size))).toBe(true);
  for (const seq of [0, 1, 15, 16, 255, 256, 300, later.size - 1]) {
    const told = await analyst.caller.call(auditInclusion, { query: { seq: String(seq), size: String(later.size) } });
    const hashes = told.proof.map((hex) => fromHex(hex)!);
    expect(verifyInclusion(seq, later.size, fromHex(told.leafHash)!, hashes, later.root), String(seq)).toBe(true);
  }
  const over = analyst.caller.call(auditInclusion, { query: { seq: String(later.size), size: String(later.size + 1) } });
  await expect(over).rejects.toMatchObject({ code: 'not-found' });
});

test('an act of nobody known is in the audit of the service', async () => {
  await transaction(app.service.store, 'operator', app.now, (tx) => {
    tx.audit(
      { kind: 'operator', id: randomUUID(), name: 'op', role: 'operator', deviceId: null, address: '' },
      { action: 'tenant.created' }
    );
    return Promise.resolve();
  });
  const { rows } = await app.owner.query("select seq from audit_entry where tenant_id = '00000000-0000-0000-0000-000000000000'");
  expect(rows.length).toBeGreaterThan(0);
});
