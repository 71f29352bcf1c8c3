import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dialect } from '$lib/model/import';
import { detectDialect } from './dialect';

const detect = (text: string, fixed: Partial<Dialect> = {}): Dialect => detectDialect(text, true, fixed);

describe('delimiters', () => {
  test.each([',', ';', '\t', '|', '^', '~'])('%j', (delimiter) => {
    const text =
      `case;id,x\n`.slice(0, 0) + ['case,activity,time', '1,A,2024-01-01', '2,B,2024-01-02', '3,C,2024-01-03'].join('\n');
    expect(detect(text.replaceAll(',', delimiter))).toEqual({ delimiter, quote: '"', escape: '"', header: true });
  });

  test('decimal commas do not win over semicolons', () => {
    expect(detect('id;cost;name\n1;2,50;A\n2;3,75;B\n3;4,00;C\n').delimiter).toBe(';');
  });

  test('commas inside quoted fields do not count', () => {
    expect(detect('id;text\n1;"a, b, c"\n2;"d, e, f"\n3;"g, h, i"\n').delimiter).toBe(';');
  });

  test('colons and spaces only where every line agrees', () => {
    expect(detect('a:b:c\n1:2:3\n4:5:6\n').delimiter).toBe(':');
    expect(detect('a b c\n1 2 3\n4 5 6\n').delimiter).toBe(' ');
    expect(detect('remark\nthe order was late\nnothing\nsent again today\n').delimiter).toBe(',');
  });

  test('a few ragged lines do not hide the delimiter', () => {
    const rows = Array.from({ length: 20 }, (_, i) => (i % 7 === 3 ? `${i};A` : `${i};A;2024-01-01`));
    expect(detect(`id;activity;time\n${rows.join('\n')}`).delimiter).toBe(';');
  });

  test("Excel's sep line decides", () => {
    expect(detect('sep=|\na|b,c|d,e\n1|2,3|4,5\n').delimiter).toBe('|');
  });
});

describe('quotes', () => {
  test('apostrophes quote only where they enclose fields', () => {
    expect(detect("id,name\n1,'a, b'\n2,'c'\n").quote).toBe("'");
    expect(detect("id,name\n1,'tis\n2,O'Neil\n").quote).toBe('"');
  });

  test('quotes that never enclose a field are text', () => {
    expect(detect('id\tname\n1\t"big" pipe\n2\t"x" y\n')).toMatchObject({ quote: '"', delimiter: '\t' });
    expect(detect('id,name\n1,5" pipe\n2,7" pipe\n').quote).toBe('"');
  });

  test('backslashes escape where that mends the fields', () => {
    expect(detect('id,name\n1,"say \\"yes\\", please"\n2,"b"\n')).toMatchObject({ quote: '"', escape: '\\' });
    expect(detect('id,path\n1,"C:\\dir\\"\n2,"D:\\"\n')).toMatchObject({ quote: '"', escape: '"' });
    expect(detect('id,name\n1,"say ""yes"", please"\n2,"b"\n')).toMatchObject({ quote: '"', escape: '"' });
  });
});

describe('headers', () => {
  test('are told by typed columns below untyped names', () => {
    expect(detect('id,time\n1,2024-01-01\n2,2024-01-02\n').header).toBe(true);
    expect(detect('1,A,2024-01-01\n2,B,2024-01-02\n').header).toBe(false);
    expect(detect('order,step\nx,A\ny,B\n').header).toBe(true);
    expect(detect('受注番号,日時\nA1,2024年1月2日\nA2,2024年1月3日\n').header).toBe(true);
  });
});

test('what the user fixes stays', () => {
  expect(detect('a,b\n1,2\n', { delimiter: ';', quote: '', header: false })).toEqual({
    delimiter: ';',
    quote: '',
    escape: '',
    header: false
  });
});

test('a written table is found again', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', 'ö', '受', ' ', '.', '-'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 6 })
        .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 3 })),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (table, delimiter, end) => {
        const text = table.map((row) => row.map((value) => `"${value}"`).join(delimiter)).join(end);
        expect(detect(text)).toMatchObject({ delimiter, quote: '"', escape: '"' });
      }
    )
  );
});
