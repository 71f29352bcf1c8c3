import { FILE_COLUMNS, readEnd, readRecord, recordBytes, type FileEnd, type FileRecord } from './audit-file';
import { fromBase64 } from './byte-text';
import { originOf, parseKey, verifyCheckpoint, verifySignature, type Checkpoint, type Verifier } from './checkpoint';
import { cellsOf, splitRecords } from './csv-records';
import { entryHash } from './entry';
import { equalBytes } from './hashing';
import { TreeRange } from './tree-range';

/** What is wrong with a file. The first is of one record, which is named; the others are of the file or its tree. */
export type FileProblem =
  | { readonly kind: 'record'; readonly seq: number }
  | { readonly kind: 'head' | 'end' | 'key' | 'checkpoint' | 'tree' }
  /** the tree is shorter than one that was seen before: `seq` is the first record that is missing */
  | { readonly kind: 'rolled-back'; readonly seq: number }
  /** a tree that was seen before is not the beginning of this one: some record from `from` to `to` was replaced */
  | { readonly kind: 'forked'; readonly from: number; readonly to: number };

export type FileReport =
  | { readonly problem: FileProblem }
  | {
      readonly problem?: undefined;
      readonly checkpoint: Checkpoint;
      readonly key: string;
      readonly begin: number;
      readonly end: number;
      readonly erased: number;
      /** how many of the checkpoints seen before could be compared: those within the file's records, from 0 on */
      readonly compared: number;
    };

export interface VerifyOptions {
  /** the tenant's public key as it is known from elsewhere; the file's own where undefined */
  readonly key?: string;
  /** checkpoints of the same tree that were seen before (signed notes) */
  readonly seen?: readonly string[];
}

