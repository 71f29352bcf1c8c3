/** What stands in a statement. `word`: a keyword or a name without quotes; `name`: one in quotes; `text`: a string, in whatever quotes. */
export type SqlTokenKind = 'word' | 'name' | 'text' | 'number' | 'sign' | 'comment';

/** A piece of a statement; what lies between two is space. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly from: number;
  readonly to: number;
  /** a quote or comment that never ends */
  readonly isOpen: boolean;
}

/** Why a statement is not run: nothing there, more than one statement, no query, or a quote without an end. */
export type SqlRefusal =
  { readonly reason: 'empty' | 'several' | 'open' } | { readonly reason: 'not-a-query'; readonly word: string };

const SPACE = /[\s\0]+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /(0[xX][0-9a-fA-F_]+|\d[\d_]*(\.[\d_]*)?([eE][-+]?\d+)?|\.\d[\d_]*([eE][-+]?\d+)?)/y;
const DOLLAR_QUOTE = /\$([A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

/** A statement in its pieces, as DuckDB (PostgreSQL's scanner) sees them. Takes any text. Time O(length). */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  const take = (kind: SqlTokenKind, end: number): void => {
    const to = end === -1 ? sql.length : end;
    tokens.push({ kind, from: at, to, isOpen: end === -1 });
    at = to;
  };
  while (at < sql.length) {
    const sign = sql[at]!;
    const space = endOf(SPACE, sql, at);
    if (space > at) at = space;
    else if (sql.startsWith('--', at)) take('comment', endOf(LINE_COMMENT, sql, at));
    else if (sql.startsWith('/*', at)) take('comment', endOfComment(sql, at));
    else if (sign === "'") take('text', endOfQuote(sql, at, "'"));
    else if ((sign === 'e' || sign === 'E') && sql[at + 1] === "'") take('text', endOfEscaped(sql, at + 1));
    else if (sign === '"') take('name', endOfQuote(sql, at, '"'));
    else if (sign === '$') {
      const opened = endOf(DOLLAR_QUOTE, sql, at);
      if (opened === at) take('sign', at + 1);
      else {
        const quote = sql.slice(at, opened);
        const close = sql.indexOf(quote, opened);
        take('text', close === -1 ? -1 : close + quote.length);
      }
    } else {
      const word = endOf(WORD, sql, at);
      const number = endOf(NUMBER, sql, at);
      if (word > at) take('word', word);
      else if (number > at) take('number', number);
      else take('sign', at + 1);
    }
  }
  return tokens;
}

function endOf(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
}

/** Behind the closing quote, which is not doubled; -1 without one. */
function endOfQuote(sql: string, from: number, quote: string): number {
  for (let at = from + 1; at < sql.length; at++) {
    if (sql[at] !== quote) continue;
    if (sql[at + 1] !== quote) return at + 1;
    at++;
  }
  return -1;
}

/** The same for `E'...'`, where a backslash takes the next character with it. */
function endOfEscaped(sql: string, from: number): number {
  for (let at = from + 1; at < sql.length; at++) {
    if (sql[at] === '\\') at++;
    else if (sql[at] === "'") {
      if (sql[at + 1] !== "'") return at + 1;
      at++;
    }
  }
  return -1;
}

/** Comments stand in each other. */
function endOfComment(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) depth++;
    else if (sql.startsWith('*/', at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** A statement's pieces without its comments, words in upper case. */
interface Piece extends SqlToken {
  readonly text: string;
}

function piecesOf(sql: string): readonly Piece[] {
  return sqlTokens(sql)
    .filter(({ kind }) => kind !== 'comment')
    .map((token) => {
      const text = sql.slice(token.from, token.to);
      return { ...token, text: token.kind === 'word' ? text.toUpperCase() : text };
    });
}

/** What a statement that only reads begins with. */
const QUERIES: ReadonlySet<string> = new Set(
  'SELECT FROM VALUES TABLE DESCRIBE DESC SHOW SUMMARIZE PIVOT PIVOT_WIDER PIVOT_LONGER UNPIVOT'.split(' ')
);

/**
 * Why this is not one query that only reads; null where it is (as far as its beginning tells: the rest is DuckDB's to judge, in a
 * transaction that cannot write).
 */
export function sqlRefusal(sql: string): SqlRefusal | null {
  const pieces = piecesOf(sql);
  const end = pieces.findIndex(({ text }) => text === ';');
  const statement = end === -1 ? pieces : pieces.slice(0, end);
  if (end !== -1 && pieces.slice(end).some(({ text }) => text !== ';')) return { reason: 'several' };
  if (sqlTokens(sql).some(({ isOpen }) => isOpen)) return { reason: 'open' };
  if (statement.length === 0) return { reason: 'empty' };
  const verb = verbOf(statement);
  return verb !== undefined && QUERIES.has(verb) ? null : { reason: 'not-a-query', word: verb ?? statement[0]!.text };
}

/** What a statement does, behind what may stand before it: brackets, EXPLAIN, common table expressions. */
function verbOf(pieces: readonly Piece[]): string | undefined {
  let at = 0;
  const text = (): string | undefined => pieces[at]?.text;
  for (;;) {
    if (text() === '(') at++;
    else if (text() === 'EXPLAIN') {
      at++;
      if (text() === 'ANALYZE' || text() === 'ANALYSE') at++;
      if (text() === '(' && !QUERIES.has(pieces[at + 1]?.text ?? '') && pieces[at + 1]?.text !== 'WITH')
        at = behindBrackets(pieces, at);
    } else if (text() === 'WITH') {
      at = behindTables(pieces, at + 1);
    } else return pieces[at]?.kind === 'word' ? text() : undefined;
  }
}

/** Behind `[RECURSIVE] name [(...)] AS [[NOT] MATERIALIZED] (...), ...`. */
function behindTables(pieces: readonly Piece[], from: number): number {
  let at = from;
  for (;;) {
    // names of tables and columns, USING KEY (...): all up to AS
    while (at < pieces.length && pieces[at]!.text !== 'AS') at = pieces[at]!.text === '(' ? behindBrackets(pieces, at) : at + 1;
    while (at < pieces.length && pieces[at]!.text !== '(') at++;
    at = behindBrackets(pieces, at);
    if (pieces[at]?.text !== ',') return at;
    at++;
  }
}

function behindBrackets(pieces: readonly Piece[], from: number): number {
  let depth = 0;
  for (let at = from; at < pieces.length; at++) {
    if (pieces[at]!.text === '(') depth++;
    else if (pieces[at]!.text === ')' && --depth === 0) return at + 1;
  }
  return pieces.length;
}

/** A statement without the semicolons and comments behind it, so that it can stand between brackets. */
export function sqlStatement(sql: string): string {
  const last = piecesOf(sql).findLast(({ text }) => text !== ';');
  return sql.slice(0, last?.to ?? 0);
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether a text can stand between brackets as an expression without reaching out of them: whether it is one is DuckDB's to judge. */
export function isSqlExpression(sql: string): boolean {
  const pieces = piecesOf(sql);
  if (pieces.length === 0 || sqlTokens(sql).some(({ isOpen }) => isOpen)) return false;
  const opened: string[] = [];
  for (const { kind, text } of pieces) {
    if (kind !== 'sign') continue;
    if (text === ';') return false;
    if ('([{'.includes(text)) opened.push(text);
    else if (CLOSES[text] !== undefined && opened.pop() !== CLOSES[text]) return false;
  }
  return opened.length === 0;
}
