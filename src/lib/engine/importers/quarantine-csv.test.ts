import { expect, test } from 'vitest';
import { QuarantineLog } from './quarantine';
import { quarantineCsv } from './quarantine-csv';

test('quarantined rows as a file for Excel', async () => {
  const log = new QuarantineLog();
  log.add('no-case', () => ({ file: '受注.csv', line: 2, column: 'case', value: '', text: ',A,"x"' }));
  log.add('unreadable-time', () => ({ file: 'b.csv', line: 3, column: 'time', value: '=NOW()', text: '@1\nA' }));
  log.add('too-few-fields', () => ({ file: 'b.csv', line: 9, column: null, value: null, text: '+1' }));
  const bytes = new Uint8Array(await quarantineCsv(log.finish()).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(
    [
      'file,line,reason,column,value,text',
      '受注.csv,2,no-case,case,,",A,""x"""',
      `b.csv,3,unreadable-time,time,'=NOW(),"'@1\nA"`,
      `b.csv,9,too-few-fields,,,'+1`,
      ''
    ].join('\r\n')
  );
});

test('long texts are cut, and there is an end to keeping them', () => {
  const log = new QuarantineLog();
  const text = 'x'.repeat(20_000);
  for (let line = 1; line <= 10_000; line++) log.add('no-time', () => ({ file: 'a', line, column: null, value: text, text }));
  const { total, rows, truncated, byReason } = log.finish();
  expect({ total, truncated, byReason }).toEqual({ total: 10_000, truncated: true, byReason: { 'no-time': 10_000 } });
  expect(rows[0]!.text).toHaveLength(10_000);
  expect(rows.reduce((sum, row) => sum + 2 * (row.text.length + row.value!.length), 0)).toBeLessThan(65 << 20);
});
