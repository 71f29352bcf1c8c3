import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './accounts';

export const leaver = pgTable('leaver', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  leftAt: instant('left_at').notNull(),
  purgeAt: instant('purge_at').notNull(),
  formerState: text('former_state', { enum: ['invited', 'active', 'disabled'] }).notNull(),
  areasTo: uuid('areas_to'),
  areaIds: uuid('area_ids').array().notNull().default([])
});

/** When each of the service's jobs ended last; of no tenant. */
export const jobRun = pgTable('job_run', {
  name: text('name').primaryKey(),
  endedAt: instant('ended_at').notNull()
});
