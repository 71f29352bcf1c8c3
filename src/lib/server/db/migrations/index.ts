import tenantsAndAccounts from './0001-tenants-and-accounts.sql?raw';
import idempotency from './0020-idempotency.sql?raw';
import signIn from './0030-sign-in.sql?raw';
import people from './0040-people.sql?raw';
import auditTree from './0050-audit-tree.sql?raw';
import processAreas from './0060-process-areas.sql?raw';
import operators from './0070-operators.sql?raw';
import notices from './0071-notices.sql?raw';
import usage from './0072-usage.sql?raw';

/** One step of the store's shape; never changed once released, only followed by the next. */
export interface Migration {
  readonly version: number;
  /** the release that it came with, where that is not the first; see [Note: One release ahead] */
  readonly release?: number;
  readonly name: string;
  readonly sql: string;
}

/** In order. Each leaves a store that the version before can still work on: add first, remove a version later. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'tenants-and-accounts', sql: tenantsAndAccounts },
  { version: 20, name: 'idempotency', sql: idempotency },
  { version: 30, name: 'sign-in', sql: signIn },
  { version: 40, name: 'people', sql: people },
  { version: 50, name: 'audit-tree', sql: auditTree },
  { version: 60, name: 'process-areas', sql: processAreas },
  { version: 70, name: 'operators', sql: operators },
  { version: 71, name: 'notices', sql: notices },
  { version: 72, name: 'usage', sql: usage }
];
