import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { AREA_STATES, RIGHTS } from '$lib/api/rights';
import { instant } from './accounts';

export const processArea = pgTable('process_area', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  label: text('label'),
  description: text('description').notNull().default(''),
  ownerId: uuid('owner_id').notNull(),
  state: text('state', { enum: AREA_STATES }).notNull().default('active'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  stateSince: instant('state_since').notNull(),
  version: integer('version').notNull().default(1)
});

/** Of an account or of a group, never both. */
export const areaGrant = pgTable('area_grant', {
  tenantId: uuid('tenant_id').notNull(),
  areaId: uuid('area_id').notNull(),
  accountId: uuid('account_id'),
  groupId: uuid('group_id'),
  access: text('access', { enum: RIGHTS }).notNull()
});

export const device = pgTable('device', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  platform: text('platform').notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  reportedAt: instant('reported_at')
});

export const deviceObject = pgTable('device_object', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  deviceId: uuid('device_id').notNull(),
  objectId: text('object_id').notNull(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  updatedAt: instant('updated_at').notNull(),
  areaId: uuid('area_id')
});
