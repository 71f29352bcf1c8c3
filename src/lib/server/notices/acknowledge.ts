import { and, eq, lt } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import { notice, noticeAcknowledgement } from '$lib/server/db/schema';
import { tenantOf, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import { isForTenant } from './read-notices';

/**
 * Record that a user took note of a notice, once a revision.
 *
 * @throws ServiceError `not-found` for a notice of others; `stale` where there is a newer revision than the one that was seen
 */
export async function acknowledge(tx: Tx, user: UserSession, noticeId: string, revision: number): Promise<void> {
  const [told] = await tx.db
    .select()
    .from(notice)
    .where(and(eq(notice.id, noticeId), isForTenant(tx)));
  if (!told) throw new ServiceError('not-found');
  if (told.revision !== revision) throw new ServiceError('stale');
  const row = { tenantId: tenantOf(tx), accountId: user.accountId, noticeId, revision, at: tx.now };
  const { tenantId, accountId } = noticeAcknowledgement;
  const done = await tx.db
    .insert(noticeAcknowledgement)
    .values(row)
    .onConflictDoUpdate({
      target: [tenantId, accountId, noticeAcknowledgement.noticeId],
      set: { revision, at: tx.now },
      // a second press changes nothing and is no second act
      setWhere: lt(noticeAcknowledgement.revision, revision)
    })
    .returning();
  if (done.length === 0) return;
  tx.audit(user.actor, {
    action: 'notice.acknowledged',
    target: { kind: 'notice', id: noticeId, name: told.titleEn },
    detail: { revision }
  });
}
