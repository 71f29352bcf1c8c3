import { expect, test } from 'vitest';
import type { Clause } from '$lib/model/selection';
import { clauseSql, selectionSql } from './clause-sql';
import { quotedName, quotedText } from './selection-sql/quoted';

const base = { id: '1', negated: false, muted: false };
const attribute: Clause = { ...base, kind: 'attribute', column: 'a "b"', values: ["it's", null] };

test('names and texts are quoted', () => {
  expect(quotedName('say "hi"; --')).toBe('"say ""hi""; --"');
  expect(quotedText("'); DROP TABLE event; --")).toBe("'''); DROP TABLE event; --'");
  expect(quotedText('a\0b')).toBe("('a' || chr(0) || 'b')");
});

test('an attribute clause reads the table of rows, the missing value included', () => {
  expect(clauseSql(attribute)).toBe(
    `case_no IN (SELECT event.case_no FROM event JOIN "row" AS attributes USING (row_no) WHERE (coalesce(attributes."a ""b""" IN ('it''s'), false) OR attributes."a ""b""" IS NULL))`
  );
});

test('negated clauses are turned round, muted ones left out', () => {
  expect(selectionSql({ clauses: [{ ...attribute, muted: true }] })).toBe('SELECT DISTINCT case_no FROM event');
  expect(selectionSql({ clauses: [{ ...base, kind: 'activity', activities: ['x'], negated: true }] })).toBe(
    "SELECT DISTINCT case_no FROM event\nWHERE case_no NOT IN (SELECT event.case_no FROM event WHERE activity IN ('x'))"
  );
});

test('nothing named holds nothing', () => {
  expect(clauseSql({ ...base, kind: 'activity', activities: [] })).toBe(
    'case_no IN (SELECT event.case_no FROM event WHERE false)'
  );
});
