import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './accounts';

export const operator = pgTable('operator', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  state: text('state', { enum: ['invited', 'active', 'disabled'] })
    .notNull()
    .default('invited'),
  passwordHash: text('password_hash'),
  totpSecret: bytes('totp_secret'),
  totpConfirmed: boolean('totp_confirmed').notNull().default(false),
  totpLastStep: bigint('totp_last_step', { mode: 'number' }).notNull().default(0),
  codeHash: bytes('code_hash'),
  codeExpiresAt: instant('code_expires_at'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1)
});

export const operatorSession = pgTable('operator_session', {
  id: uuid('id').primaryKey(),
  operatorId: uuid('operator_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  stage: text('stage', { enum: ['second-factor', 'enrol-second-factor', 'change-password', 'active'] }).notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  address: text('address').notNull()
});

export const serviceSetting = pgTable('service_setting', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  changedAt: instant('changed_at').notNull()
});

export const setUpCode = pgTable('set_up_code', {
  isOnly: boolean('is_only').primaryKey().default(true),
  codeHash: bytes('code_hash').notNull(),
  createdAt: instant('created_at').notNull()
});
