import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Actor } from '$lib/server/audit/act';
import { transaction } from '$lib/server/db/transaction';
import type { Store } from '$lib/server/db/store';
import type { Sealer } from '$lib/server/keys/sealer';
import { fileKey, sealLines, type BackupHead } from './container';
import { quoted, schemaOf, storedTables } from './tables';

/** what a line that is no row begins with */
export const MARK = '#';
const ROWS_AT_ONCE = 500;

/** What a dump's last line says, so that a restore knows that it has everything. */
export interface DumpEnd {
  readonly rows: Readonly<Record<string, number>>;
}

/** The store's rows as lines: `#{"table"}`, then a row's JSON a line, and a `DumpEnd` at the end. The client is in a transaction. */
async function* dumpLines(client: pg.ClientBase): AsyncGenerator<string> {
  const rows: Record<string, number> = {};
  for (const { name, columns } of await storedTables(client)) {
    yield MARK + JSON.stringify({ table: name });
    const list = columns.map(quoted).join(', ');
    await client.query(
      `declare dump no scroll cursor for select row_to_json(r)::text as line from (select ${list} from ${quoted(name)}) r`
    );
    let count = 0;
    for (;;) {
      const { rows: some } = await client.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from dump`);
      for (const { line } of some) yield line;
      count += some.length;
      if (some.length < ROWS_AT_ONCE) break;
    }
    await client.query('close dump');
    rows[name] = count;
  }
  yield MARK + JSON.stringify({ end: { rows } satisfies DumpEnd });
}

/** What `backup` has done. */
export interface BackupReport extends DumpEnd {
  readonly at: string;
  readonly schema: readonly number[];
}

/**
 * Write all of the store into a sealed file, as it is at one instant, while the service goes on. The file takes its name only when it is whole; it
 * opens under the master key, which is not in it.
 *
 * @param owner connected as the store's owner, whom row-level security does not bind
 */
export async function backup(
  { store, owner, sealer }: { readonly store: Store; readonly owner: pg.ClientBase; readonly sealer: Sealer },
  { actor, file, now, program }: { readonly actor: Actor; readonly file: string; readonly now: Date; readonly program: string }
): Promise<BackupReport> {
  const salt = randomBytes(32);
  const part = `${file}.part`;
  let end: DumpEnd = { rows: {} };
  await owner.query('begin isolation level repeatable read read only');
  try {
    const schema = await schemaOf(owner);
    const head: BackupHead = {
      kiseki: 'backup',
      format: 1,
      at: now.toISOString(),
      program,
      schema,
      keyId: sealer.keyId.toString('base64'),
      salt: salt.toString('base64')
    };
    const lines = async function* (): AsyncGenerator<string> {
      for await (const line of dumpLines(owner)) {
        if (line.startsWith(`${MARK}{"end":`)) end = (JSON.parse(line.slice(MARK.length)) as { end: DumpEnd }).end;
        yield line;
      }
    };
    const bytes = sealLines(head, fileKey(sealer.material(head.keyId), salt), lines());
    await pipeline(bytes, createWriteStream(part, { mode: 0o600, flags: 'w', flush: true }));
    const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
    await transaction(store, 'operator', now, async (tx) => {
      tx.audit(actor, { action: 'store.backed-up', detail: { rows, tables: Object.keys(end.rows).length } });
    });
    await rename(part, file);
    return { ...end, at: head.at, schema };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await owner.query('rollback');
  }
}
