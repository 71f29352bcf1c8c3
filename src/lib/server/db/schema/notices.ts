import { boolean, date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { NOTICE_KINDS, NOTICE_SEVERITIES, NOTICE_STATUSES } from '$lib/api/contracts/notices';
import { bytes, instant } from './accounts';

export const notice = pgTable('notice', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
  severity: text('severity', { enum: NOTICE_SEVERITIES }).notNull(),
  affectedVersions: text('affected_versions').notNull().default(''),
  titleJa: text('title_ja').notNull(),
  titleEn: text('title_en').notNull(),
  bodyJa: text('body_ja').notNull(),
  bodyEn: text('body_en').notNull(),
  startsAt: instant('starts_at'),
  endsAt: instant('ends_at'),
  forAll: boolean('for_all').notNull(),
  forGuests: boolean('for_guests').notNull().default(false),
  publishedAt: instant('published_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  revision: integer('revision').notNull().default(1)
});

export const noticeTenant = pgTable(
  'notice_tenant',
  { noticeId: uuid('notice_id').notNull(), tenantId: uuid('tenant_id').notNull() },
  (table) => [primaryKey({ columns: [table.noticeId, table.tenantId] })]
);

export const noticeEntry = pgTable('notice_entry', {
  id: uuid('id').primaryKey(),
  noticeId: uuid('notice_id').notNull(),
  at: instant('at').notNull(),
  status: text('status', { enum: NOTICE_STATUSES }).notNull(),
  textJa: text('text_ja').notNull(),
  textEn: text('text_en').notNull()
});

export const noticeAcknowledgement = pgTable(
  'notice_acknowledgement',
  {
    tenantId: uuid('tenant_id').notNull(),
    accountId: uuid('account_id').notNull(),
    noticeId: uuid('notice_id').notNull(),
    revision: integer('revision').notNull(),
    at: instant('at').notNull()
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.accountId, table.noticeId] })]
);

export const mailOutbox = pgTable('mail_outbox', {
  id: uuid('id').primaryKey(),
  about: text('about').notNull(),
  sealed: bytes('sealed').notNull(),
  state: text('state', { enum: ['waiting', 'sent', 'given-up'] })
    .notNull()
    .default('waiting'),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull(),
  createdAt: instant('created_at').notNull(),
  doneAt: instant('done_at'),
  lastFailure: text('last_failure')
});

export const tenantContract = pgTable('tenant_contract', {
  tenantId: uuid('tenant_id').primaryKey(),
  contactName: text('contact_name').notNull().default(''),
  contactEmail: text('contact_email').notNull().default(''),
  startsOn: date('starts_on', { mode: 'string' }),
  endsOn: date('ends_on', { mode: 'string' }),
  exportUntil: date('export_until', { mode: 'string' }),
  maxAccounts: integer('max_accounts'),
  note: text('note').notNull().default(''),
  version: integer('version').notNull().default(1)
});
