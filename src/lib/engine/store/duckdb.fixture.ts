import { createRequire } from 'node:module';
import { MiningError } from '$lib/model/errors';
import type { DuckDb } from './duckdb';
import { LOCK_DOWN } from './lock-down';

interface Blocking {
  createDuckDB: (bundles: object, logger: object, runtime: unknown) => Promise<BlockingDuckDb>;
  VoidLogger: new () => object;
  NODE_RUNTIME: unknown;
}
interface BlockingDuckDb {
  instantiate(onProgress: () => void): Promise<unknown>;
  open(config: { path: string }): void;
  connect(): {
    query(sql: string): never;
    send(sql: string, allowStream: boolean): Promise<never>;
    cancelSent(): boolean;
    prepare(sql: string): never;
    insertArrowFromIPCStream(stream: Uint8Array, options: object): void;
  };
}

const require = createRequire(import.meta.url);

/** The same WASM as in the browser, in this thread. */
export async function startDuckDbHere(): Promise<DuckDb> {
  const { createDuckDB, VoidLogger, NODE_RUNTIME } = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs') as Blocking;
  const bundle = (kind: string) => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: ''
  });
  const database = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate(() => {});
  database.open({ path: ':memory:' });
  const connection = database.connect();
  for (const statement of LOCK_DOWN) connection.query(statement);
  let fail: (why: MiningError) => void;
  const death = new Promise<never>((_, reject) => (fail = reject));
  death.catch(() => {});
  return {
    connection: {
      query: async (sql: string) => connection.query(sql),
      send: (sql: string, allowStream: boolean) => connection.send(sql, allowStream),
      cancelSent: async () => connection.cancelSent(),
      prepare: async (sql: string) => connection.prepare(sql),
      insertArrowFromIPCStream: async (stream: Uint8Array, options: object) =>
        connection.insertArrowFromIPCStream(stream, options)
    } as DuckDb['connection'],
    death,
    end: async () => fail(new MiningError('sql-failed', { why: 'ended' }))
  };
}
