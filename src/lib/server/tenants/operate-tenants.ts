import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, lt, ne, or } from 'drizzle-orm';
import type { BodyOf, ReplyOf } from '$lib/api/contract';
import type {
  operatorTenantPatch,
  operatorTenantPost,
  operatorTenantStatePut,
  Tenant,
  TenantContract
} from '$lib/api/contracts/operator-tenants';
import { ServiceError } from '$lib/model/service-errors';
import { issueCode } from '$lib/server/accounts/activation';
import { SYSTEM, type Actor } from '$lib/server/audit/act';
import { session, tenant, tenantContract } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import { createAdmin } from '$lib/server/operators/set-up';

type TenantRow = typeof tenant.$inferSelect;

interface UsageRow {
  tenant_id: string;
  accounts: number;
  sessions: number;
  areas: number;
  devices: number;
  audit_entries: string;
  audit_entries_30_days: string;
}

const NOTHING_AGREED: TenantContract = {
  contactName: '',
  contactEmail: '',
  startsOn: null,
  endsOn: null,
  exportUntil: null,
  maxAccounts: null,
  note: ''
};

const targetOf = ({ id, slug }: { readonly id: string; readonly slug: string }) => ({ kind: 'tenant', id, name: slug });

/** All tenants, with what was agreed and how much they use. */
export async function listTenants(tx: Tx): Promise<Tenant[]> {
  const rows = await tx.db
    .select({ place: tenant, agreed: tenantContract })
    .from(tenant)
    .leftJoin(tenantContract, eq(tenantContract.tenantId, tenant.id))
    .orderBy(asc(tenant.slug));
  const { rows: usage } = await tx.client.query<UsageRow>('select * from tenant_usage($1)', [tx.now]);
  const usageOf = new Map(usage.map((row) => [row.tenant_id, row]));
  return rows.map(({ place: { id, slug, name, state, createdAt }, agreed }) => {
    const used = usageOf.get(id);
    const { tenantId: _, version, ...contract } = agreed ?? { tenantId: id, version: 0, ...NOTHING_AGREED };
    return {
      tenantId: id,
      slug,
      name,
      state,
      createdAt: createdAt.toISOString(),
      contract,
      version,
      usage: {
        accounts: used?.accounts ?? 0,
        sessions: used?.sessions ?? 0,
        areas: used?.areas ?? 0,
        devices: used?.devices ?? 0,
        auditEntries: Number(used?.audit_entries ?? 0),
        auditEntriesInAYear: Math.round((Number(used?.audit_entries_30_days ?? 0) * 365) / 30)
      }
    };
  });
}

/** In the service's audit and in the tenant's own, which stays entered. */
async function recordForBoth(
  tx: Tx,
  actor: Actor,
  row: TenantRow,
  action: string,
  detail: Record<string, string>
): Promise<void> {
  const act = { action, target: targetOf(row), detail };
  tx.audit(actor, act);
  await tx.enter(row.id);
  tx.audit(actor, act);
}

/** A tenant with its first administrator. @throws ServiceError `conflict` where the short name is taken */
export async function createTenant(
  tx: Tx,
  actor: Actor,
  { slug, name, admin }: BodyOf<typeof operatorTenantPost>
): Promise<ReplyOf<typeof operatorTenantPost>> {
  const id = randomUUID();
  const [row] = await tx.db.insert(tenant).values({ id, slug, name, createdAt: tx.now }).onConflictDoNothing().returning();
  if (!row) throw new ServiceError('conflict', { at: 'slug' });
  await recordForBoth(tx, actor, row, 'tenant.created', {});
  const { code, expiresAt } = await createAdmin(tx, actor, id, admin);
  return { tenantId: id, admin: { email: admin.email, code, expiresAt: expiresAt.toISOString() } };
}

async function rowOf(tx: Tx, tenantId: string): Promise<TenantRow> {
  const [row] = await tx.db.select().from(tenant).where(eq(tenant.id, tenantId)).for('update');
  if (!row) throw new ServiceError('not-found');
  return row;
}

/** Change name and contract. @throws ServiceError `not-found`, `stale` */
export async function changeTenant(
  tx: Tx,
  actor: Actor,
  tenantId: string,
  { version, name, contract }: BodyOf<typeof operatorTenantPatch>
): Promise<void> {
  const row = await rowOf(tx, tenantId);
  const [agreed] = await tx.db.select().from(tenantContract).where(eq(tenantContract.tenantId, tenantId));
  if ((agreed?.version ?? 0) !== version) throw new ServiceError('stale');
  const values = { ...contract, version: version + 1 };
  await tx.db
    .insert(tenantContract)
    .values({ tenantId, ...values })
    .onConflictDoUpdate({ target: tenantContract.tenantId, set: values });
  await tx.db.update(tenant).set({ name }).where(eq(tenant.id, tenantId));
  await recordForBoth(tx, actor, row, 'tenant.contract-changed', {
    startsOn: contract.startsOn ?? '',
    endsOn: contract.endsOn ?? '',
    exportUntil: contract.exportUntil ?? ''
  });
}

/** Suspend, let in again, or end. Sessions of a tenant that is let in no more end at once. */
export async function setTenantState(
  tx: Tx,
  actor: Actor,
  tenantId: string,
  { state, reason }: BodyOf<typeof operatorTenantStatePut>
): Promise<void> {
  const row = await rowOf(tx, tenantId);
  if (row.state === 'ended' || row.state === state) throw new ServiceError('wrong-state');
  await tx.db.update(tenant).set({ state }).where(eq(tenant.id, tenantId));
  const actions = { active: 'tenant.resumed', suspended: 'tenant.suspended', ended: 'tenant.ended' } as const;
  await recordForBoth(tx, actor, row, actions[state], { reason });
  if (state !== 'active') await tx.db.delete(session).where(inTenant(session, tx));
}

/** The code of an administrator anew who never came in. @throws ServiceError `not-found` for anybody else */
export async function issueAdminCode(tx: Tx, actor: Actor, tenantId: string, email: string) {
  const row = await rowOf(tx, tenantId);
  const { rows } = await tx.client.query<{ id: string | null }>('select invited_admin($1, $2) as id', [tenantId, email]);
  const accountId = rows[0]?.id;
  if (!accountId) throw new ServiceError('not-found');
  await recordForBoth(tx, actor, row, 'tenant.admin-code-issued', {});
  const { code, expiresAt } = await issueCode(tx, actor, accountId, 'activation');
  return { email, code, expiresAt: expiresAt.toISOString() };
}

/** End one tenant whose contract and time for exporting are over. @returns how many did: 0 or 1 */
export async function endContracts(tx: Tx): Promise<number> {
  const today = tx.now.toISOString().slice(0, 10);
  const over = await tx.db
    .select({ id: tenant.id })
    .from(tenant)
    .innerJoin(tenantContract, eq(tenantContract.tenantId, tenant.id))
    .where(
      and(
        ne(tenant.state, 'ended'),
        lt(tenantContract.endsOn, today),
        or(lt(tenantContract.exportUntil, today), isNull(tenantContract.exportUntil))
      )
    )
    .limit(1);
  const [first] = over;
  if (!first) return 0;
  await setTenantState(tx, SYSTEM, first.id, { state: 'ended', reason: 'contract' });
  return 1;
}
