import type pg from 'pg';

/** A table as it stands in the store. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All tables but the list of migrations, those that others refer to first. */
export async function storedTables(client: pg.ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
     group by c.relname order by c.relname`
  );
  const references = await client.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.relnamespace = 'public'::regnamespace and f.oid <> t.oid`
  );
  const placed: StoredTable[] = [];
  let open = rows;
  while (open.length > 0) {
    const waits = ({ name }: StoredTable): boolean =>
      references.rows.some((each) => each.from === name && open.some((other) => other.name === each.to));
    const ready = open.filter((table) => !waits(table));
    if (ready.length === 0)
      throw new Error(`tables refer to one another in a circle: ${open.map(({ name }) => name).join(', ')}`);
    placed.push(...ready);
    open = open.filter(waits);
  }
  return placed;
}

/** Versions of the migrations that made the store; none where it was never migrated. */
export async function schemaOf(client: pg.ClientBase): Promise<number[]> {
  const { rows: there } = await client.query<{ name: string | null }>("select to_regclass('schema_migration')::text as name");
  if (there[0]?.name === null) return [];
  const { rows } = await client.query<{ version: number }>('select version from schema_migration order by version');
  return rows.map(({ version }) => version);
}
