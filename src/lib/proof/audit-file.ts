import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';
import { fromHex, toHex } from './byte-text';
import { detailText, entryBytes, type AuditEntry, type EntryDetail } from './entry';
import { equalBytes, type Hash } from './hashing';

/**
 * The audit as a CSV file: a head, a record an entry, and a last section that proves them. FORMAT.md describes it.
 */
export const FILE_FORMAT = 'kiseki-audit-csv/1';

/** The file's columns, in order. */
export const FILE_COLUMNS = [
  'seq',
  'at',
  'tenantId',
  'actorKind',
  'actorId',
  'actorName',
  'role',
  'deviceId',
  'address',
  'action',
  'targetKind',
  'targetId',
  'targetName',
  'result',
  'detail',
  'erased',
  'leafHash',
  'signature'
] as const;

/** An entry in its place. */
export interface FileRecord {
  readonly seq: number;
  readonly entry: AuditEntry;
  /** its time was over: what it said is gone, its leaf is not */
  readonly erased: boolean;
  readonly leaf: Hash;
  /** base64; over `recordBytes`; '' where the service found that the entry is not what was hashed */
  readonly signature: string;
}

/** What proves the records: the rest of the tree, and its signed state. */
export interface FileEnd {
  /** the records are the leaves `begin <= i < end` */
  readonly begin: number;
  readonly end: number;
  /** the `TreeRange` of the leaves before them, and of those after them up to the checkpoint */
  readonly before: readonly Hash[];
  readonly after: readonly Hash[];
  readonly key: string;
  readonly checkpoint: string;
}

/** A text as a cell that can be told from a guarded one: `csvCell` puts `'` before formulas, this before what begins with `'`. */
const told = (text: string): string => (text.startsWith("'") ? `'${text}` : text);
/** What `told` and the guard have added. */
const untold = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

/**
 * What the service signs of each record: with it a wrong record is named even where its hash was made to fit, and a record that only looks
 * as if its time had been over is not believed.
 */
export function recordBytes(origin: string, { seq, entry, erased, leaf }: Omit<FileRecord, 'signature'>): Uint8Array {
  const state = erased ? 'erased' : 'whole';
  return new TextEncoder().encode(`kiseki audit record v1\n${origin}\n${seq}\n${entry.at}\n${state}\n${toHex(leaf)}\n`);
}

/** What is left of an entry whose time is over: whose it was, and when. */
export const erasedEntry = ({ tenantId, at }: AuditEntry): AuditEntry => ({
  tenantId,
  at,
  actorKind: '',
  actorId: null,
  actorName: '',
  role: '',
  deviceId: null,
  address: '',
  action: '',
  targetKind: '',
  targetId: '',
  targetName: '',
  result: '',
  detail: {}
});

/** The file's first record, after the byte order mark. */
export const fileHead = (): string => CSV_BOM + csvRecord(FILE_COLUMNS);

/** One entry as a CSV record. */
export function fileRecord({ seq, entry: whole, erased, leaf, signature }: FileRecord): string {
  const entry = erased ? erasedEntry(whole) : whole;
  const texts = FILE_COLUMNS.map((column): string => {
    if (column === 'seq') return String(seq);
    if (column === 'leafHash') return toHex(leaf);
    if (column === 'signature') return signature;
    if (column === 'erased') return erased ? 'erased' : '';
    if (column === 'detail') return detailText(entry.detail);
    return told(entry[column] ?? '');
  });
  return csvRecord(texts);
}

/** The file's last section. */
export function fileEnd({ begin, end, before, after, key, checkpoint }: FileEnd): string {
  return [
    ['#format', FILE_FORMAT],
    ['#range', String(begin), String(end)],
    ['#before', ...before.map(toHex)],
    ['#after', ...after.map(toHex)],
    ['#key', key],
    ['#checkpoint', checkpoint]
  ]
    .map(csvRecord)
    .join('');
}

function detailOf(text: string): EntryDetail | undefined {
  try {
    const detail = JSON.parse(text) as EntryDetail;
    return detailText(detail) === text ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined where the cells are not as `fileRecord` writes them */
export function readRecord(cells: readonly string[]): FileRecord | undefined {
  const cell = (column: (typeof FILE_COLUMNS)[number]): string => cells[FILE_COLUMNS.indexOf(column)]!;
  if (cells.length !== FILE_COLUMNS.length || !/^(?:0|[1-9]\d{0,15})$/.test(cells[0]!)) return undefined;
  const text = (column: (typeof FILE_COLUMNS)[number]): string => untold(cell(column));
  const leaf = fromHex(cell('leafHash'));
  const detail = detailOf(cell('detail'));
  const erased = cell('erased') === 'erased';
  if (leaf?.length !== 32 || !detail || (!erased && cell('erased') !== '')) return undefined;
  const entry: AuditEntry = {
    at: text('at'),
    tenantId: text('tenantId'),
    actorKind: text('actorKind'),
    actorId: text('actorId') || null,
    actorName: text('actorName'),
    role: text('role'),
    deviceId: text('deviceId') || null,
    address: text('address'),
    action: text('action'),
    targetKind: text('targetKind'),
    targetId: text('targetId'),
    targetName: text('targetName'),
    result: text('result'),
    detail
  };
  if (erased && !equalBytes(entryBytes(entry), entryBytes(erasedEntry(entry)))) return undefined;
  return { seq: Number(cells[0]), entry, erased, leaf, signature: text('signature') };
}

/** @returns undefined where the records are not as `fileEnd` writes them */
export function readEnd(records: readonly (readonly string[])[]): FileEnd | undefined {
  const names = ['#format', '#range', '#before', '#after', '#key', '#checkpoint'];
  if (records.length !== names.length || records.some(([name], index) => name !== names[index])) return undefined;
  const [format, range, before, after, key, checkpoint] = records.map(([, ...rest]) => rest) as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[]
  ];
  const hashes = [before, after].map((texts) => texts.map(fromHex));
  if (format[0] !== FILE_FORMAT || range.length !== 2 || !range.every((text) => /^(?:0|[1-9]\d{0,15})$/.test(text)))
    return undefined;
  if (hashes.flat().some((hash) => hash?.length !== 32) || key.length !== 1 || checkpoint.length !== 1) return undefined;
  const [begin, end] = range.map(Number) as [number, number];
  return { begin, end, before: hashes[0] as Hash[], after: hashes[1] as Hash[], key: key[0]!, checkpoint: checkpoint[0]! };
}
