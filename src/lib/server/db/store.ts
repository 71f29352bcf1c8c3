import pg from 'pg';
import { StartError } from '$lib/server/config/start-error';
import { DEADLINE_MS } from './deadline';
import { migrate } from './migrate';

/** Who the program is towards the store: `kiseki_app` for tenants' work, `kiseki_operator` for the operator's. */
export type StoreRole = 'app' | 'operator';

/** The open store: one pool a role, neither of which owns the tables. */
export interface Store {
  readonly url: string;
  readonly pools: Readonly<Record<StoreRole, pg.Pool>>;
  close(): Promise<void>;
}

/** connections an instance holds at most for tenants' work, and for the operator's */
const CONNECTIONS: Readonly<Record<StoreRole, number>> = { app: 12, operator: 3 };

function poolAs(role: StoreRole, url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS[role],
    options: `-c role=kiseki_${role} -c statement_timeout=${DEADLINE_MS} -c idle_in_transaction_session_timeout=${2 * DEADLINE_MS}`,
    application_name: `kiseki-${role}`,
    connectionTimeoutMillis: 5000
  });
  // a connection that ends while nobody uses it is replaced when the next is asked for
  pool.on('error', () => undefined);
  // one that ends between two queries of a transaction: the next of them fails, and the request with it
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Migrate and open a store.
 *
 * @param url `postgres://` of a user that owns the store, or may create it there
 * @throws StartError where there is no connection; pg's errors: no right to create roles
 */
export async function openStore(url: string): Promise<Store> {
  const owner = new pg.Client({ connectionString: url, application_name: 'kiseki-migrate' });
  await owner.connect().catch((error: Error & { code?: string }) => {
    throw new StartError(
      `The store of DATABASE_URL cannot be used (${error.code ?? error.message}): see that it runs, and that address, user and password are right.`,
      { cause: error }
    );
  });
  try {
    await migrate(owner);
  } finally {
    await owner.end();
  }
  const pools = { app: poolAs('app', url), operator: poolAs('operator', url) };
  return { url, pools, close: async () => void (await Promise.all([pools.app.end(), pools.operator.end()])) };
}
