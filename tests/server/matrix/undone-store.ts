import type pg from 'pg';
import type { Store, StoreRole } from '$lib/server/db/store';

type Query = string | { readonly text: string };
type Ask = (query: Query, values?: unknown[]) => Promise<pg.QueryResult>;

/**
 * A store on one connection that is in a transaction of its own: what the service begins and commits are savepoints in it, so that a whole
 * request can be looked at and then undone. The service's roles are taken on as it would have them, row-level security included.
 */
export function undoneStore(owner: pg.Client, url: string): Store {
  let opened = 0;
  const ask = owner.query.bind(owner) as unknown as Ask;

  function clientOf(role: StoreRole): pg.PoolClient {
    const name = `request_${(opened += 1)}`;
    const query: Ask = async (given, values) => {
      const text = (typeof given === 'string' ? given : given.text).trim().toLowerCase();
      if (/^(begin|start transaction)\b/.test(text)) {
        await ask(`savepoint ${name}; set local role kiseki_${role}; select set_config('app.tenant_id', '', true)`);
      } else if (text === 'commit') {
        await ask(`release savepoint ${name}; reset role`);
      } else if (text === 'rollback') {
        await ask(`rollback to savepoint ${name}; release savepoint ${name}; reset role`);
      } else {
        return await ask(given, values);
      }
      return { rows: [], rowCount: 0 } as unknown as pg.QueryResult;
    };
    return new Proxy(owner, {
      get: (target, key) => {
        if (key === 'query') return query;
        if (key === 'release') return () => undefined;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      }
    }) as unknown as pg.PoolClient;
  }

  const poolOf = (role: StoreRole): pg.Pool =>
    ({
      connect: () => Promise.resolve(clientOf(role)),
      query: async (given: Query, values?: unknown[]) => {
        const client = clientOf(role);
        await client.query('begin');
        try {
          const result = await client.query(given as string, values);
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      }
    }) as unknown as pg.Pool;

  return { url, pools: { app: poolOf('app'), operator: poolOf('operator') }, close: () => Promise.resolve() };
}
