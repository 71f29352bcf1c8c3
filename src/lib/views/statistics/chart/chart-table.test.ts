import { expect, test } from 'vitest';
import { tableCsv, tableText, type ChartTable } from './chart-table';

const names = ['=a', 'b,c'];
const table: ChartTable = {
  columns: [{ name: 'name', isText: true }, { name: 'n' }],
  count: 2,
  shown: () => '',
  plain: (row, column) => (column === 0 ? names[row]! : row === 0 ? -1.5 : NaN)
};

test('texts are guarded, numbers stay numbers, none is empty', () => {
  expect(tableCsv(table)).toBe('\uFEFFname,n\r\n\'=a,-1.5\r\n"b,c",\r\n');
});

test('the clipboard has a row a line', () => {
  expect(tableText({ ...table, plain: (_, column) => (column === 0 ? 'a\tb\nc' : 2) })).toBe('name\tn\na b c\t2\na b c\t2\n');
});
