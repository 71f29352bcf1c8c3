import { describe, expect, test } from 'vitest';
import { isSqlExpression, sqlRefusal, sqlTokens } from './sql-text';

const texts = (sql: string) => sqlTokens(sql).map(({ from, to, kind }) => `${kind} ${sql.slice(from, to)}`);

describe('the pieces of a statement', () => {
  test.each([
    ["SELECT 'it''s', E'\\'', \"a \"\"b\"", ['word SELECT', "text 'it''s'", 'sign ,', "text E'\\''", 'sign ,', 'name "a ""b"']],
    ['$$a;b$$ $x$ $$ $x$ $1', ['text $$a;b$$', 'text $x$ $$ $x$', 'sign $', 'number 1']],
    ['a$$b 1.5e-3 .5 0xff', ['word a$$b', 'number 1.5e-3', 'number .5', 'number 0xff']],
    ["-- it's\n1 /* a /* b */ ; */ 2", ["comment -- it's", 'number 1', 'comment /* a /* b */ ; */', 'number 2']],
    ['工程 = 1--x', ['word 工程', 'sign =', 'number 1', 'comment --x']]
  ])('%s', (sql, expected) => expect(texts(sql)).toEqual(expected));

  test.each(["'a", '"a', '$$a', '$a$ $$', '/* /* */', "E'\\'"])('without an end: %s', (sql) => {
    expect(sqlTokens(sql).at(-1)).toMatchObject({ to: sql.length, isOpen: true });
  });
});

describe('what is run', () => {
  test.each([
    'SELECT 1',
    ' ; SELECT 1'.slice(2),
    'select 1;;',
    '-- note\n/* */ SELECT 1; -- end',
    "SELECT ';'",
    'SELECT $$;$$',
    'FROM event',
    '(SELECT 1) UNION (SELECT 2)',
    'WITH a AS (SELECT 1), b(x) AS MATERIALIZED (FROM a) SELECT * FROM b',
    'WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 1 UNION SELECT n + 1 FROM t) FROM t',
    'EXPLAIN ANALYZE SELECT 1',
    'EXPLAIN (FORMAT json) SELECT 1',
    'SELECT update FROM event',
    'pivot event ON activity'
  ])('%s', (sql) => expect(sqlRefusal(sql)).toBeNull());

  test.each([
    ['', 'empty'],
    [' /* */ ;', 'empty'],
    ['SELECT 1; SELECT 2', 'several'],
    ['SELECT 1;; DROP TABLE event', 'several'],
    ["SELECT 'a", 'open'],
    ['/* SELECT 1', 'open']
  ])('not: %s', (sql, reason) => expect(sqlRefusal(sql)).toEqual({ reason }));

  test.each([
    ['drop table event', 'DROP'],
    ['WITH a AS (SELECT 1) DELETE FROM event', 'DELETE'],
    ["WITH a AS (SELECT ')') UPDATE event SET position = 1", 'UPDATE'],
    ['EXPLAIN ANALYZE INSERT INTO event FROM event', 'INSERT'],
    ['EXPLAIN (ANALYZE) COPY event TO 1', 'COPY'],
    ['((DROP TABLE event', 'DROP'],
    ['PRAGMA version', 'PRAGMA'],
    ['"SELECT" 1', '"SELECT"'],
    ['1', '1']
  ])('nor: %s', (sql, word) => expect(sqlRefusal(sql)).toEqual({ reason: 'not-a-query', word }));
});

describe('an expression', () => {
  test.each(['a = 1', "activity = ')' -- )", '(a) OR (b[1] = 2)', 'case_no IN (SELECT 1)', 'x = $$;$$'])('%s', (sql) =>
    expect(isSqlExpression(sql)).toBe(true)
  );
  test.each(['', '-- a', 'a) OR (b', '(a', 'a]', '(a]', 'a; b', "'a", 'a /*', '$$a'])('not: %s', (sql) =>
    expect(isSqlExpression(sql)).toBe(false)
  );
});
