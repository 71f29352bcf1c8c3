import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';

/**
 * Closed down before any data is there: no extension is fetched, no file and no network can be reached, and none of that
 * can be changed back. See DuckDB's "Securing DuckDB"; the order matters, the last statement locks the others.
 */
const LOCK_DOWN = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true'
];

/** A running DuckDB in a worker of its own. Ending it gives its memory back. */
export interface DuckDb {
  readonly connection: AsyncDuckDBConnection;
  end(): Promise<void>;
}

/** Start DuckDB (the single-threaded `eh` bundle, from our own origin), locked down. About two seconds, most of it compiling. */
export async function startDuckDb(): Promise<DuckDb> {
  const worker = new Worker(new URL(workerUrl, location.href), { name: 'duckdb' });
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  try {
    await database.instantiate(new URL(wasmUrl, location.href).href);
    const connection = await database.connect();
    for (const statement of LOCK_DOWN) await connection.query(statement);
    return { connection, end: () => database.terminate() };
  } catch (why) {
    await database.terminate();
    throw why;
  }
}
