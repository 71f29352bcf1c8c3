import { boolean, customType, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** `timestamptz` as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value)
});

export const tenant = pgTable('tenant', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  state: text('state', { enum: ['active', 'suspended', 'ended'] })
    .notNull()
    .default('active'),
  policy: jsonb('policy').$type<Record<string, unknown>>().notNull().default({}),
  policyVersion: integer('policy_version').notNull().default(1),
  allowList: text('allow_list').array().notNull().default([]),
  createdAt: instant('created_at').notNull()
});

export const account = pgTable('account', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  role: text('role', { enum: ['admin', 'analyst', 'viewer', 'auditor'] }).notNull(),
  language: text('language', { enum: ['ja', 'en'] })
    .notNull()
    .default('ja'),
  zone: text('zone').notNull().default('Asia/Tokyo'),
  state: text('state', { enum: ['invited', 'active', 'disabled', 'left', 'deleted'] })
    .notNull()
    .default('invited'),
  passwordHash: text('password_hash'),
  passwordChangedAt: instant('password_changed_at'),
  passwordIsShort: boolean('password_is_short').notNull().default(false),
  createdAt: instant('created_at').notNull(),
  stateSince: instant('state_since').notNull(),
  formerState: text('former_state', { enum: ['invited', 'active'] }),
  lastSignInAt: instant('last_sign_in_at'),
  version: integer('version').notNull().default(1)
});

export const accountGroup = pgTable('account_group', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1)
});

export const groupMember = pgTable('group_member', {
  tenantId: uuid('tenant_id').notNull(),
  groupId: uuid('group_id').notNull(),
  accountId: uuid('account_id').notNull()
});

export const session = pgTable('session', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  stage: text('stage', { enum: ['second-factor', 'enrol-second-factor', 'change-password', 'active'] }).notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  idleSeconds: integer('idle_seconds').notNull(),
  expiresAt: instant('expires_at').notNull(),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
  deviceId: uuid('device_id'),
  provedAt: instant('proved_at'),
  factorPassed: boolean('factor_passed').notNull().default(false),
  mustChange: boolean('must_change').notNull().default(false)
});
