import { IMPORT_ROWS, type ImportRow } from '$lib/api/contracts/people-import';

/** Why a file cannot be read as a list of people. */
export type FileFault = 'empty' | 'no-mail-column' | 'too-many' | 'too-large' | 'bad-quotes' | 'not-text';

/** A list of people as it stands in a file; the server judges what stands in the cells. */
export interface PeopleFile {
  readonly rows: readonly ImportRow[];
  /** as its characters were read */
  readonly encoding: string;
}

const MAX_BYTES = 2_000_000;

type Column = 'email' | 'name' | 'role' | 'groups' | 'language';

/** Heads as people write them, folded by `fold`. */
const HEADS: Readonly<Record<Column, readonly string[]>> = {
  email: ['mail', 'email', 'e-mail', 'mailaddress', 'emailaddress', 'メール', 'メールアドレス', 'eメール'],
  name: ['name', 'fullname', '氏名', '名前'],
  role: ['role', '役割', 'ロール', '権限'],
  groups: ['groups', 'group', 'グループ', '所属'],
  language: ['language', 'lang', '言語']
};

const WORDS: Readonly<Record<string, string>> = {
  administrator: 'admin',
  管理者: 'admin',
  分析者: 'analyst',
  アナリスト: 'analyst',
  閲覧者: 'viewer',
  監査者: 'auditor',
  japanese: 'ja',
  日本語: 'ja',
  english: 'en',
  英語: 'en'
};

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '');
/** A role or language by its word in either language; what is no such word stays, for the server to name. */
const wordOf = (text: string): string => WORDS[fold(text)] ?? text.normalize('NFKC').trim().toLowerCase();

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const candidates = isUtf16 ? ['utf-16le'] : ['utf-8', 'shift_jis'];
  for (const label of candidates) {
    try {
      // takes a byte order mark away
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      const encoding = { 'utf-8': 'UTF-8', shift_jis: 'CP932', 'utf-16le': 'UTF-16' }[label]!;
      return text.includes('\0') ? undefined : { text, encoding };
    } catch {
      // the next one
    }
  }
  return undefined;
}

interface CsvRecord {
  /** the line that it begins on */
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180, with any of the three line ends. @returns undefined where a quote does not end */
function parseCsv(text: string, separator: string): CsvRecord[] | undefined {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begin = 1;
  let isQuoted = false;
  const endRecord = (): void => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) records.push({ line: begin, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    const isBreak = char === '\n' || char === '\r';
    if (isBreak && !(char === '\r' && text[at + 1] === '\n')) line++;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (isBreak) {
      if (char === '\r' && text[at + 1] === '\n') continue;
      endRecord();
      begin = line;
    } else cell += char;
  }
  if (isQuoted) return undefined;
  endRecord();
  return records;
}

/** The one of the usual three that the first line has most of. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1);
  const countOf = (separator: string): number => head.split(separator).length;
  return [',', '\t', ';'].reduce((best, each) => (countOf(each) > countOf(best) ? each : best));
}

/**
 * Read a list of people: CSV with a line of heads, in Japanese or English, in any order; UTF-8, CP932 or a spreadsheet's UTF-16.
 *
 * @param language of who has none in the file
 */
export function readPeopleFile(bytes: Uint8Array, language: 'ja' | 'en'): PeopleFile | FileFault {
  if (bytes.length > MAX_BYTES) return 'too-large';
  const decoded = decode(bytes);
  if (!decoded) return 'not-text';
  const { text, encoding } = decoded;
  const records = parseCsv(text, separatorOf(text));
  if (!records) return 'bad-quotes';
  const [heads, ...rest] = records;
  if (!heads) return 'empty';
  const folded = heads.cells.map(fold);
  const place = (column: Column): number => folded.findIndex((head) => HEADS[column].includes(head));
  if (place('email') === -1) return 'no-mail-column';
  if (rest.length === 0) return 'empty';
  if (rest.length > IMPORT_ROWS) return 'too-many';

  const rows = rest.map(({ line, cells }): ImportRow => {
    // longer than anything that is taken: what is told of it is "too long" all the same
    const cell = (column: Column): string => (cells[place(column)] ?? '').trim().slice(0, 320);
    const groups = cell('groups')
      .split(/[;；|、\n]/)
      .map((group) => group.trim())
      .filter((group) => group !== '');
    return {
      line,
      email: cell('email'),
      name: cell('name'),
      role: wordOf(cell('role')),
      groups: groups.slice(0, 50),
      language: wordOf(cell('language')) || language
    };
  });
  return { rows, encoding };
}
