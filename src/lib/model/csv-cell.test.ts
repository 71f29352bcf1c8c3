import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvRecord } from './csv-cell';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1+1', '＋1', '－1', '＠x'])(
  'a cell that starts like a formula is guarded: %j',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')[0]).toBe("'");
  }
);

test('plain cells stay as they are, others are quoted with doubled quotes', () => {
  expect(csvCell('Order, checked')).toBe('"Order, checked"');
  expect(csvCell('say "yes"')).toBe('"say ""yes"""');
  expect(csvCell('two\nlines')).toBe('"two\nlines"');
  expect(csvCell('受注=1')).toBe('受注=1');
  expect(csvCell('')).toBe('');
});

test('a record of any texts splits back into them, apart from the guard', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
      const record = csvRecord(texts);
      expect(record.endsWith('\r\n')).toBe(true);
      const cells: string[] = [];
      const body = record.slice(0, -2);
      const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/gy;
      for (let end = false; !end;) {
        const found = cell.exec(body)!;
        cells.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'));
        end = found[3] === '';
      }
      expect(cells.map((text, i) => (text === texts[i] ? text : text.slice(1)))).toEqual(texts);
    })
  );
});
