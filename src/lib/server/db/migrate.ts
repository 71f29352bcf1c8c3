import type pg from 'pg';
import { MIGRATIONS, type Migration } from './migrations';

/** any number, the same in every instance: who holds it migrates, the others wait */
const LOCK = 7_201_409_551;

const ROLES_SQL = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'kiseki_app') then create role kiseki_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'kiseki_operator') then create role kiseki_operator nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant kiseki_app, kiseki_operator to current_user;
create table if not exists schema_migration (version integer primary key, name text not null, applied_at timestamptz not null default now());
grant select on schema_migration to kiseki_app, kiseki_operator`;

/**
 * Bring the store to this program's shape. Two instances may start at once: one migrates, the other waits and finds it done. A step that is
 * interrupted leaves nothing behind, since each is one transaction.
 *
 * @param client connected as the owner of the store
 * @returns versions applied now
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[] = MIGRATIONS): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(ROLES_SQL);
    const { rows } = await client.query<{ version: number }>('select version from schema_migration');
    const done = new Set(rows.map(({ version }) => version));
    const applied: number[] = [];
    for (const { version, name, sql } of migrations) {
      if (done.has(version)) continue;
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into schema_migration (version, name) values ($1, $2)', [version, name]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
      applied.push(version);
    }
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
  }
}
