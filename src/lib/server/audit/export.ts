import type { AuditRange } from '$lib/api/contracts/audit';
import { fileEnd, fileHead, fileRecord, recordBytes, type FileRecord } from '$lib/proof/audit-file';
import { toBase64 } from '$lib/proof/byte-text';
import { entryHash } from '$lib/proof/entry';
import { equalBytes } from '$lib/proof/hashing';
import { tenantOf, transaction, type Tx } from '$lib/server/db/transaction';
import type { StoreRole } from '$lib/server/db/store';
import type { Service } from '$lib/server/service';
import type { Actor } from './act';
import { rangesOf } from './prove';
import { entriesOf, readEntries, type StoredEntry } from './read';
import { signTree, treeSigner, type TreeSigner } from './signing';

/** entries read and written at a time */
const CHUNK = 500;

async function signedRecord(stored: StoredEntry, { verifier, sign }: TreeSigner): Promise<string> {
  const { seq, erased, leafHash: leaf } = stored;
  const entry = { ...stored, at: stored.at.toISOString() };
  const record: Omit<FileRecord, 'signature'> = { seq, entry, erased, leaf };
  // an entry that is not what was hashed was changed in the store: we do not sign it
  const isRight = erased || equalBytes(entryHash(entry), leaf);
  return fileRecord({ ...record, signature: isRight ? toBase64(await sign(recordBytes(verifier.name, record))) : '' });
}

/**
 * The entered tenant's audit of a time as a CSV file, streamed. What is in it is settled here, and the download is recorded; entries are
 * then read as the client takes them, each lot in a transaction of its own.
 *
 * @param role whose rights they are read with
 */
export async function exportAudit(
  service: Service,
  tx: Tx,
  actor: Actor,
  range: AuditRange,
  role: StoreRole = 'app'
): Promise<Response> {
  const tenantId = tenantOf(tx);
  const { begin, end } = await entriesOf(tx, range);
  const signer = await treeSigner(tx, service.sealer);
  const { tree, checkpoint, key } = await signTree(tx, service.sealer);
  const [before, after] = await rangesOf(tx, [
    { begin: 0, end: begin },
    { begin: end, end: tree.size }
  ]);
  tx.audit(actor, {
    action: 'audit.downloaded',
    target: { kind: 'audit', id: '', name: '' },
    detail: { from: range.from ?? null, to: range.to ?? null, firstEntry: begin, entries: end - begin, checkpointSize: tree.size }
  });
  const last = fileEnd({ begin, end, before: before!.hashes, after: after!.hashes, key, checkpoint });

  async function* parts(): AsyncGenerator<string> {
    yield fileHead();
    for (let at = begin; at < end;) {
      const from = at;
      const entries = await transaction(service.store, role, service.clock(), async (reading) => {
        await reading.enter(tenantId);
        return await readEntries(reading, from, end, CHUNK);
      });
      if (entries.length === 0) throw new Error('entries are missing in the store');
      yield (await Promise.all(entries.map((entry) => signedRecord(entry, signer)))).join('');
      at += entries.length;
    }
    yield last;
  }

  const encoder = new TextEncoder();
  const source = parts();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await source.next();
      if (part.done) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
    cancel: () => void source.return(undefined)
  });
  const name = `audit-${tx.now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.csv`;
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store'
    }
  });
}
