import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { NoticeStatus } from '$lib/api/contracts/notices';
import type { NoticeDraft } from '$lib/api/contracts/operator-notices';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { notice, noticeEntry, noticeTenant, tenant } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';
import type { Sealer } from '$lib/server/keys/sealer';
import { contactsOf } from '$lib/server/tenants/contacts';
import { noticeMail } from './mail-text';
import { queueMail } from './outbox';

/** Both languages of a text. */
interface BothLanguages {
  readonly ja: string;
  readonly en: string;
}

const targetOf = (id: string, titleEn: string) => ({ kind: 'notice', id, name: titleEn });

/** @returns mails put into the outbox: one a contact address */
async function mailTo(
  tx: Tx,
  sealer: Sealer,
  tenantIds: readonly string[] | null,
  noticeId: string,
  last: string
): Promise<number> {
  const [row] = await tx.db.select().from(notice).where(eq(notice.id, noticeId));
  const [entry] = await tx.db.select().from(noticeEntry).where(eq(noticeEntry.id, last));
  const mail = noticeMail(row!, entry!);
  const addresses = await contactsOf(tx, tenantIds);
  for (const to of addresses) await queueMail(tx, sealer, `notice/${noticeId}`, { to, ...mail });
  return addresses.length;
}

/**
 * Publish a notice: on the top screen of the tenants it is for, and by mail to their contracts' addresses.
 *
 * @throws ServiceError `not-found` where a chosen tenant is not there
 */
export async function publishNotice(
  tx: Tx,
  actor: Actor,
  sealer: Sealer,
  { title, body, startsAt, endsAt, tenantIds, status, ...draft }: NoticeDraft
): Promise<{ noticeId: string; mails: number }> {
  const noticeId = randomUUID();
  if (tenantIds) {
    const known = await tx.db.select({ id: tenant.id }).from(tenant).where(inArray(tenant.id, tenantIds));
    if (known.length !== new Set(tenantIds).size) throw new ServiceError('not-found');
  }
  await tx.db.insert(notice).values({
    id: noticeId,
    ...draft,
    titleJa: title.ja,
    titleEn: title.en,
    bodyJa: body.ja,
    bodyEn: body.en,
    startsAt: startsAt ? new Date(startsAt) : null,
    endsAt: endsAt ? new Date(endsAt) : null,
    forAll: tenantIds === null,
    publishedAt: tx.now,
    updatedAt: tx.now
  });
  if (tenantIds) await tx.db.insert(noticeTenant).values([...new Set(tenantIds)].map((tenantId) => ({ noticeId, tenantId })));
  const entryId = await addEntry(tx, noticeId, status, { ja: '', en: '' });
  const mails = await mailTo(tx, sealer, tenantIds, noticeId, entryId);
  tx.audit(actor, {
    action: 'notice.published',
    target: targetOf(noticeId, title.en),
    detail: { kind: draft.kind, severity: draft.severity, tenants: tenantIds?.length ?? 'all', guests: draft.forGuests, mails }
  });
  return { noticeId, mails };
}

async function addEntry(tx: Tx, noticeId: string, status: NoticeStatus, text: BothLanguages): Promise<string> {
  const id = randomUUID();
  await tx.db.insert(noticeEntry).values({ id, noticeId, at: tx.now, status, textJa: text.ja, textEn: text.en });
  return id;
}

/** Tell how far the countermeasure is. It is another revision: who took note of the one before is shown it again. */
export async function addNoticeEntry(
  tx: Tx,
  actor: Actor,
  sealer: Sealer,
  noticeId: string,
  { status, text, byMail }: { readonly status: NoticeStatus; readonly text: BothLanguages; readonly byMail: boolean }
): Promise<{ revision: number; mails: number }> {
  const [row] = await tx.db
    .update(notice)
    .set({ revision: sql`${notice.revision} + 1`, updatedAt: tx.now })
    .where(and(eq(notice.id, noticeId), isNull(notice.withdrawnAt)))
    .returning();
  if (!row) throw new ServiceError('not-found');
  const entryId = await addEntry(tx, noticeId, status, text);
  const chosen = await tx.db.select().from(noticeTenant).where(eq(noticeTenant.noticeId, noticeId));
  const tenantIds = row.forAll ? null : chosen.map(({ tenantId }) => tenantId);
  const mails = byMail ? await mailTo(tx, sealer, tenantIds, noticeId, entryId) : 0;
  tx.audit(actor, { action: 'notice.updated', target: targetOf(noticeId, row.titleEn), detail: { status, mails } });
  return { revision: row.revision, mails };
}

/** Withdraw a notice: nobody is shown it any more; it stays in the operator's list. */
export async function withdrawNotice(tx: Tx, actor: Actor, noticeId: string): Promise<void> {
  const [row] = await tx.db
    .update(notice)
    .set({ withdrawnAt: tx.now, updatedAt: tx.now })
    .where(and(eq(notice.id, noticeId), isNull(notice.withdrawnAt)))
    .returning();
  if (!row) throw new ServiceError('not-found');
  tx.audit(actor, { action: 'notice.withdrawn', target: targetOf(noticeId, row.titleEn) });
}
