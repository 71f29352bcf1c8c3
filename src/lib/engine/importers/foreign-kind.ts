/** Formats that hold event logs or models, told by name where they are dropped here. */
const FORMATS: readonly (readonly [magic: string, kind: string])[] = [
  ['SQLite format 3\0', 'SQLite'],
  ['PAR1', 'Parquet'],
  ['ARROW1', 'Arrow'],
  ['Obj\x01', 'Avro'],
  ['ORC', 'ORC'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Excel (.xls)'],
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['Rar!\x1a\x07', 'RAR'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\0', 'xz'],
  ['PK\x03\x04', 'zip'],
  ['\x1f\x8b', 'gzip']
];

/** Things that never hold a log. */
const BINARIES: readonly (readonly [magic: string, kind: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['RIFF', 'RIFF'],
  ['%PDF-', 'PDF'],
  ['\x7fELF', 'ELF'],
  ['\0asm', 'WebAssembly'],
  ['\xca\xfe\xba\xbe', 'Java class'],
  ['ID3', 'MP3'],
  ['OggS', 'Ogg']
];

const XML_ROOTS: ReadonlyMap<string, string> = new Map([
  ['definitions', 'BPMN'],
  ['pnml', 'PNML'],
  ['ptml', 'PTML'],
  ['html', 'HTML']
]);

const DUCKDB_AT = 8;
const TAR_AT = 257;
/** Share of control bytes above which bytes are no text. */
const MAX_CONTROL = 0.02;

export interface ForeignKind {
  readonly kind: string;
  /** a data format we know but do not read, or something that is no data at all */
  readonly isFormat: boolean;
}

/**
 * What a file is, where it is neither separated text nor XES.
 *
 * @param head the first bytes, inflated
 * @param name lower case, without .gz
 */
export function foreignKind(head: Uint8Array, name: string): ForeignKind | null {
  for (const [magic, kind] of FORMATS) if (hasAt(head, magic, 0)) return { kind, isFormat: true };
  for (const [magic, kind] of BINARIES) if (hasAt(head, magic, 0)) return { kind, isFormat: false };
  if (hasAt(head, 'DUCK', DUCKDB_AT)) return { kind: 'DuckDB', isFormat: true };
  if (hasAt(head, 'ustar', TAR_AT)) return { kind: 'tar', isFormat: true };
  if (hasAt(head, 'MZ', 0) && head.subarray(0, 512).includes(0)) return { kind: 'EXE', isFormat: false };
  return markupKind(head, name);
}

/** Share of bytes that no text has: control bytes other than tab, line ends, and what separates fields in rare files. */
export function looksBinary(head: Uint8Array): boolean {
  let control = 0;
  for (const byte of head) if (byte < 0x20 && (byte < 9 || byte > 13) && byte !== 1 && byte !== 0x1a && byte < 0x1c) control++;
  return control > head.length * MAX_CONTROL;
}

/** JSON and XML that is not XES would pass for text with commas in it. */
function markupKind(head: Uint8Array, name: string): ForeignKind | null {
  const text = String.fromCharCode(...head.subarray(0, 4096)).replace(/^\xef\xbb\xbf/, '');
  if (/^\s*(\{\s*("|$)|\[\s*(\{|\[|$))/.test(text) || (/\.json\w*$/.test(name) && /^\s*[[{]/.test(text))) {
    return {
      kind: /"ocel:|"objectTypes"|"eventTypes"/.test(text) || name.endsWith('ocel') ? 'OCEL (JSON)' : 'JSON',
      isFormat: true
    };
  }
  const root = /^\s*(?:<\?xml[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>]*>|\s)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/.exec(text)?.[1];
  if (root === undefined) return null;
  const kind = XML_ROOTS.get(root) ?? (/^\s*<(\?xml|!DOCTYPE)/.test(text) ? `XML (${root})` : null);
  if (kind === null) return null;
  return { kind: name.endsWith('ocel') ? 'OCEL (XML)' : kind, isFormat: true };
}

function hasAt(head: Uint8Array, magic: string, at: number): boolean {
  if (head.length < at + magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (head[at + i] !== magic.charCodeAt(i)) return false;
  return true;
}
