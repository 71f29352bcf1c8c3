import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { areaChange, areaCreate, areaState, areaTransfer } from '$lib/api/contracts/areas';
import type { BodyOf, ReplyOf } from '$lib/api/contract';
import { mayOwnAreas, type AreaState } from '$lib/api/rights';
import { ROLES } from '$lib/api/shapes';
import { ServiceError } from '$lib/model/service-errors';
import { SYSTEM, type Actor } from '$lib/server/audit/act';
import { account, processArea, tenant } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { readPolicy } from '$lib/server/tenants/policy';
import { grantTo } from './grants';
import { holdActive } from './holdings';
import { areaToChange, targetOf, undoableSince, unlessNamed, whoOf, writeArea } from './reach';

type Changed = ReplyOf<typeof areaCreate>;

/** @throws ServiceError `bad-request` for a label that the tenant does not have, or none where it has labels */
async function checkLabel(tx: Tx, label: string | null): Promise<void> {
  // the list of labels stays as it is until this transaction ends
  await tx.db.select({ id: tenant.id }).from(tenant).where(inTenant(tenant, tx)).for('share');
  const { labels } = await readPolicy(tx);
  if (label === null ? labels.length > 0 : !labels.includes(label)) throw new ServiceError('bad-request', { at: 'label' });
}

/** @throws ServiceError `conflict` where the name is in use, `bad-request` on the label; `sign-in-needed` for who has left meanwhile */
export async function createArea(tx: Tx, actor: Actor, given: BodyOf<typeof areaCreate>): Promise<Changed> {
  await checkLabel(tx, given.label);
  // somebody who leaves at this moment has left first, or leaves the new area too
  if (!(await holdActive(tx, whoOf(actor).id))) throw new ServiceError('sign-in-needed');
  const id = randomUUID();
  const { name, label, description } = given;
  const at = { createdAt: tx.now, updatedAt: tx.now, stateSince: tx.now };
  const row = { id, tenantId: tenantOf(tx), name, label, description, ownerId: whoOf(actor).id, ...at };
  await unlessNamed(tx.db.insert(processArea).values(row));
  tx.audit(actor, { action: 'area.created', target: targetOf(row), detail: { label } });
  return { areaId: id, version: 1 };
}

/** Rename, describe, label. @throws ServiceError as `areaToChange`, and `conflict`, `bad-request` as `createArea` */
export async function changeArea(tx: Tx, actor: Actor, areaId: string, given: BodyOf<typeof areaChange>): Promise<Changed> {
  const { version, name, label, description } = given;
  const act = label === undefined ? 'describe' : 'manage';
  const area = await areaToChange(tx, actor, areaId, { act, version, states: ['active'] });
  const target = targetOf(area);
  if (label !== undefined && label !== area.label) {
    await checkLabel(tx, label);
    tx.audit(actor, { action: 'area.labelled', target, detail: { before: area.label, after: label } });
  }
  if (name !== undefined && name !== area.name) {
    tx.audit(actor, { action: 'area.renamed', target, detail: { before: area.name, after: name } });
  }
  if (description !== undefined && description !== area.description) tx.audit(actor, { action: 'area.described', target });
  return writeArea(tx, area, {
    name: name ?? area.name,
    label: label === undefined ? area.label : label,
    description: description ?? area.description
  });
}

/** @throws ServiceError as `areaToChange`; `not-found` with `at: ownerId` for whoever cannot own one */
export async function transferArea(tx: Tx, actor: Actor, areaId: string, given: BodyOf<typeof areaTransfer>): Promise<Changed> {
  const { version, ownerId, keep } = given;
  const area = await areaToChange(tx, actor, areaId, { act: 'own', version, states: ['active', 'archived'] });
  const [heir] = await tx.db
    .select({ email: account.email })
    .from(account)
    .where(
      and(
        inTenant(account, tx),
        eq(account.id, ownerId),
        eq(account.state, 'active'),
        inArray(account.role, ROLES.filter(mayOwnAreas))
      )
    )
    .for('share');
  if (!heir || ownerId === area.ownerId) throw new ServiceError('not-found', { at: 'ownerId' });
  tx.audit(actor, {
    action: 'area.transferred',
    target: targetOf(area),
    detail: { from: area.ownerId, to: ownerId, toName: heir.email, keeps: keep ?? null }
  });
  if (keep) await grantTo(tx, areaId, { kind: 'account', id: area.ownerId, right: keep });
  return writeArea(tx, area, { ownerId });
}

const MOVES: Readonly<Record<AreaState, { readonly act: 'manage' | 'own'; readonly from: readonly AreaState[] }>> = {
  archived: { act: 'manage', from: ['active'] },
  active: { act: 'manage', from: ['archived', 'deleted'] },
  deleted: { act: 'own', from: ['active', 'archived'] }
};

/** Archive, delete, or take that back. @throws ServiceError as `areaToChange`; `conflict` where it comes back and its name is in use */
export async function setAreaState(tx: Tx, actor: Actor, areaId: string, given: BodyOf<typeof areaState>): Promise<Changed> {
  const { version, state, name } = given;
  const { act, from } = MOVES[state];
  // a deleted area is seen by those alone who may take the deletion back
  const area = await areaToChange(tx, actor, areaId, { act, version, states: from });
  const isBack = area.state === 'deleted';
  const action = isBack ? 'area.restored' : state === 'active' ? 'area.unarchived' : `area.${state}`;
  tx.audit(actor, { action, target: targetOf(area), detail: isBack && name ? { name } : {} });
  return writeArea(tx, area, { state, stateSince: tx.now, ...(isBack && name ? { name } : {}) });
}

/** The daily job of one tenant: what was deleted 30 days ago is taken out. @returns how many were */
export async function purgeAreas(tx: Tx): Promise<number> {
  const due = await tx.db
    .select({ id: processArea.id, name: processArea.name })
    .from(processArea)
    .where(and(inTenant(processArea, tx), eq(processArea.state, 'deleted'), lte(processArea.stateSince, undoableSince(tx))))
    .orderBy(asc(processArea.id))
    .for('update');
  if (due.length === 0) return 0;
  const ids = due.map(({ id }) => id);
  await tx.db.delete(processArea).where(and(inTenant(processArea, tx), inArray(processArea.id, ids)));
  for (const row of due) tx.audit(SYSTEM, { action: 'area.purged', target: targetOf(row) });
  return due.length;
}
