import { bigint, boolean, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { EntryDetail } from '$lib/proof/entry';
import { bytes, instant } from './accounts';

const count = (name: string) => bigint(name, { mode: 'number' });

export const auditTree = pgTable('audit_tree', {
  tenantId: uuid('tenant_id').primaryKey(),
  size: count('size').notNull().default(0),
  frontier: bytes('frontier').notNull()
});

export const auditEntry = pgTable('audit_entry', {
  tenantId: uuid('tenant_id').notNull(),
  seq: count('seq').notNull(),
  at: instant('at').notNull(),
  actorKind: text('actor_kind', { enum: ['user', 'operator', 'system', 'nobody'] }).notNull(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  role: text('role').notNull(),
  deviceId: uuid('device_id'),
  address: text('address').notNull(),
  action: text('action').notNull(),
  targetKind: text('target_kind').notNull(),
  targetId: text('target_id').notNull(),
  targetName: text('target_name').notNull(),
  result: text('result', { enum: ['ok', 'refused', 'failed'] }).notNull(),
  detail: jsonb('detail').$type<EntryDetail>().notNull().default({}),
  leafHash: bytes('leaf_hash').notNull(),
  erased: boolean('erased').notNull().default(false)
});

export const auditNode = pgTable('audit_node', {
  tenantId: uuid('tenant_id').notNull(),
  level: smallint('level').notNull(),
  index: count('index').notNull(),
  hash: bytes('hash').notNull()
});

export const auditKey = pgTable('audit_key', {
  tenantId: uuid('tenant_id').primaryKey(),
  publicKey: bytes('public_key').notNull(),
  sealedPrivateKey: bytes('sealed_private_key').notNull(),
  createdAt: instant('created_at').notNull()
});

export const auditCheckpoint = pgTable('audit_checkpoint', {
  tenantId: uuid('tenant_id').notNull(),
  size: count('size').notNull(),
  root: bytes('root').notNull(),
  note: text('note').notNull(),
  at: instant('at').notNull()
});

export const auditUpload = pgTable('audit_upload', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  deviceId: uuid('device_id').notNull(),
  deviceSeq: count('device_seq').notNull(),
  hash: bytes('hash').notNull(),
  seq: count('seq').notNull()
});
