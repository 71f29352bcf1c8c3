import type pg from 'pg';
import { toHex } from '$lib/proof/byte-text';
import { canonicalDetail, entryHash, storableText, type AuditEntry } from '$lib/proof/entry';
import type { Actor, AuditAct } from './act';

/** An act with who did it. */
export interface ActOfActor {
  readonly actor: Actor;
  readonly act: AuditAct;
}

function entryOf(tenantId: string, now: Date, { actor, act }: ActOfActor): AuditEntry {
  const target = act.target ?? { kind: '', id: '', name: '' };
  return {
    tenantId,
    at: now.toISOString(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: storableText(actor.name),
    role: actor.role,
    deviceId: actor.deviceId,
    address: storableText(actor.address),
    action: act.action,
    targetKind: target.kind,
    targetId: storableText(target.id),
    targetName: storableText(target.name),
    result: act.result ?? 'ok',
    detail: canonicalDetail(act.detail ?? {})
  };
}

/**
 * Append entries to a tenant's audit, in one statement. The tree stays locked until the transaction ends: call it as late as can be.
 *
 * @param client in a transaction that has entered the tenant
 * @returns the number of the first of them
 */
export async function appendAudit(
  client: pg.ClientBase,
  tenantId: string,
  now: Date,
  acts: readonly ActOfActor[]
): Promise<number> {
  const rows = acts.map((each) => {
    const entry = entryOf(tenantId, now, each);
    return {
      actor_kind: entry.actorKind,
      actor_id: entry.actorId,
      actor_name: entry.actorName,
      role: entry.role,
      device_id: entry.deviceId,
      address: entry.address,
      action: entry.action,
      target_kind: entry.targetKind,
      target_id: entry.targetId,
      target_name: entry.targetName,
      result: entry.result,
      detail: entry.detail,
      leaf: toHex(entryHash(entry))
    };
  });
  const { rows: told } = await client.query<{ first: string }>({
    name: 'audit-append',
    text: 'select first from audit_append($1, $2)',
    values: [JSON.stringify(rows), now]
  });
  return Number(told[0]!.first);
}
