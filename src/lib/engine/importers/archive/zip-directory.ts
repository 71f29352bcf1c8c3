import { MiningError } from '$lib/model/errors';
import { readBytes } from './slices';

/** Entries a zip may have. */
export const MAX_ENTRIES = 2_000;

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LOCATOR_BYTES = 20;
/** names and comments are at most 64 KiB each; a directory beyond this is nonsense */
const MAX_DIRECTORY_BYTES = 64 << 20;

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated; others are unknown here */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  /** of the local header */
  readonly offset: number;
}

/**
 * The central directory of a zip, with Zip64.
 *
 * @throws MiningError `archive-damaged`, `archive-too-many` above `MAX_ENTRIES`
 * Source: PKWARE APPNOTE 6.3, sections 4.3 and 4.5.3.
 */
export async function readDirectory(file: File): Promise<ZipEntry[]> {
  const { entries, sizeBytes, offset } = await findDirectory(file);
  if (entries > MAX_ENTRIES) throw new MiningError('archive-too-many', { file: file.name, count: entries, limit: MAX_ENTRIES });
  if (sizeBytes > MAX_DIRECTORY_BYTES || offset + sizeBytes > file.size) throw damaged(file);
  const view = viewOf(await readBytes(file, offset, sizeBytes, file.name));
  const found: ZipEntry[] = [];
  let stored = 0;
  for (let at = 0; at + ENTRY_BYTES <= view.byteLength && view.getUint32(at, true) === ENTRY;) {
    const size = ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + size > view.byteLength) throw damaged(file);
    if (found.length === MAX_ENTRIES) {
      throw new MiningError('archive-too-many', { file: file.name, count: found.length + 1, limit: MAX_ENTRIES });
    }
    const entry = readEntry(view, at);
    stored += entry.storedBytes;
    found.push(entry);
    at += size;
  }
  // entries that share bytes are a bomb, however small each ratio
  if (found.length !== entries || stored > file.size) throw damaged(file);
  return found;
}

/** Where an entry's bytes begin. @throws MiningError `archive-damaged` */
export async function contentOffset(file: File, entry: ZipEntry): Promise<number> {
  const view = viewOf(await readBytes(file, entry.offset, LOCAL_BYTES, file.name));
  if (view.byteLength < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL) throw damaged(file);
  const offset = entry.offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (offset + entry.storedBytes > file.size) throw damaged(file);
  return offset;
}

async function findDirectory(file: File): Promise<{ entries: number; sizeBytes: number; offset: number }> {
  const tailFrom = Math.max(0, file.size - END_BYTES - 0xffff - LOCATOR_BYTES);
  const view = viewOf(await readBytes(file, tailFrom, file.size - tailFrom, file.name));
  let at = view.byteLength - END_BYTES;
  while (at >= 0 && view.getUint32(at, true) !== END) at--;
  if (at < 0) throw damaged(file);
  const end = {
    entries: view.getUint16(at + 10, true),
    sizeBytes: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true)
  };
  const isZip64 = end.entries === 0xffff || end.sizeBytes === 0xffffffff || end.offset === 0xffffffff;
  if (!isZip64 || at < LOCATOR_BYTES || view.getUint32(at - LOCATOR_BYTES, true) !== END_64_LOCATOR) return end;
  const end64 = viewOf(await readBytes(file, integer64(view, at - LOCATOR_BYTES + 8), 56, file.name));
  if (end64.byteLength < 56 || end64.getUint32(0, true) !== END_64) throw damaged(file);
  return { entries: integer64(end64, 32), sizeBytes: integer64(end64, 40), offset: integer64(end64, 48) };
}

function readEntry(view: DataView, at: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const nameBytes = view.getUint16(at + 28, true);
  let storedBytes = view.getUint32(at + 20, true);
  let inflatedBytes = view.getUint32(at + 24, true);
  let offset = view.getUint32(at + 42, true);
  const extraEnd = at + ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true);
  for (let extra = at + ENTRY_BYTES + nameBytes; extra + 4 <= extraEnd;) {
    const size = view.getUint16(extra + 2, true);
    if (view.getUint16(extra, true) === 1) {
      let field = extra + 4;
      const next = (now: number): number => {
        if (now !== 0xffffffff || field + 8 > Math.min(extraEnd, extra + 4 + size)) return now;
        field += 8;
        return integer64(view, field - 8);
      };
      inflatedBytes = next(inflatedBytes);
      storedBytes = next(storedBytes);
      offset = next(offset);
    }
    extra += 4 + size;
  }
  return {
    name: entryName(new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameBytes), (flags & 0x800) !== 0),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    storedBytes,
    inflatedBytes,
    offset
  };
}

/** Names without the UTF-8 flag are in the code page of the machine: UTF-8 where they are valid, else Japanese Windows. */
function entryName(bytes: Uint8Array, utf8: boolean): string {
  if (utf8) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

function integer64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(file: File): MiningError {
  return new MiningError('archive-damaged', { file: file.name });
}