/** One pass over a file: its records in order, then its last section. */
async function* walk(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[] | undefined> {
  let isFirst = true;
  for await (const record of splitRecords(open())) {
    yield cellsOf(record, isFirst);
    isFirst = false;
  }
}

interface Pass {
  readonly headIsRight: boolean;
  readonly firstSeq: number | undefined;
  readonly count: number;
  /** place in the file of the first record that is wrong by itself */
  readonly wrong: number | undefined;
  readonly end: FileEnd | undefined;
}

type Check = (record: FileRecord) => boolean | Promise<boolean>;

/** Read the file once; `check` is asked about every record that is in its place, until it says no. */
async function pass(open: () => AsyncIterable<Uint8Array>, check: Check): Promise<Pass> {
  let head: readonly string[] | undefined;
  let [firstSeq, wrong]: (number | undefined)[] = [];
  let [lines, count] = [0, 0];
  const last: (readonly string[])[] = [];
  for await (const cells of walk(open)) {
    if (lines++ === 0) {
      head = cells;
      continue;
    }
    if (last.length > 0 || cells?.[0] === '#format') {
      last.push(cells ?? []);
      continue;
    }
    const record = cells && readRecord(cells);
    firstSeq ??= record?.seq;
    if (wrong === undefined && !(record?.seq === (firstSeq ?? NaN) + count && (await check(record)))) wrong = count;
    count++;
  }
  const headIsRight = head?.length === FILE_COLUMNS.length && FILE_COLUMNS.every((column, index) => head?.[index] === column);
  return { headIsRight, firstSeq, count, wrong, end: readEnd(last) };
}

/** The first record that the service did not sign as it stands there, in its place. */
async function firstUnsigned(open: () => AsyncIterable<Uint8Array>, key: Verifier): Promise<number | undefined> {
  const { wrong } = await pass(open, async (record) => {
    const signature = fromBase64(record.signature);
    if (!signature || originOf(record.entry.tenantId) !== key.name) return false;
    if (!record.erased && !equalBytes(entryHash(record.entry), record.leaf)) return false;
    return await verifySignature(key.publicKey, recordBytes(key.name, record), signature);
  });
  return wrong;
}

/**
 * Check a file of the audit by itself: every record against its hash, the hashes against the signed checkpoint, and that against ones seen
 * before. Reads the file once where all is well and nothing is erased, else twice or more; memory O(log records).
 *
 * @param open the file from its beginning, as often as asked
 * @returns the first thing that is wrong, or what the file proves
 */
export async function verifyFile(
  open: () => AsyncIterable<Uint8Array>,
  { key, seen = [] }: VerifyOptions = {}
): Promise<FileReport> {
  const notes = seen.map((note) => ({ note }));
  let range: TreeRange | undefined;
  const roots = new Map<number, Uint8Array>();
  const sizes = new Set(notes.map(({ note }) => Number(note.split('\n')[1])));
  let [erased, tenantId] = [0, ''];
  const found = await pass(open, ({ seq, entry, erased: isErased, leaf }) => {
    range ??= new TreeRange(seq);
    range.append(leaf);
    if (range.begin === 0 && sizes.has(range.end)) roots.set(range.end, range.root());
    if (isErased) erased++;
    tenantId ||= entry.tenantId;
    return entry.tenantId === tenantId && (isErased || equalBytes(entryHash(entry), leaf));
  });
  const { end } = found;
  const verifier = parseKey(key ?? end?.key ?? '');
  // whatever is wrong, the first record that is not the service's own is the first that is wrong
  const begin = end?.begin ?? found.firstSeq ?? 0;
  const atRecord = async (): Promise<FileProblem | undefined> => {
    if (end && found.firstSeq !== undefined && found.firstSeq > end.begin && found.wrong !== 0)
      return { kind: 'record', seq: end.begin };
    const wrong = (verifier && (await firstUnsigned(open, verifier))) ?? found.wrong;
    if (wrong !== undefined) return { kind: 'record', seq: begin + wrong };
    return end && end.begin + found.count < end.end ? { kind: 'record', seq: end.begin + found.count } : undefined;
  };
  const fails = async (otherwise: FileProblem): Promise<FileReport> => ({ problem: (await atRecord()) ?? otherwise });

  if (!found.headIsRight) return { problem: { kind: 'head' } };
  if (!end) return await fails({ kind: 'end' });
  if (!verifier || (key !== undefined && key !== end.key)) return await fails({ kind: 'key' });
  if (found.wrong !== undefined || found.count !== end.end - end.begin) return await fails({ kind: 'end' });
  if (found.count > 0 && verifier.name !== originOf(tenantId)) return await fails({ kind: 'key' });
  // nothing but the signature says that a record was erased by its time, and not by somebody
  if (erased > 0 && (await firstUnsigned(open, verifier)) !== undefined) return await fails({ kind: 'end' });
  const checkpoint = await verifyCheckpoint(end.checkpoint, verifier);
  if (checkpoint?.origin !== verifier.name) return await fails({ kind: 'checkpoint' });
  if (!isWhole(range ?? new TreeRange(end.begin), end, checkpoint)) return await fails({ kind: 'tree' });

  let compared = 0;
  const trusted: Checkpoint[] = [];
  for (const { note } of notes) {
    const old = await verifyCheckpoint(note, verifier);
    if (old?.origin !== verifier.name) return { problem: { kind: 'checkpoint' } };
    trusted.push(old);
  }
  let from = 0;
  for (const old of trusted.sort((a, b) => a.size - b.size)) {
    if (old.size > checkpoint.size) return { problem: { kind: 'rolled-back', seq: checkpoint.size } };
    const root = old.size === checkpoint.size ? checkpoint.root : roots.get(old.size);
    if (!root) continue;
    if (!equalBytes(root, old.root)) return { problem: { kind: 'forked', from, to: old.size - 1 } };
    from = old.size;
    compared++;
  }
  return { checkpoint, key: end.key, begin: end.begin, end: end.end, erased, compared };
}

/** Whether the records and the hashes around them are the tree that was signed. */
function isWhole(range: TreeRange, end: FileEnd, checkpoint: Checkpoint): boolean {
  try {
    const tree = new TreeRange(0, end.begin, end.before);
    tree.join(range);
    tree.join(new TreeRange(end.end, checkpoint.size, end.after));
    return tree.end === checkpoint.size && equalBytes(tree.root(), checkpoint.root);
  } catch {
    return false;
  }
}
