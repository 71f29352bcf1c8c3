import type pg from 'pg';
import { MIGRATIONS, type Migration } from './migrations';
import { StartError } from '$lib/server/config/start-error';

/** any number, the same in every instance: who holds it migrates, the others wait */
const LOCK = 7_201_409_551;

const ROLES_SQL = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'kiseki_app') then create role kiseki_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'kiseki_operator') then create role kiseki_operator nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant kiseki_app, kiseki_operator to current_user;
create table if not exists schema_migration (version integer primary key, name text not null, applied_at timestamptz not null default now(),
  release integer not null default 1);
grant select on schema_migration to kiseki_app, kiseki_operator`;

/**
 * [Note: One release ahead] While a service of several instances is renewed, the instances before it go on: on a store that the next release has
 * migrated. So a migration leaves a store that the release before can work on, and a program works on a store that is one release ahead, and
 * on none that is further.
 *
 * @throws StartError
 */
function refuseNewer(stored: readonly number[], migrations: readonly Migration[]): void {
  const newest = Math.max(0, ...stored);
  const own = Math.max(0, ...migrations.map(({ release = 1 }) => release));
  if (newest <= own + 1) return;
  throw new StartError(
    `The store was migrated by release ${newest} of Kiseki, this is release ${own}: start a newer one, or restore a backup.`
  );
}

/**
 * Bring the store to this program's shape. Two instances may start at once: one migrates, the other waits and finds it done. A step that is
 * interrupted leaves nothing behind, since each is one transaction.
 *
 * @param client connected as the owner of the store
 * @returns versions applied now
 * @throws Error where the store is too new, and pg's errors
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[] = MIGRATIONS): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(ROLES_SQL);
    const { rows } = await client.query<{ version: number; release: number }>('select version, release from schema_migration');
    refuseNewer(
      rows.map(({ release }) => release),
      migrations
    );
    const done = new Set(rows.map(({ version }) => version));
    const applied: number[] = [];
    for (const { version, release = 1, name, sql } of migrations) {
      if (done.has(version)) continue;
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into schema_migration (version, name, release) values ($1, $2, $3)', [version, name, release]);
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
