import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor, AuditAct } from './act';

/**
 * Append entries to a tenant's audit. The tree's row is locked until the transaction ends, so entries are numbered without gaps.
 *
 * @param client in a transaction that has entered the tenant
 */
export async function appendAudit(
  client: pg.ClientBase,
  tenantId: string,
  now: Date,
  acts: readonly { readonly actor: Actor; readonly act: AuditAct }[]
): Promise<void> {
  await client.query('insert into audit_tree (tenant_id) values ($1) on conflict do nothing', [tenantId]);
  const { rows } = await client.query<{ size: string }>('select size from audit_tree where tenant_id = $1 for update', [
    tenantId
  ]);
  let seq = Number(rows[0]!.size);
  for (const { actor, act } of acts) {
    const target = act.target ?? { kind: '', id: '', name: '' };
    const detail = JSON.stringify(act.detail ?? {});
    const leaf = createHash('sha256')
      .update(`\0${JSON.stringify([tenantId, seq, now.toISOString(), actor, act])}`)
      .digest();
    await client.query(
      `insert into audit_entry (tenant_id, seq, at, actor_kind, actor_id, actor_name, role, device_id, address, action,
         target_kind, target_id, target_name, result, detail, leaf_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        tenantId,
        seq++,
        now,
        actor.kind,
        actor.id,
        actor.name,
        actor.role,
        actor.deviceId,
        actor.address,
        act.action,
        target.kind,
        target.id,
        target.name,
        act.result ?? 'ok',
        detail,
        leaf
      ]
    );
  }
  await client.query('update audit_tree set size = $2 where tenant_id = $1', [tenantId, seq]);
}
