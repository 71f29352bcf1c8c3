import { and, eq, sql } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Change what a user says of themself. @throws ServiceError `bad-request` for a time zone that is none */
export async function changeProfile(
  tx: Tx,
  actor: Actor,
  user: UserSession,
  profile: { readonly name: string; readonly language: 'ja' | 'en'; readonly zone: string }
): Promise<void> {
  if (!isZone(profile.zone)) throw new ServiceError('bad-request', { at: 'zone' });
  const { name, language, zone } = profile;
  await tx.db
    .update(account)
    .set({ name, language, zone, version: sql`${account.version} + 1` })
    .where(and(inTenant(account, tx), eq(account.id, user.accountId)));
  tx.audit(actor, {
    action: 'account.profile-changed',
    target: { kind: 'account', id: user.accountId, name: actor.name },
    detail: { language, zone }
  });
}
