/**
 * Mails on their way. [Note: Outbox] A mail is a row that is written in the act's own transaction, so there is none without its act and no act
 * without its mail. Whoever sends claims a row for a while, sends, then records it: an instance that is killed in between loses its claim, and
 * the mail is sent again under the same Message-ID, by which mailboxes tell that they have it already.
 */
import { randomUUID } from 'node:crypto';
import { and, eq, lte, sql } from 'drizzle-orm';
import { SYSTEM } from '$lib/server/audit/act';
import { mailOutbox } from '$lib/server/db/schema';
import { transaction, type Tx } from '$lib/server/db/transaction';
import type { Sealer } from '$lib/server/keys/sealer';
import type { Service } from '$lib/server/service';

/** One mail: plain text to one address. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a mail to the mail server. @throws whatever went wrong, with nodemailer's `code` */
export type Send = (mail: Mail & { readonly messageId: string }) => Promise<void>;

/** a sender that is not heard of for so long is taken for dead */
const CLAIM_MS = 2 * 60_000;
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 4 * 3_600_000;
/** after some 20 hours; health shows it */
export const MOST_TRIES = 12;

const purposeOf = (id: string): string => `mail_outbox.sealed/${id}`;

/** Put a mail into the outbox, with the act that it is about. */
export async function queueMail(tx: Tx, sealer: Sealer, about: string, mail: Mail): Promise<void> {
  const id = randomUUID();
  const sealed = sealer.seal(purposeOf(id), JSON.stringify(mail));
  await tx.db.insert(mailOutbox).values({ id, about, sealed, nextTryAt: tx.now, createdAt: tx.now });
}

/** ms to wait after the n-th failed try: one minute, then twice as long each time. */
export const delayAfterTry = (tries: number): number => Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));

async function claim(tx: Tx) {
  const due = tx.db
    .select({ id: mailOutbox.id })
    .from(mailOutbox)
    .where(and(eq(mailOutbox.state, 'waiting'), lte(mailOutbox.nextTryAt, tx.now)))
    .orderBy(mailOutbox.nextTryAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await tx.db
    .update(mailOutbox)
    .set({ nextTryAt: new Date(tx.now.getTime() + CLAIM_MS), tries: sql`${mailOutbox.tries} + 1` })
    .where(eq(mailOutbox.id, due))
    .returning();
  return row;
}

/** nodemailer's codes (`ECONNECTION`, `EAUTH`, ...); never the other side's words */
const failureOf = (error: unknown): string => {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[A-Z_0-9]{1,40}$/.test(code) ? code : 'EUNKNOWN';
};

/**
 * Send what is due, one mail after the other. Several instances may do so at once.
 *
 * @returns mails sent
 */
export async function sendDueMails(
  { store, clock, sealer }: Pick<Service, 'store' | 'clock' | 'sealer'>,
  send: Send
): Promise<number> {
  for (let sent = 0; ;) {
    const row = await transaction(store, 'operator', clock(), claim);
    if (!row) return sent;
    const target = { kind: 'mail', id: row.id, name: row.about };
    try {
      const mail = JSON.parse(Buffer.from(sealer.open(purposeOf(row.id), row.sealed)).toString()) as Mail;
      await send({ ...mail, messageId: `<${row.id}@kiseki>` });
    } catch (error) {
      const lastFailure = failureOf(error);
      await transaction(store, 'operator', clock(), async (tx) => {
        const isLast = row.tries >= MOST_TRIES;
        const next = isLast
          ? { state: 'given-up' as const, doneAt: tx.now }
          : { nextTryAt: new Date(tx.now.getTime() + delayAfterTry(row.tries)) };
        await tx.db
          .update(mailOutbox)
          .set({ lastFailure, ...next })
          .where(eq(mailOutbox.id, row.id));
        if (isLast)
          tx.audit(SYSTEM, { action: 'mail.given-up', target, result: 'failed', detail: { tries: row.tries, lastFailure } });
      });
      continue;
    }
    await transaction(store, 'operator', clock(), async (tx) => {
      // the sealed text has done its work
      await tx.db
        .update(mailOutbox)
        .set({ state: 'sent', doneAt: tx.now, sealed: new Uint8Array() })
        .where(eq(mailOutbox.id, row.id));
      tx.audit(SYSTEM, { action: 'mail.sent', target, detail: { tries: row.tries } });
    });
    sent++;
  }
}
