import { bigint, boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './accounts';

export const activationCode = pgTable('activation_code', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  purpose: text('purpose', { enum: ['activation', 'reset'] }).notNull(),
  codeHash: bytes('code_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull()
});

export const totpFactor = pgTable('totp_factor', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  secretSealed: bytes('secret_sealed').notNull(),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0)
});

export const passkey = pgTable('passkey', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  name: text('name').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: bytes('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  rpId: text('rp_id').notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at')
});

export const passkeyChallenge = pgTable('passkey_challenge', {
  tenantId: uuid('tenant_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  challenge: text('challenge').notNull(),
  expiresAt: instant('expires_at').notNull()
});

export const recoveryCode = pgTable('recovery_code', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  codeHash: bytes('code_hash').notNull(),
  createdAt: instant('created_at').notNull()
});

/** The service's own, not a tenant's: unknown accounts are counted too. */
export const signInThrottle = pgTable('sign_in_throttle', {
  scope: text('scope', { enum: ['account', 'address', 'factor'] }).notNull(),
  key: bytes('key').notNull(),
  failures: integer('failures').notNull().default(0),
  lastFailureAt: instant('last_failure_at'),
  blockedUntil: instant('blocked_until')
});

export const identityProvider = pgTable('identity_provider', {
  tenantId: uuid('tenant_id').primaryKey(),
  name: text('name').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  secretSealed: bytes('secret_sealed').notNull(),
  enabled: boolean('enabled').notNull(),
  hasSecondFactor: boolean('has_second_factor').notNull(),
  version: integer('version').notNull().default(1)
});

export const identityLink = pgTable('identity_link', {
  tenantId: uuid('tenant_id').notNull(),
  accountId: uuid('account_id').notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  createdAt: instant('created_at').notNull()
});

export const identityAttempt = pgTable('identity_attempt', {
  stateHash: bytes('state_hash').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  browserHash: bytes('browser_hash').notNull(),
  nonce: text('nonce').notNull(),
  verifier: text('verifier').notNull(),
  expiresAt: instant('expires_at').notNull()
});
