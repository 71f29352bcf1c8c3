import { sqlTokens, type SqlTokenKind } from '$lib/model/sql-text';

/** A piece of a statement with how it is shown; `plain` for spaces, names and signs. */
export interface ShownPiece {
  readonly text: string;
  readonly look: 'plain' | 'keyword' | 'text' | 'number' | 'comment';
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'ALL AND ANY AS ASC BETWEEN BY CASE CAST CROSS DESC DESCRIBE DISTINCT ELSE END EXCEPT EXCLUDE EXISTS EXPLAIN FILTER FROM FULL GROUP ' +
    'HAVING IN INNER INTERSECT INTERVAL IS JOIN LAMBDA LEFT LIKE LIMIT MATERIALIZED NATURAL NOT NULL NULLS OFFSET ON OR ORDER OUTER OVER ' +
    'PARTITION PIVOT QUALIFY RECURSIVE REPLACE RIGHT SELECT SHOW SUMMARIZE TABLE THEN UNION UNNEST UNPIVOT USING VALUES WHEN WHERE WINDOW WITH'
  ).split(' ')
);

const LOOKS: Readonly<Record<SqlTokenKind, ShownPiece['look']>> = {
  word: 'plain',
  name: 'plain',
  sign: 'plain',
  text: 'text',
  number: 'number',
  comment: 'comment'
};

/** Longer statements are shown as they are: marking each key press of them would be slow. */
const MOST = 20_000;

/** A statement in pieces that together are its text. */
export function shownPieces(sql: string): readonly ShownPiece[] {
  if (sql.length > MOST) return [{ text: sql, look: 'plain' }];
  const pieces: ShownPiece[] = [];
  let plain = '';
  const add = (text: string, look: ShownPiece['look']): void => {
    if (look === 'plain') {
      plain += text;
      return;
    }
    if (plain !== '') pieces.push({ text: plain, look: 'plain' });
    plain = '';
    pieces.push({ text, look });
  };
  let end = 0;
  for (const { kind, from, to } of sqlTokens(sql)) {
    add(sql.slice(end, from), 'plain');
    const text = sql.slice(from, to);
    add(text, kind === 'word' && KEYWORDS.has(text.toUpperCase()) ? 'keyword' : LOOKS[kind]);
    end = to;
  }
  add(sql.slice(end), 'plain');
  if (plain !== '') pieces.push({ text: plain, look: 'plain' });
  return pieces;
}
