import { describe, expect, test } from 'vitest';
import { columnWidths, isNumeric } from './answer-columns';
import { answerPicture, MOST_MARKS, numericColumns } from './answer-chart';
import { answerText } from './answer-text';
import { duckDbWords } from './duckdb-words';
import { inserted } from './inserted';
import { shownPieces } from './sql-highlight';

const ROWS = [
  ['b', 3, null],
  ['=a', -1, 2],
  [null, 2, 'x']
];
const COLUMNS = ['name', 'n', '-mixed'];

test('text for spreadsheets: guarded texts, plain numbers, empty cells', async () => {
  // a blob's text() takes the byte order mark away
  const bytes = await (await answerText({ columns: COLUMNS, rows: ROWS }, 'csv')).arrayBuffer();
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
    "\uFEFFname,n,'-mixed\r\nb,3,\r\n'=a,-1,2\r\n,2,x\r\n"
  );
  expect(await (await answerText({ columns: COLUMNS, rows: ROWS }, 'tsv')).text()).toBe(
    "name\tn\t'-mixed\nb\t3\t\n'=a\t-1\t2\n\t2\tx\n"
  );
  const many = Array.from({ length: 5001 }, (_, i) => [i]);
  expect((await (await answerText({ columns: ['i'], rows: many }, 'tsv')).text()).split('\n')).toHaveLength(5003);
});

test('columns of numbers are those whose cells are numbers', () => {
  expect(COLUMNS.map((_, c) => isNumeric(ROWS, c))).toEqual([false, true, false]);
  expect(isNumeric([[null]], 0)).toBe(false);
  expect(numericColumns({ columns: COLUMNS, rows: ROWS })).toEqual([1]);
  expect(columnWidths({ columns: ['a'], rows: [['工'.repeat(500)]] })[0]).toBeLessThanOrEqual(420);
});

describe('a picture', () => {
  test('of bars keeps the order of the rows, with 0 on the axis', () => {
    const { marks, zero, yFrom, yTo } = answerPicture({ rows: ROWS }, 'bar', 0, 1);
    expect(marks.map(({ row }) => row)).toEqual([0, 1, 2]);
    expect([yFrom, yTo, zero]).toEqual([-1, 3, 0.25]);
    expect(marks.map(({ y }) => y)).toEqual([1, 0, 0.75]);
  });

  test('of a line over numbers goes from left to right', () => {
    const rows = [
      [30, 1],
      [10, 2],
      [null, 9],
      [20, 3]
    ];
    expect(answerPicture({ rows }, 'line', 0, 1).marks.map(({ x, row }) => [x, row])).toEqual([
      [0, 1],
      [0.5, 3],
      [1, 0]
    ]);
  });

  test('of nothing, of one value, of too many', () => {
    expect(answerPicture({ rows: [['a', null]] }, 'line', 0, 1).marks).toEqual([]);
    const [one] = answerPicture({ rows: [[5, 0]] }, 'scatter', 0, 1).marks;
    expect([one!.x, one!.y].every(Number.isFinite)).toBe(true);
    const many = Array.from({ length: 9000 }, (_, i) => [i, i]);
    const { marks, isCut } = answerPicture({ rows: many }, 'scatter', 0, 1);
    expect([marks.length, isCut]).toEqual([MOST_MARKS.scatter, true]);
  });
});

test("DuckDB's words are told once, with their line", () => {
  expect(duckDbWords('Binder Error: no\n\nLINE 3: x\n  ^\n\nLINE 3: x\n  ^')).toEqual({
    text: 'Binder Error: no\n\nLINE 3: x\n  ^',
    line: 3
  });
  expect(duckDbWords('Conversion Error: no ')).toEqual({ text: 'Conversion Error: no', line: null });
});

test('names are in quotes where they must be', () => {
  expect(['case_no', 'row', 'Case ID', 'a"b', 'order', '工程'].map(inserted)).toEqual([
    'case_no',
    '"row"',
    '"Case ID"',
    '"a""b"',
    '"order"',
    '"工程"'
  ]);
});

test('pieces of a statement are its text', () => {
  const sql = "SELECT 'it''s' -- all\nFROM \"a b\", x WHERE 1.5 <= $$q$$ /* open";
  const pieces = shownPieces(sql);
  expect(pieces.map(({ text }) => text).join('')).toBe(sql);
  expect(pieces.filter(({ look }) => look === 'keyword').map(({ text }) => text)).toEqual(['SELECT', 'FROM', 'WHERE']);
  expect(shownPieces('x'.repeat(30_000))).toHaveLength(1);
});
