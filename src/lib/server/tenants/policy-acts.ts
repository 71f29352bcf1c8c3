import { and, count, eq, isNotNull, lt } from 'drizzle-orm';
import type { PolicyEffects, VersionedPolicy } from '$lib/api/contracts/policy';
import type { Policy } from '$lib/api/policy';
import { ServiceError } from '$lib/model/service-errors';
import { labelsInUse } from '$lib/server/access/holdings';
import { administer } from '$lib/server/accounts/administration';
import { withSecondFactor } from '$lib/server/accounts/people';
import { applySessionLimits } from '$lib/server/accounts/sessions';
import type { Actor } from '$lib/server/audit/act';
import { changesOf, type AuditValue } from '$lib/server/audit/changes';
import { account, tenant } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { readPolicy } from './policy';

/** The policy, and which one it is. */
export async function readVersionedPolicy(tx: Tx): Promise<VersionedPolicy> {
  const [row] = await tx.db.select({ version: tenant.policyVersion }).from(tenant).where(inTenant(tenant, tx));
  return { version: row!.version, policy: await readPolicy(tx) };
}

/** What a policy would do to the people there are. */
export async function effectsOf(tx: Tx, policy: Policy): Promise<PolicyEffects> {
  const active = await tx.db
    .select({ id: account.id, role: account.role })
    .from(account)
    .where(and(inTenant(account, tx), eq(account.state, 'active')));
  const secure = await withSecondFactor(
    tx,
    active.map(({ id }) => id)
  );
  const counts = policy.secondFactor.requiredFor.map((role) => ({
    role,
    count: active.filter((each) => each.role === role && !secure.has(each.id)).length
  }));

  const { expiryDays } = policy.password.legacy;
  const before = new Date(tx.now.getTime() - expiryDays * 86_400_000);
  const [expired] = await tx.db
    .select({ n: count() })
    .from(account)
    .where(
      and(
        inTenant(account, tx),
        eq(account.state, 'active'),
        isNotNull(account.passwordHash),
        lt(account.passwordChangedAt, before)
      )
    );
  const used = await labelsInUse(tx);
  return {
    withoutSecondFactor: counts.filter((each) => each.count > 0),
    expiredPasswords: expiryDays === 0 ? 0 : expired!.n,
    labelsInUse: used.filter(({ label }) => !policy.labels.includes(label))
  };
}

/** One name a setting, for the entry that tells what was changed. */
function flat({ password, secondFactor, session, labels, audit }: Policy): Record<string, AuditValue> {
  return {
    'password.minLength': password.minLength,
    'password.minLengthWithSecondFactor': password.minLengthWithSecondFactor,
    'password.legacy.kinds': password.legacy.kinds,
    'password.legacy.expiryDays': password.legacy.expiryDays,
    'secondFactor.requiredFor': [...secondFactor.requiredFor].sort(),
    'session.idleMinutes': session.idleMinutes,
    'session.absoluteHours': session.absoluteHours,
    labels,
    'audit.retentionDays': audit.retentionDays
  };
}

/**
 * Replace the policy.
 *
 * @param version as the caller saw it
 * @throws ServiceError `stale`; `label-in-use` where a process area has a label that it no longer knows; `bad-request` on a label named twice
 */
export async function replacePolicy(
  tx: Tx,
  actor: Actor,
  { version, policy }: { readonly version: number; readonly policy: Policy }
): Promise<VersionedPolicy> {
  await administer(tx, actor);
  const now = await readVersionedPolicy(tx);
  if (now.version !== version) throw new ServiceError('stale');
  if (new Set(policy.labels).size < policy.labels.length) throw new ServiceError('bad-request', { at: 'labels' });
  const [used] = (await labelsInUse(tx)).filter(({ label }) => !policy.labels.includes(label));
  if (used) throw new ServiceError('label-in-use', { label: used.label });

  const detail = changesOf(flat(now.policy), flat(policy));
  if (Object.keys(detail).length === 0) return now;
  await tx.db
    .update(tenant)
    .set({ policy, policyVersion: version + 1 })
    .where(inTenant(tenant, tx));
  await applySessionLimits(tx, policy);
  tx.audit(actor, { action: 'policy.changed', target: { kind: 'policy', id: tenantOf(tx), name: '' }, detail });
  return { version: version + 1, policy };
}
