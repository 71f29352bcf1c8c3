import { and, desc, eq, exists, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Notice, UsersNotice } from '$lib/api/contracts/notices';
import type { OperatorNotice } from '$lib/api/contracts/operator-notices';
import { mailOutbox, notice, noticeAcknowledgement, noticeEntry, noticeTenant } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';

type NoticeRow = typeof notice.$inferSelect;
type EntryRow = typeof noticeEntry.$inferSelect;

function noticeOf(row: NoticeRow, entries: readonly EntryRow[]): Notice {
  return {
    noticeId: row.id,
    kind: row.kind,
    severity: row.severity,
    affectedVersions: row.affectedVersions,
    title: { ja: row.titleJa, en: row.titleEn },
    body: { ja: row.bodyJa, en: row.bodyEn },
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    publishedAt: row.publishedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    revision: row.revision,
    entries: entries
      .filter(({ noticeId }) => noticeId === row.id)
      .map(({ at, status, textJa, textEn }) => ({ at: at.toISOString(), status, text: { ja: textJa, en: textEn } }))
  };
}

async function withEntries(tx: Tx, rows: readonly NoticeRow[]): Promise<Notice[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const entries = await tx.db
    .select()
    .from(noticeEntry)
    .where(inArray(noticeEntry.noticeId, ids))
    .orderBy(desc(noticeEntry.at), desc(noticeEntry.id));
  return rows.map((row) => noticeOf(row, entries));
}

/** most notices shown at once; older ones are history */
const MOST = 200;

/** Whether a notice is for the tenant entered. The policy `told` of the table says the same: see migration 0071. */
export function isForTenant(tx: Tx): SQL | undefined {
  const chosen = tx.db
    .select({ id: noticeTenant.noticeId })
    .from(noticeTenant)
    .where(and(inTenant(noticeTenant, tx), eq(noticeTenant.noticeId, notice.id)));
  return and(isNull(notice.withdrawnAt), or(eq(notice.forAll, true), eq(notice.forGuests, true), exists(chosen)));
}

/** The notices for the user's tenant. */
export async function readUsersNotices(tx: Tx, user: UserSession): Promise<UsersNotice[]> {
  const rows = await tx.db
    .select()
    .from(notice)
    .where(isForTenant(tx))
    .orderBy(desc(notice.updatedAt), desc(notice.id))
    .limit(MOST);
  const taken = await tx.db
    .select()
    .from(noticeAcknowledgement)
    .where(and(inTenant(noticeAcknowledgement, tx), eq(noticeAcknowledgement.accountId, user.accountId)));
  const revisions = new Map(taken.map(({ noticeId, revision }) => [noticeId, revision]));
  const notices = await withEntries(tx, rows);
  return notices.map((told) => ({ ...told, acknowledged: (revisions.get(told.noticeId) ?? 0) >= told.revision }));
}

/** What is told to people without an account. */
export async function readGuestNotices(tx: Tx): Promise<Notice[]> {
  const rows = await tx.db
    .select()
    .from(notice)
    .where(and(eq(notice.forGuests, true), isNull(notice.withdrawnAt)))
    .orderBy(desc(notice.updatedAt), desc(notice.id))
    .limit(20);
  return withEntries(tx, rows);
}

/** All notices, with whom they are for and how far their mails are. For the operator. */
export async function readAllNotices(tx: Tx): Promise<OperatorNotice[]> {
  const rows = await tx.db.select().from(notice).orderBy(desc(notice.updatedAt), desc(notice.id)).limit(MOST);
  const notices = await withEntries(tx, rows);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const chosen = await tx.db.select().from(noticeTenant).where(inArray(noticeTenant.noticeId, ids));
  const mails = await tx.db
    .select({ about: mailOutbox.about, state: mailOutbox.state })
    .from(mailOutbox)
    .where(
      inArray(
        mailOutbox.about,
        ids.map((id) => `notice/${id}`)
      )
    );
  return notices.map((told, index) => {
    const row = rows[index]!;
    const states = mails.filter(({ about }) => about === `notice/${row.id}`).map(({ state }) => state);
    const count = (wanted: string): number => states.filter((state) => state === wanted).length;
    return {
      ...told,
      tenantIds: row.forAll ? null : chosen.filter(({ noticeId }) => noticeId === row.id).map(({ tenantId }) => tenantId),
      forGuests: row.forGuests,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      mails: { waiting: count('waiting'), sent: count('sent'), givenUp: count('given-up') }
    };
  });
}
