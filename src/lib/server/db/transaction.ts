import { eq, type SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { appendAudit } from '$lib/server/audit/append';
import type { Actor, AuditAct } from '$lib/server/audit/act';
import { DeadlineError } from './deadline';
import type { Store, StoreRole } from './store';
import type * as schema from './schema';

/** The tenant id of what belongs to the service itself: operators' audit. */
export const SERVICE_TENANT = '00000000-0000-0000-0000-000000000000';

/**
 * One transaction of the store. Whatever is done in it is told to `audit` in it: entries are appended to the tenant's tree just before the commit,
 * so that there is neither an act without its entry nor an entry without its act.
 */
export interface Tx {
  readonly db: NodePgDatabase;
  readonly client: pg.PoolClient;
  /** the transaction's instant, by the service's clock */
  readonly now: Date;
  /** the tenant whose rows are seen; undefined until one was entered */
  readonly tenantId: string | undefined;
  /** See a tenant's rows from here on. For what runs without a session: signing in, the operator's work, the system's. */
  enter(tenantId: string): Promise<void>;
  /** The store has entered this tenant by itself already: see `enter_session`. */
  entered(tenantId: string): void;
  /** Record an act of `actor` in the tenant entered (the service's own audit where none was). */
  audit(actor: Actor, act: AuditAct): void;
}

/** The predicate that keeps to the transaction's tenant. Every query of a tenant's table has it. See [Note: Isolation]. */
export function inTenant(table: { readonly tenantId: PgColumn } | typeof schema.tenant, tx: Tx): SQL {
  return eq('tenantId' in table ? table.tenantId : table.id, tenantOf(tx));
}

/** @returns the tenant entered @throws Error where none was: a fault of the program */
export function tenantOf(tx: Tx): string {
  if (tx.tenantId === undefined) throw new Error('no tenant was entered');
  return tx.tenantId;
}

class OpenTx implements Tx {
  readonly db: NodePgDatabase;
  tenantId: string | undefined;
  readonly #acts: { readonly tenantId: string; readonly actor: Actor; readonly act: AuditAct }[] = [];

  constructor(
    readonly client: pg.PoolClient,
    readonly now: Date
  ) {
    this.db = drizzle(client);
  }

  async enter(tenantId: string): Promise<void> {
    await this.client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    this.tenantId = tenantId;
  }

  entered(tenantId: string): void {
    this.tenantId = tenantId;
  }

  audit(actor: Actor, act: AuditAct): void {
    this.#acts.push({ tenantId: this.tenantId ?? SERVICE_TENANT, actor, act });
  }

  /** Append what was recorded, in order, tenant by tenant. */
  async flush(): Promise<void> {
    // always in the same order, so that two transactions never wait for one another
    const tenants = [...new Set(this.#acts.map(({ tenantId }) => tenantId))].sort();
    for (const tenantId of tenants) {
      if (tenantId !== this.tenantId) await this.enter(tenantId);
      await appendAudit(
        this.client,
        tenantId,
        this.now,
        this.#acts.filter((entry) => entry.tenantId === tenantId)
      );
    }
  }
}

/**
 * Run `work` in one transaction; its audit is part of it.
 *
 * @returns what `work` returned, once it is durable
 * @throws what `work` threw, after all was undone
 */
export async function transaction<T>(store: Store, role: StoreRole, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await store.pools[role].connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const tx = new OpenTx(client, now);
    const result = await work(tx);
    await tx.flush();
    await client.query('commit');
    return result;
  } catch (error) {
    if (error instanceof DeadlineError) broken = error;
    else await client.query('rollback').catch((why: Error) => (broken = why));
    throw error;
  } finally {
    client.release(broken);
  }
}
