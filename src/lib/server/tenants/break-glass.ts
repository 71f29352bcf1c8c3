import { and, eq } from 'drizzle-orm';
import { issueCode } from '$lib/server/accounts/activation';
import type { Actor } from '$lib/server/audit/act';
import { account, tenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** What breaking the glass has changed. */
export interface BrokenGlass {
  /** the networks that the tenant was bound to */
  readonly before: readonly string[];
  /** for the administrator named, where one was */
  readonly code: { readonly code: string; readonly expiresAt: Date } | undefined;
}

/**
 * Let a tenant in again that has locked itself out: its allow-list is emptied, and an administrator gets a one-time code where one is named. It stands
 * in the tenant's audit, where its people see it, and in the service's.
 *
 * @param slug the tenant's short name
 * @param admin mail address of one of its administrators
 * @throws Error where there is no such tenant or administrator
 */
export async function breakGlass(tx: Tx, actor: Actor, slug: string, admin: string | undefined): Promise<BrokenGlass> {
  const [found] = await tx.db.select().from(tenant).where(eq(tenant.slug, slug)).for('update');
  if (!found) throw new Error(`There is no tenant ${slug}.`);
  const target = { kind: 'tenant', id: found.id, name: found.name };
  const act = { action: 'tenant.glass-broken', target, detail: { before: found.allowList, admin: admin ?? null } };
  tx.audit(actor, act);
  await tx.enter(found.id);
  tx.audit(actor, act);
  await tx.db.update(tenant).set({ allowList: [] }).where(eq(tenant.id, found.id));
  if (admin === undefined) return { before: found.allowList, code: undefined };
  const [person] = await tx.db
    .select({ id: account.id })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.email, admin), eq(account.role, 'admin')));
  if (!person) throw new Error(`${slug} has no administrator ${admin}.`);
  return { before: found.allowList, code: await issueCode(tx, actor, person.id, 'reset') };
}
