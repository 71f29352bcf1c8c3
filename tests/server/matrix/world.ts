import { useService } from '$lib/server/service';
import { TestApp } from '../support/app';
import { Home } from './home';
import { auditOf, seedsOf, serviceSeeds } from './seeds';
import { undoneStore } from './undone-store';

/** What a request has done to one row. */
export interface Change {
  readonly relation: string;
  readonly act: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export const homeOf = (slug: string): Home => new Home(slug, `canary${slug}`);

/** Three tenants with every kind of thing in each, and the service on them; nothing that is asked of it stays. */
export class World {
  readonly homes = ['acorn', 'beech', 'cedar'].map(homeOf);
  readonly start: Date;

  private constructor(readonly app: TestApp) {
    this.start = app.now;
  }

  static async open(env: NodeJS.ProcessEnv = {}): Promise<World> {
    const app = await TestApp.start(env);
    const world = new World(app);
    await app.owner.query(NOTING_CHANGES);
    const at = { now: app.now, after: (minutes: number) => new Date(app.now.getTime() + minutes * 60_000), app };
    for (const { table, row } of [
      ...(await serviceSeeds(at)),
      ...(await Promise.all(world.homes.map((home) => seedsOf(home, at)))).flat()
    ]) {
      await world.put(table, row);
    }
    for (const home of world.homes) await auditOf(home, app);
    await app.owner.query('truncate noted_change');
    useService({ ...app.service, store: undoneStore(app.owner, app.databaseUrl) });
    return world;
  }

  async put(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    await this.app.owner.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  }

  /** Do something in the store, then undo all of it, and move the clock back. */
  async undone<T>(work: () => Promise<T>): Promise<T> {
    await this.app.owner.query('begin');
    try {
      return await work();
    } finally {
      await this.app.owner.query('rollback');
      this.app.now = this.start;
    }
  }

  /** What was changed since `work` began, the audit included, and which tenants' rows were locked. */
  async changesOf<T>(
    work: () => Promise<T>
  ): Promise<{ readonly result: T; readonly changes: readonly Change[]; readonly locked: readonly string[] }> {
    await this.app.owner.query('delete from noted_change');
    const before = await this.#holders();
    const result = await work();
    const { rows } = await this.app.owner.query<Change>('select relation, act, before, after from noted_change order by number');
    const after = await this.#holders();
    const held = [...after].filter(([row, { holder }]) => (before.get(row)?.holder ?? holder) !== holder);
    return { result, changes: rows, locked: [...new Set(held.map(([, { tenantId }]) => tenantId))] };
  }

  /** Which transaction has locked what acts lock: each row of the tenants and their people. */
  async #holders(): Promise<ReadonlyMap<string, { readonly tenantId: string; readonly holder: string }>> {
    const { rows } = await this.app.owner.query<{ row: string; tenant_id: string; holder: string }>(
      `select 'tenant' || ctid as row, id as tenant_id, xmax::text as holder from tenant
       union all select 'account' || ctid, tenant_id, xmax::text from account`
    );
    return new Map(rows.map(({ row, tenant_id, holder }) => [row, { tenantId: tenant_id, holder }]));
  }

  async close(): Promise<void> {
    useService(this.app.service);
    await this.app.stop();
  }
}

/** Every row that is changed, by whom ever, is written down. */
const NOTING_CHANGES = `
  create table noted_change (number bigserial, relation text, act text, before jsonb, after jsonb);
  create function note_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into noted_change (relation, act, before, after) values (tg_table_name, tg_op,
      case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
    return null;
  end $$;
  do $$
  declare relation regclass;
  begin
    for relation in select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'noted_change' loop
      execute format('create trigger noting_changes after insert or update or delete on %s for each row execute function note_change()', relation);
    end loop;
  end $$;
`;
