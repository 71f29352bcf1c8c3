/**
 * What the store keeps sealed. [Note: Purpose] A value's purpose is `table.column/` and the row's primary key, its columns parted by `/`: rotating
 * keys, and checking a backup, need to know no more than this list.
 */
import type pg from 'pg';
import type { Sealer } from './sealer';

/** A column of sealed values. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

/** All of them; a test compares the list with the store. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'audit_key', column: 'sealed_private_key' },
  { table: 'idempotency', column: 'reply' },
  { table: 'identity_provider', column: 'secret_sealed' },
  { table: 'mail_outbox', column: 'sealed' },
  { table: 'operator', column: 'totp_secret' },
  { table: 'totp_factor', column: 'secret_sealed' }
];

/** format and key id, with which sealed bytes begin */
const KEY_ID = 'substring(%c from 2 for 8)';
const ROWS_AT_ONCE = 200;

async function keyColumns(client: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k (number, place)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
     where i.indrelid = $1::regclass and i.indisprimary order by k.place`,
    [table]
  );
  return rows.map(({ name }) => name);
}

interface SealedRow {
  readonly key: readonly string[];
  readonly sealed: Buffer;
}

const purposeOf = ({ table, column }: SealedColumn, { key }: SealedRow): string => `${table}.${column}/${key.join('/')}`;

function opens(sealer: Sealer, column: SealedColumn, row: SealedRow): boolean {
  try {
    sealer.open(purposeOf(column, row), row.sealed);
    return true;
  } catch {
    return false;
  }
}

/** Columns in which there is a value that no key at hand opens. */
export async function sealedThatDoNotOpen(client: pg.ClientBase, sealer: Sealer): Promise<string[]> {
  const broken: string[] = [];
  for (const sealedColumn of SEALED_COLUMNS) {
    const { table, column } = sealedColumn;
    const { rows: there } = await client.query<{ name: string | null }>('select to_regclass($1)::text as name', [table]);
    // a backup of a version before it
    if ((there[0]?.name ?? null) === null) continue;
    const key = (await keyColumns(client, table)).map((name) => `${name}::text`).join(', ');
    const { rows } = await client.query<SealedRow>(
      `select array[${key}] as key, ${column} as sealed from ${table} where ${column} is not null`
    );
    if (!rows.every((row) => opens(sealer, sealedColumn, row))) broken.push(`${table}.${column}`);
  }
  return broken;
}

/** What rotating has done. */
export interface ResealReport {
  readonly resealed: Readonly<Record<string, number>>;
  /** columns with values that no key opens; they are left as they are */
  readonly broken: readonly string[];
}

/**
 * Seal under the first key what is sealed under others, some rows at a time, while the service goes on. Ended in the middle, it goes on the next time.
 *
 * @param owner connected as the store's owner
 */
export async function resealAll(owner: pg.ClientBase, sealer: Sealer): Promise<ResealReport> {
  const resealed: Record<string, number> = {};
  const broken = await sealedThatDoNotOpen(owner, sealer);
  for (const sealedColumn of SEALED_COLUMNS) {
    const { table, column } = sealedColumn;
    const name = `${table}.${column}`;
    if (broken.includes(name)) continue;
    const keys = await keyColumns(owner, table);
    const key = keys.map((each) => `${each}::text`).join(', ');
    const where = keys.map((each, at) => `${each}::text = $${at + 2}`).join(' and ');
    resealed[name] = 0;
    for (;;) {
      await owner.query('begin');
      try {
        const { rows } = await owner.query<SealedRow>(
          `select array[${key}] as key, ${column} as sealed from ${table}
           where ${column} is not null and ${KEY_ID.replace('%c', column)} <> $1 limit ${ROWS_AT_ONCE} for update`,
          [sealer.keyId]
        );
        for (const row of rows) {
          const purpose = purposeOf(sealedColumn, row);
          const sealed = Buffer.from(sealer.seal(purpose, sealer.open(purpose, row.sealed)));
          await owner.query(`update ${table} set ${column} = $1 where ${where}`, [sealed, ...row.key]);
        }
        await owner.query('commit');
        resealed[name] += rows.length;
        if (rows.length < ROWS_AT_ONCE) break;
      } catch (error) {
        await owner.query('rollback');
        throw error;
      }
    }
  }
  return { resealed, broken };
}
