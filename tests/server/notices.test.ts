import { afterEach, beforeEach, expect, test } from 'vitest';
import { guestNoticesGet, noticeAcknowledgementPut, noticesGet } from '$lib/api/contracts/notices';
import {
  operatorNoticeEntryPost,
  operatorNoticePost,
  operatorNoticesGet,
  operatorNoticeWithdrawalPut
} from '$lib/api/contracts/operator-notices';
import { MOST_TRIES, sendDueMails } from '$lib/server/notices/outbox';
import { smtpSend } from '$lib/server/notices/smtp';
import { TestApp, type Caller } from './support/app';
import { headerOf, Mailbox, textOf } from './support/mailbox';

let app: TestApp;
let operator: Caller;
let mailbox: Mailbox;
beforeEach(async () => {
  app = await TestApp.start();
  operator = await app.operator('ops@example.com');
  mailbox = await new Mailbox().open();
});
afterEach(async () => {
  await mailbox.close();
  await app.stop();
});

const DRAFT = {
  kind: 'vulnerability',
  severity: 'high',
  affectedVersions: '0.1.0 – 0.1.3',
  title: { ja: '部品の脆弱性', en: 'A flaw in a part' },
  body: { ja: '本文です。', en: 'This is the text.' },
  tenantIds: null,
  status: 'investigating'
} as const;

const send = () => smtpSend(mailbox.url, 'kiseki@example.com');
const deliver = (): Promise<number> => sendDueMails(app.service, send());
const later = (ms: number): Date => (app.now = new Date(app.now.getTime() + ms));
const refused = (code: string) => expect.objectContaining({ code }) as unknown;
const acts = async (): Promise<string[]> =>
  (await app.owner.query<{ action: string }>('select action from audit_entry order by at, tenant_id, seq')).rows.map(
    ({ action }) => action
  );

test('is told to all tenants until each user took note of it, and again with the next entry', async () => {
  const acme = await app.tenant('acme');
  const user = await app.person(acme, 'viewer');
  const other = await app.person(acme, 'analyst');
  const { noticeId } = await operator.call(operatorNoticePost, { body: DRAFT });
  const { items } = await user.caller.call(noticesGet, {});
  expect(items).toMatchObject([
    { noticeId, acknowledged: false, revision: 1, title: DRAFT.title, entries: [{ status: 'investigating' }] }
  ]);
  await user.caller.call(noticeAcknowledgementPut, { params: { noticeId }, body: { revision: 1 } });
  await user.caller.call(noticeAcknowledgementPut, { params: { noticeId }, body: { revision: 1 } });
  expect((await user.caller.call(noticesGet, {})).items[0]!.acknowledged).toBe(true);
  expect((await other.caller.call(noticesGet, {})).items[0]!.acknowledged).toBe(false);
  expect((await acts()).filter((action) => action === 'notice.acknowledged')).toHaveLength(1);

  later(60_000);
  await operator.call(operatorNoticeEntryPost, {
    params: { noticeId },
    body: { status: 'resolved', text: { ja: '直りました。', en: 'It is mended.' } }
  });
  const [told] = (await user.caller.call(noticesGet, {})).items;
  expect(told).toMatchObject({ acknowledged: false, revision: 2 });
  expect(told!.entries.map(({ status }) => status)).toEqual(['resolved', 'investigating']);
  const old = { params: { noticeId }, body: { revision: 1 } };
  await expect(user.caller.call(noticeAcknowledgementPut, old)).rejects.toEqual(refused('stale'));

  await operator.call(operatorNoticeWithdrawalPut, { params: { noticeId } });
  expect((await user.caller.call(noticesGet, {})).items).toEqual([]);
  await expect(user.caller.call(noticeAcknowledgementPut, old)).rejects.toEqual(refused('not-found'));
  expect((await operator.call(operatorNoticesGet, {})).items).toMatchObject([{ noticeId, tenantIds: null }]);
});

test('a notice for one tenant is not there for others, and only what is for guests is told to them', async () => {
  const [acme, globex] = [await app.tenant('acme'), await app.tenant('globex')];
  const [mine, foreign] = [await app.person(acme, 'viewer'), await app.person(globex, 'viewer')];
  const { noticeId } = await operator.call(operatorNoticePost, { body: { ...DRAFT, tenantIds: [acme] } });
  expect((await mine.caller.call(noticesGet, {})).items).toHaveLength(1);
  expect((await foreign.caller.call(noticesGet, {})).items).toEqual([]);
  const note = { params: { noticeId }, body: { revision: 1 } };
  await expect(foreign.caller.call(noticeAcknowledgementPut, note)).rejects.toEqual(refused('not-found'));
  await operator.call(operatorNoticePost, { body: DRAFT });
  expect((await app.guest().call(guestNoticesGet, {})).items).toEqual([]);
  await operator.call(operatorNoticePost, { body: { ...DRAFT, forGuests: true, severity: 'low' } });
  expect((await app.guest().call(guestNoticesGet, {})).items).toMatchObject([{ severity: 'low' }]);
  expect((await mine.caller.call(guestNoticesGet, {})).items).toHaveLength(1);
  await expect(app.guest().call(noticesGet, {})).rejects.toEqual(refused('sign-in-needed'));
  const unknown = { ...DRAFT, tenantIds: ['00000000-0000-4000-8000-000000000000'] };
  await expect(operator.call(operatorNoticePost, { body: unknown })).rejects.toEqual(refused('not-found'));
});

