import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '$lib/server/db/migrate';
import { MIGRATIONS, type Migration } from '$lib/server/db/migrations';
import * as schema from '$lib/server/db/schema';
import { emptyDatabase } from './support/app';

let url: string;
let owner: pg.Client;

async function connect(to: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: to });
  await client.connect();
  return client;
}

beforeAll(async () => {
  url = await emptyDatabase();
  owner = await connect(url);
  await migrate(owner);
});
afterAll(() => owner?.end());

test('two instances that start at once: one migrates, both work', async () => {
  const other = await emptyDatabase();
  const clients = await Promise.all([1, 2, 3].map(() => connect(other)));
  const applied = await Promise.all(clients.map((client) => migrate(client)));
  expect(applied.map((each) => each.length).sort((a, b) => a - b)).toEqual([0, 0, MIGRATIONS.length]);
  await Promise.all(clients.map((client) => client.end()));
});

test('one that is interrupted in any step leaves what was whole, and the next goes on', async () => {
  const other = await emptyDatabase();
  for (const broken of MIGRATIONS) {
    const client = await connect(other);
    const cut = MIGRATIONS.filter(({ version }) => version <= broken.version).map((each): Migration =>
      each === broken ? { ...each, sql: `${each.sql};\nselect 1 / 0` } : each
    );
    await expect(migrate(client, cut)).rejects.toThrow('division by zero');
    const { rows } = await client.query('select from schema_migration where version = $1', [broken.version]);
    expect(rows).toEqual([]);
    await client.end();
    // as after the program was killed: the connection goes, and with it the lock
    const again = await connect(other);
    await migrate(
      again,
      cut.map((each) => (each.version === broken.version ? broken : each))
    );
    await again.end();
  }
});

test('a store one release ahead is worked on, one further ahead is refused', async () => {
  const release = Math.max(...MIGRATIONS.map((each) => each.release ?? 1));
  const next = { version: 9000, release: release + 1, name: 'next', sql: 'create table of_next (n integer)' };
  const other = await emptyDatabase();
  const client = await connect(other);
  await migrate(client, [...MIGRATIONS, next]);
  expect(await migrate(client)).toEqual([]);
  await migrate(client, [...MIGRATIONS, next, { ...next, version: 9001, release: release + 2, sql: 'create table of_later ()' }]);
  await expect(migrate(client)).rejects.toThrow(/^The store was migrated by release \d+ of Kiseki, this is release \d+: /);
  await client.end();
});

test('the tables are what the program takes them for', async () => {
  const { rows } = await owner.query<{ place: string; type: string; may_be_null: boolean }>(
    `select c.relname || '.' || a.attname as place, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as may_be_null
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
  );
  const stored = rows.map(({ place, type, may_be_null }) => `${place} ${type}${may_be_null ? ' null' : ''}`);
  const NAMES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };
  const believed = (Object.values(schema) as unknown[])
    .filter((each) => each instanceof PgTable)
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map((column) => {
        const type = column.getSQLType();
        const mayBeNull = !column.notNull && !column.primary;
        return `${name}.${column.name} ${NAMES[type] ?? type}${mayBeNull ? ' null' : ''}`;
      });
    });
  expect(believed.length).toBeGreaterThan(100);
  expect(believed.sort()).toEqual(stored.sort());
});

test('every table with a tenant is isolated, and neither role owns one or may bypass', async () => {
  const { rows } = await owner.query<{ name: string; secured: boolean; policies: string[] | null }>(
    `select c.relname as name, c.relrowsecurity as secured,
       (select array_agg(p.policyname::text || ': ' || p.qual order by p.policyname) from pg_policies p where p.tablename = c.relname) as policies
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
  );
  expect(rows.length).toBeGreaterThan(15);
  const { rows: readable } = await owner.query<{ name: string }>(
    "select table_name as name from information_schema.role_table_grants where grantee = 'kiseki_app' and table_schema = 'public'"
  );
  const seen = new Set(readable.map(({ name }) => name));
  // what tenants' work may not touch at all needs no policy
  const open = rows.filter(({ name, secured, policies }) => seen.has(name) && (!secured || !policies || policies.length === 0));
  expect(open.map(({ name }) => name)).toEqual([]);
  const { rows: roles } = await owner.query<{ name: string }>(
    `select rolname as name from pg_roles r where rolname in ('kiseki_app', 'kiseki_operator')
     and (rolsuper or rolbypassrls or rolcanlogin or exists (select from pg_class c where c.relowner = r.oid))`
  );
  expect(roles).toEqual([]);
});

/** What the release before cannot bear: it reads and writes what it knows. */
const BREAKING: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['takes something away', /\bdrop\s+(table|column|type|function|schema)\b/i],
  ['renames', /\brename\b/i],
  ['changes a type', /\balter\s+column\s+\w+\s+(set\s+data\s+)?type\b/i],
  ['forbids null', /\bset\s+not\s+null\b/i],
  [
    'adds a column that the program before does not fill',
    /\badd\s+column\s+(?:(?!\badd column\b)[^,;])*\bnot\s+null\b(?![^,;]*\bdefault\b)/i
  ],
  ['empties a table', /\btruncate\b/i]
];

const breaks = (sql: string): string[] => {
  const bare = sql.replace(/--[^\n]*/g, '').replace(/\bcreate\s+(or\s+replace\s+)?function\b[\s\S]*?\$\$[\s\S]*?\$\$/gi, '');
  return BREAKING.flatMap(([what, pattern]) => (pattern.test(bare) ? [what] : []));
};

test('what comes after the first migration adds, so that the version before goes on working', () => {
  for (const { version, name, sql } of MIGRATIONS.slice(1)) expect(breaks(sql), `${version} ${name}`).toEqual([]);
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(
    [...new Set(MIGRATIONS.map(({ version }) => version))].sort((a, b) => a - b)
  );
  expect(breaks('alter table a add column b text not null')).toHaveLength(1);
  expect(breaks("alter table a add column b text not null default ''")).toEqual([]);
  expect(breaks('alter table a alter column b type text; alter table a drop column c')).toHaveLength(2);
});
