import { createReadStream } from 'node:fs';
import type pg from 'pg';
import type { Actor } from '$lib/server/audit/act';
import { appendAudit } from '$lib/server/audit/append';
import { migrate } from '$lib/server/db/migrate';
import { MIGRATIONS } from '$lib/server/db/migrations';
import { SERVICE_TENANT } from '$lib/server/db/transaction';
import { sealedThatDoNotOpen } from '$lib/server/keys/sealed-columns';
import type { Sealer } from '$lib/server/keys/sealer';
import { fileKey, openBackup, type BackupHead } from './container';
import { MARK, type DumpEnd } from './dump';
import { quoted, schemaOf, storedTables, type StoredTable } from './tables';

const ROWS_AT_ONCE = 500;

/** How far a tenant's audit reaches in the restored store. A client that holds a checkpoint of more entries knows of acts that are lost. */
export interface RestoredTree {
  readonly tenantId: string;
  readonly slug: string;
  readonly size: number;
}

/** What `restore` has done. */
export interface RestoreReport extends DumpEnd {
  readonly head: BackupHead;
  readonly trees: readonly RestoredTree[];
}

const opened = (file: string, sealer: Sealer): ReturnType<typeof openBackup> =>
  openBackup(createReadStream(file), ({ keyId, salt }) => fileKey(sealer.material(keyId), Buffer.from(salt, 'base64')));

type Line = { readonly table: string } | { readonly end: DumpEnd } | undefined;

const markOf = (line: string): Line => (line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as Line) : undefined);

/**
 * Read a backup to its end and check that it is whole, without a store.
 *
 * @throws Error saying what is wrong with it
 */
export async function verifyBackup(file: string, sealer: Sealer): Promise<{ readonly head: BackupHead } & DumpEnd> {
  const { head, lines } = await opened(file, sealer);
  const counted: Record<string, number> = {};
  let table: string | undefined;
  let end: DumpEnd | undefined;
  for await (const line of lines) {
    const mark = markOf(line);
    if (mark && 'table' in mark) counted[(table = mark.table)] = 0;
    else if (mark) end = mark.end;
    else counted[table!]!++;
  }
  if (!end || JSON.stringify(end.rows) !== JSON.stringify(counted)) throw new Error('the backup does not hold what it says');
  return { head, rows: end.rows };
}

async function insertRows(client: pg.ClientBase, { name, columns }: StoredTable, rows: readonly string[]): Promise<void> {
  const list = columns.map(quoted).join(', ');
  await client.query(
    `insert into ${quoted(name)} (${list}) overriding system value select ${list} from jsonb_populate_recordset(null::${quoted(name)}, $1::jsonb)`,
    [`[${rows.join(',')}]`]
  );
}

async function load(client: pg.ClientBase, file: string, sealer: Sealer): Promise<void> {
  const tables = new Map((await storedTables(client)).map((table) => [table.name, table]));
  await client.query(`truncate ${[...tables.keys()].map(quoted).join(', ')}`);
  const { lines } = await opened(file, sealer);
  let table: StoredTable | undefined;
  let rows: string[] = [];
  const flush = async (): Promise<void> => {
    if (table && rows.length > 0) await insertRows(client, table, rows);
    rows = [];
  };
  for await (const line of lines) {
    const mark = markOf(line);
    if (!mark) rows.push(line);
    if (mark || rows.length >= ROWS_AT_ONCE) await flush();
    if (mark && 'table' in mark) {
      table = tables.get(mark.table);
      if (!table) throw new Error(`the backup has a table that this Kiseki does not know: ${mark.table}`);
    }
  }
}

/** @throws Error where somebody uses the store already */
async function refuseUsed(client: pg.ClientBase): Promise<void> {
  for (const name of ['tenant', 'operator', 'audit_entry']) {
    const { rows: there } = await client.query<{ name: string | null }>('select to_regclass($1)::text as name', [name]);
    if ((there[0]?.name ?? null) === null) continue;
    const { rows } = await client.query(`select from ${quoted(name)} limit 1`);
    if (rows.length > 0) throw new Error('The store is in use: a backup is restored into an empty one only.');
  }
}

async function treesOf(client: pg.ClientBase): Promise<RestoredTree[]> {
  const { rows } = await client.query<{ id: string; slug: string; size: string }>(
    'select t.id, t.slug, coalesce(a.size, 0) as size from tenant t left join audit_tree a on a.tenant_id = t.id order by t.slug'
  );
  return rows.map(({ id, slug, size }) => ({ tenantId: id, slug, size: Number(size) }));
}

/**
 * Put a backup into an empty store, all or nothing. The file is verified first; one of an older version is loaded into the store's shape of then, and
 * migrated. That it was restored, and from when, stands in the audit of the service and of every tenant, and nobody stays signed in.
 *
 * @param owner connected as the store's owner
 * @param allow asked before anything is kept, with the restored store open: who may do this stands in the backup
 * @throws Error in one sentence
 */
export async function restore(
  { owner, sealer }: { readonly owner: pg.ClientBase; readonly sealer: Sealer },
  { file, now, allow }: { readonly file: string; readonly now: Date; readonly allow: (client: pg.ClientBase) => Promise<Actor> }
): Promise<RestoreReport> {
  const { head, rows } = await verifyBackup(file, sealer);
  const unknown = head.schema.filter((version) => !MIGRATIONS.some((each) => each.version === version));
  if (unknown.length > 0) throw new Error(`The backup is of a newer Kiseki (${head.program}): restore it with that.`);
  await refuseUsed(owner);
  await migrate(
    owner,
    MIGRATIONS.filter(({ version }) => head.schema.includes(version))
  );
  if ((await schemaOf(owner)).join() !== head.schema.join()) {
    throw new Error(
      'The store has been migrated beyond the backup: restore into one that was never started, it is migrated afterwards.'
    );
  }
  let trees: RestoredTree[];
  await owner.query('begin');
  try {
    await load(owner, file, sealer);
    const actor = await allow(owner);
    const broken = await sealedThatDoNotOpen(owner, sealer);
    if (broken.length > 0) throw new Error(`The master key opens the backup but not what is sealed in it: ${broken.join(', ')}`);
    await owner.query('delete from session');
    trees = await treesOf(owner);
    const detail = { from: head.at, program: head.program };
    for (const { tenantId, size } of [...trees, { tenantId: SERVICE_TENANT, size: -1 }]) {
      await owner.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
      const act = { action: 'store.restored', detail: size < 0 ? detail : { ...detail, entries: size } };
      await appendAudit(owner, tenantId, now, [{ actor, act }]);
    }
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  await migrate(owner);
  return { head, rows, trees };
}