test('goes to the contract address once, in both languages, sealed until it is sent', async () => {
  const acme = await app.tenant('acme');
  const globex = await app.tenant('globex');
  await app.owner.query(`insert into tenant_contract (tenant_id, contact_email) values ($1, 'contract@acme.example')`, [acme]);
  await app.person(globex, 'admin', null, 'admin@globex.example');
  await app.person(globex, 'viewer', null, 'viewer@globex.example');
  expect((await operator.call(operatorNoticePost, { body: DRAFT })).mails).toBe(2);
  const { rows } = await app.owner.query<{ sealed: Buffer; all: string }>(
    'select sealed, row_to_json(m)::text as all from mail_outbox m'
  );
  for (const row of rows) {
    expect(row.sealed.toString('latin1') + row.all).not.toMatch(/example|flaw/);
  }
  const both = await Promise.all([deliver(), deliver()]);
  expect(both[0] + both[1]).toBe(2);
  expect(await deliver()).toBe(0);
  expect(mailbox.mails.flatMap(({ to }) => to).sort()).toEqual(['admin@globex.example', 'contract@acme.example']);
  const { raw } = mailbox.mails[0]!;
  expect(headerOf(raw, 'Subject')).toBe('[Kiseki] 脆弱性: 部品の脆弱性 / Vulnerability: A flaw in a part');
  expect(textOf(raw)).toContain('深刻度: 高');
  expect(textOf(raw)).toContain('Affected versions: 0.1.0 – 0.1.3');
  expect((await operator.call(operatorNoticesGet, {})).items[0]!.mails).toEqual({ waiting: 0, sent: 2, givenUp: 0 });
});

test('waits while the mail server is down, longer each time, and is given up in the end', async () => {
  await app.person(await app.tenant('acme'), 'admin', null, 'admin@acme.example');
  await operator.call(operatorNoticePost, { body: DRAFT });
  await mailbox.close();
  expect(await deliver()).toBe(0);
  expect(await deliver()).toBe(0);
  const tries = async (): Promise<unknown> =>
    (await app.owner.query('select tries, state, last_failure from mail_outbox')).rows[0];
  expect(await tries()).toMatchObject({ tries: 1, state: 'waiting', last_failure: 'ESOCKET' });
  later(60_000);
  await deliver();
  expect(await tries()).toMatchObject({ tries: 2 });
  later(60_000);
  await deliver();
  expect(await tries()).toMatchObject({ tries: 2 });
  await mailbox.open();
  later(60_000);
  expect(await deliver()).toBe(1);
  expect(mailbox.mails).toHaveLength(1);

  // an operator's session does not last that long
  operator = await app.operator();
  await operator.call(operatorNoticePost, { body: DRAFT });
  await mailbox.close();
  for (let n = 0; n < MOST_TRIES; n++, later(4 * 3_600_000)) await deliver();
  operator = await app.operator();
  expect((await operator.call(operatorNoticesGet, {})).items[0]!.mails).toEqual({ waiting: 0, sent: 0, givenUp: 1 });
  expect(await acts()).toContain('mail.given-up');
  await mailbox.open();
  expect(await deliver()).toBe(0);
});

test('a sender that is killed in between: another sends it, under the same name', async () => {
  await app.person(await app.tenant('acme'), 'admin', null, 'admin@acme.example');
  await operator.call(operatorNoticePost, { body: DRAFT });
  // handed over, and killed before it could be recorded: nothing after the sending runs
  const killed = sendDueMails(app.service, async (mail) => {
    await send()(mail);
    await new Promise(() => undefined);
  });
  await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1);
  expect(await deliver()).toBe(0);
  later(2 * 60_000);
  expect(await deliver()).toBe(1);
  const ids = mailbox.mails.map(({ raw }) => headerOf(raw, 'Message-ID'));
  expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@kiseki>$/);
  expect(ids[1]).toBe(ids[0]);
  void killed;
});

test('what is typed cannot become a header', async () => {
  await app.person(await app.tenant('acme'), 'admin', null, 'admin@acme.example');
  const title = { ja: 'x\r\nBcc: evil@example.com', en: 'y' };
  await expect(operator.call(operatorNoticePost, { body: { ...DRAFT, title } })).rejects.toEqual(refused('bad-request'));
  const body = { ja: '.\r\n.\r\nRCPT TO:<evil@example.com>\r\n.', en: 'Bcc: evil@example.com' };
  await operator.call(operatorNoticePost, { body: { ...DRAFT, body } });
  await deliver();
  expect(mailbox.mails.map(({ to }) => to)).toEqual([['admin@acme.example']]);
  expect(headerOf(mailbox.mails[0]!.raw, 'Bcc')).toBe('');
  expect(textOf(mailbox.mails[0]!.raw)).toContain('RCPT TO:<evil@example.com>');
});
