import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryHash } from '$lib/proof/entry';
import { TreeRange } from '$lib/proof/tree-range';
import type { Actor } from '$lib/server/audit/act';
import { auditEntry, auditNode, auditTree } from '$lib/server/db/schema';
import { inTenant, transaction, type Tx } from '$lib/server/db/transaction';
import { verifyFile } from '$lib/proof/verify-file';
import { exportAudit } from '$lib/server/audit/export';
import { retainAudit } from '$lib/server/audit/retain';
import { TestApp } from './support/app';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

const actor: Actor = {
  kind: 'user',
  id: randomUUID(),
  name: 'a@example.com',
  role: 'admin',
  deviceId: null,
  address: '127.0.0.1'
};

const inTree = <T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(app.service.store, 'app', app.now, async (tx) => {
    await tx.enter(tenantId);
    return await work(tx);
  });

const record = (tenantId: string, names: readonly string[]): Promise<void> =>
  inTree(tenantId, (tx) => {
    for (const name of names)
      tx.audit(actor, {
        action: 'group.created',
        target: { kind: 'group', id: randomUUID(), name },
        detail: { b: 1.5, a: name, '9': null, '10': ['x', 'y'] }
      });
    return Promise.resolve();
  });

/** The tree, computed anew from what the entries say. */
async function treeOf(
  tenantId: string
): Promise<{ entries: (typeof auditEntry.$inferSelect)[]; range: TreeRange; nodes: Map<string, Uint8Array> }> {
  return await inTree(tenantId, async (tx) => {
    const entries = await tx.db.select().from(auditEntry).where(inTenant(auditEntry, tx)).orderBy(asc(auditEntry.seq));
    const range = new TreeRange(0);
    const nodes = new Map<string, Uint8Array>();
    for (const entry of entries) {
      const hash = entryHash({ ...entry, at: entry.at.toISOString() });
      expect(entry.leafHash).toEqual(hash);
      range.append(hash, ({ level, index }, made) => level >= 4 && nodes.set(`${level}/${index}`, made));
    }
    return { entries, range, nodes };
  });
}

describe('the tree of a tenant', () => {
  test('is what its entries hash to, after many at once', async () => {
    const tenantId = await app.tenant('tree');
    const names = ['plain', '日本語', '=formula', '', '\0 NUL', 'half \uD800 pair', '"quotes",\r\n'];
    await Promise.all(Array.from({ length: 40 }, (_, index) => record(tenantId, names.slice(0, 1 + (index % 7)))));
    const { entries, range, nodes } = await treeOf(tenantId);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
    expect(entries).toHaveLength(range.end);
    await inTree(tenantId, async (tx) => {
      const [tree] = await tx.db.select().from(auditTree).where(inTenant(auditTree, tx));
      expect(tree).toMatchObject({ size: range.end, frontier: new Uint8Array(Buffer.concat(range.hashes)) });
      const kept = await tx.db.select().from(auditNode).where(inTenant(auditNode, tx));
      expect(new Map(kept.map(({ level, index, hash }) => [`${level}/${index}`, hash]))).toEqual(nodes);
    });
  });

  test('takes nothing from a transaction that was undone', async () => {
    const tenantId = await app.tenant('undone');
    await record(tenantId, ['kept']);
    await expect(
      inTree(tenantId, (tx) => {
        tx.audit(actor, { action: 'group.created' });
        throw new Error('no');
      })
    ).rejects.toThrow('no');
    await record(tenantId, ['kept too']);
    expect((await treeOf(tenantId)).entries.map(({ targetName }) => targetName)).toEqual(['kept', 'kept too']);
  });
});

describe('what is recorded', () => {
  test.each(['app', 'operator'] as const)('cannot be changed by the role %s', async (role) => {
    const tenantId = await app.tenant(`fixed-${role}`);
    await record(tenantId, ['x']);
    for (const statement of [
      "update audit_entry set action = 'other'",
      'delete from audit_entry',
      'update audit_tree set size = 0',
      'delete from audit_tree',
      'delete from audit_node',
      "update audit_node set hash = ''",
      'truncate audit_entry',
      'insert into audit_tree (tenant_id) values (gen_random_uuid())',
      `update audit_checkpoint set note = ''`,
      'delete from audit_checkpoint',
      'delete from audit_upload',
      'delete from audit_key'
    ]) {
      const tried = transaction(app.service.store, role, app.now, async (tx) => {
        await tx.enter(tenantId);
        await tx.client.query(statement);
      });
      await expect(tried, statement).rejects.toThrow(/permission denied/);
    }
  });

  test("is erased after the tenant's time, at least a year, and its leaves go on verifying", async () => {
    const tenantId = await app.tenant('erased');
    const before = app.now;
    await record(tenantId, ['old one', 'old two']);
    app.now = new Date(before.getTime() + 400 * 86_400_000);
    await record(tenantId, ['recent']);
    const erase = (days: number) =>
      inTree(tenantId, (tx) => tx.client.query('select audit_erase($1)', [new Date(app.now.getTime() - days * 86_400_000)]));
    await expect(erase(364)).rejects.toThrow(/a year at least/);
    const leaves = (await treeOf(tenantId)).entries.map(({ leafHash }) => leafHash);
    expect((await erase(366)).rows).toEqual([{ audit_erase: '2' }]);
    await inTree(tenantId, async (tx) => {
      const kept = await tx.db.select().from(auditEntry).where(inTenant(auditEntry, tx)).orderBy(asc(auditEntry.seq));
      expect(kept.map(({ leafHash }) => leafHash)).toEqual(leaves);
      expect(kept.map(({ targetName, erased }) => [targetName, erased])).toEqual([
        ['', true],
        ['', true],
        ['recent', false]
      ]);
      const old = await tx.db
        .select()
        .from(auditEntry)
        .where(and(inTenant(auditEntry, tx), eq(auditEntry.actorName, actor.name)));
      expect(old).toHaveLength(1);
    });
    app.now = before;
  });

  test('goes by itself once the tenant keeps it no longer; the file of what is left verifies', async () => {
    const before = app.now;
    const tenantId = await app.tenant('retained', { policy: { audit: { retentionDays: 365 } } });
    await record(tenantId, ['old one', 'old two']);
    app.now = new Date(before.getTime() + 400 * 86_400_000);
    await record(tenantId, ['recent']);
    expect(await inTree(tenantId, (tx) => retainAudit(tx, app.service))).toBe(2);
    expect(await inTree(tenantId, (tx) => retainAudit(tx, app.service))).toBe(0);
    const file = await inTree(tenantId, (tx) => exportAudit(app.service, tx, actor, {}));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const report = await verifyFile(async function* () {
      yield await Promise.resolve(bytes);
    });
    expect(report).toMatchObject({ begin: 0, end: 4, erased: 2 });
    app.now = before;
  });
});
