import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { MiningError } from '$lib/model/errors';
import { startWorker } from '../worker-url';
import { LOCK_DOWN } from './lock-down';

/** A running DuckDB in a worker of its own. Ending it gives its memory back. */
export interface DuckDb {
  readonly connection: Pick<AsyncDuckDBConnection, 'query' | 'send' | 'cancelSent' | 'prepare' | 'insertArrowFromIPCStream'>;
  /** rejects when the worker dies or is ended: its client leaves the calls that are open then without an answer */
  readonly death: Promise<never>;
  end(): Promise<void>;
}

/**
 * Start DuckDB (the single-threaded `eh` bundle, from our own origin), locked down. About two seconds, most of it compiling.
 * @throws MiningError `sql-failed` where its worker cannot start
 */
export async function startDuckDb(): Promise<DuckDb> {
  const worker = startWorker(workerUrl, 'duckdb', 'classic');
  let fail: (why: MiningError) => void;
  const death = new Promise<never>((_, reject) => (fail = reject));
  death.catch(() => {});
  const die = (why: string): void => fail(new MiningError('sql-failed', { why }));
  worker.addEventListener('error', (event) => die(event.message || 'the worker stopped'));
  worker.addEventListener('messageerror', () => die('an answer could not be read'));
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  const end = async (): Promise<void> => {
    die('ended');
    await database.terminate();
  };
  const started = async (): Promise<DuckDb> => {
    await database.instantiate(new URL(wasmUrl, location.href).href);
    const connection = await database.connect();
    for (const statement of LOCK_DOWN) await connection.query(statement);
    return { connection, death, end };
  };
  try {
    return await Promise.race([started(), death]);
  } catch (why) {
    await end();
    throw why;
  }
}
