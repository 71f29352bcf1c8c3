import { pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './accounts';

export const idempotency = pgTable('idempotency', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  key: text('key').notNull(),
  requestHash: bytes('request_hash').notNull(),
  status: smallint('status'),
  reply: bytes('reply'),
  createdAt: instant('created_at').notNull()
});
