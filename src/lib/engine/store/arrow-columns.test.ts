import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { dictionaryOf } from '$lib/model/dictionary';
import { sqlNames } from '$lib/model/sql-names';
import { codedColumn, float64Column, int32Column, ipcOf } from './arrow-columns';

test('columns keep their order and their nulls, whatever they are called', () => {
  const texts = dictionaryOf(['', 'x', 'あ']);
  const table = tableFromIPC(
    ipcOf([
      ['row_no', int32Column(Int32Array.of(0, 1, 2))],
      ['2024', codedColumn(Uint8Array.of(1, 0, 2), texts, 0)],
      ['__proto__', float64Column(Float64Array.of(1, NaN, 3))],
      ['1', codedColumn(Uint8Array.of(2, 2, 1), texts, 0)]
    ])
  );
  expect(table.schema.fields.map(({ name }) => name)).toEqual(['row_no', '2024', '__proto__', '1']);
  expect([0, 1, 2, 3].map((i) => Array.from(table.getChildAt(i)!, (value: unknown) => value))).toEqual([
    [0, 1, 2],
    ['x', null, 'あ'],
    [1, null, 3],
    ['あ', 'あ', 'x']
  ]);
});

test('names that SQL takes for the same get a number', () => {
  expect(sqlNames(['Amount', 'amount', 'ROW_NO', 'amount (2)', '2024'])).toEqual([
    'Amount',
    'amount (2)',
    'ROW_NO (2)',
    'amount (2) (2)',
    '2024'
  ]);
});
