import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { TIME_PATTERNS } from '$lib/model/time-patterns';
import { compileTimeReader } from './time-reader';

const encoder = new TextEncoder();

/** The text read in the midst of other bytes, as in a file. */
function readOf(pattern: string, timeZone = 'UTC'): (text: string) => number {
  const read = compileTimeReader({ pattern, zoned: false }, timeZone);
  return (text) => {
    const bytes = encoder.encode(`12${text}3`);
    return read(bytes, 2, bytes.length - 1);
  };
}

const isoOf = (utcMs: number): string => (Number.isNaN(utcMs) ? 'unreadable' : new Date(utcMs).toISOString());
const reads = (pattern: string, text: string, timeZone?: string): string => isoOf(readOf(pattern, timeZone)(text));

test.each([
  ['iso', '2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['iso', '2026-11-22 09:05', '2026-11-22T09:05:00.000Z'],
  ['iso', '2026-11-22T09:05:30', '2026-11-22T09:05:30.000Z'],
  ['iso', '2026-11-22T09:05:30Z', '2026-11-22T09:05:30.000Z'],
  ['iso', '2026-11-22 09:05:30.5+09:00', '2026-11-22T00:05:30.500Z'],
  ['iso', '2026-11-22 09:05:30,25-0530', '2026-11-22T14:35:30.250Z'],
  ['iso', '2026-11-22 09:05:30+02', '2026-11-22T07:05:30.000Z'],
  ['iso', '2026-11-22 09:05:30 +0200', '2026-11-22T07:05:30.000Z'],
  ['iso', '2026-11-22 09:05:30 UTC', '2026-11-22T09:05:30.000Z'],
  ['iso', '2026-11-22T09:05:30+09:00[Asia/Tokyo]', '2026-11-22T00:05:30.000Z'],
  ['iso', '20261122T090530Z', '2026-11-22T09:05:30.000Z'],
  ['iso', ' 2026-11-22 09:05:30 ', '2026-11-22T09:05:30.000Z'],
  ['yyyy/MM/dd', '2026/11/22', '2026-11-22T00:00:00.000Z'],
  ['yyyy/MM/dd', '2026/1/5', '2026-01-05T00:00:00.000Z'],
  ['yyyy/MM/dd HH:mm', '2026/11/22 9:05', '2026-11-22T09:05:00.000Z'],
  ['yyyy/MM/dd HH:mm:ss.SSS', '2026/11/22 09:05:30.123', '2026-11-22T09:05:30.123Z'],
  ['yyyy/MM/dd HH:mm:ss', '2026/11/22 09:05:30.123', '2026-11-22T09:05:30.123Z'],
  ['yyyy/MM/dd HH:mm[:ss]', '2026/11/22 09:05', '2026-11-22T09:05:00.000Z'],
  ['yyyy/MM/dd HH:mm[:ss]', '2026/11/22 09:05:30', '2026-11-22T09:05:30.000Z'],
  ['yyyy/MM/dd[ HH:mm]', '2026/11/22', '2026-11-22T00:00:00.000Z'],
  ['yyyy年M月d日', '2026年11月22日', '2026-11-22T00:00:00.000Z'],
  ['yyyy年M月d日 H時m分', '2026年1月2日 9時05分', '2026-01-02T09:05:00.000Z'],
  ['yyyy年M月d日 H時m分[s秒]', '2026年1月2日 9時05分30秒', '2026-01-02T09:05:30.000Z'],
  ['yyyyMMdd', '20261122', '2026-11-22T00:00:00.000Z'],
  ['yyyyMMdd HHmm', '20261122 0905', '2026-11-22T09:05:00.000Z'],
  ['yyyyMMddHHmm', '202611220905', '2026-11-22T09:05:00.000Z'],
  ['yyyyMMddHHmmss', '20261122090530', '2026-11-22T09:05:30.000Z'],
  ['yyyyMMddHHmmss', '20261122090530.25', '2026-11-22T09:05:30.250Z'],
  ['yyyyMMddHHmmssSSS', '20261122090530123', '2026-11-22T09:05:30.123Z'],
  ['yyyy/MM/dd ah:mm', '2026/11/22 午前0:05', '2026-11-22T00:05:00.000Z'],
  ['yyyy/MM/dd ah:mm', '2026/11/22 午後3:05', '2026-11-22T15:05:00.000Z'],
  ['yyyy/MM/dd a h時mm分', '2026/11/22 午後12時05分', '2026-11-22T12:05:00.000Z'],
  ['MM/dd/yyyy h:mm a', '11/22/2026 9:05 PM', '2026-11-22T21:05:00.000Z'],
  ['MM/dd/yyyy h:mm a', '11/22/2026 12:05am', '2026-11-22T00:05:00.000Z'],
  ['MM/dd/yyyy h:mm a', '11/22/2026 9:05 p.m.', '2026-11-22T21:05:00.000Z'],
  ['Gy年M月d日', '令和8年11月22日', '2026-11-22T00:00:00.000Z'],
  ['Gy年M月d日', '令和元年5月1日', '2019-05-01T00:00:00.000Z'],
  ['Gy年M月d日', '㍻30年4月1日', '2018-04-01T00:00:00.000Z'],
  ['Gy.M.d', 'R8.11.22', '2026-11-22T00:00:00.000Z'],
  ['Gy.M.d', 'H31.4.30', '2019-04-30T00:00:00.000Z'],
  ['Gy.M.d', 'S64.1.7', '1989-01-07T00:00:00.000Z'],
  ['Gy.M.d', 'T15.12.25', '1926-12-25T00:00:00.000Z'],
  ['Gy.M.d', 'm45.7.30', '1912-07-30T00:00:00.000Z'],
  ['yyyy/MM/dd HH:mm', '２０２６／１１／２２　０９：０５', '2026-11-22T09:05:00.000Z'],
  ['yyyy/MM/dd(E)', '2026/11/22(日)', '2026-11-22T00:00:00.000Z'],
  ['yyyy/MM/dd(E) HH:mm', '2026/11/22（日） 09:05', '2026-11-22T09:05:00.000Z'],
  ['yyyy-MM-dd (E) HH:mm', '2026-11-22 (Sun) 09:05', '2026-11-22T09:05:00.000Z'],
  ['EEE, d MMM yyyy HH:mm:ss X', 'Sun, 22 Nov 2026 09:05:30 +0900', '2026-11-22T00:05:30.000Z'],
  ['EEE MMM d HH:mm:ss z yyyy', 'Sun Nov 22 09:05:30 JST 2026', '2026-11-22T00:05:30.000Z'],
  ['d-MMM-yyyy', '22-Nov-2026', '2026-11-22T00:00:00.000Z'],
  ['d-MMM-yy', '22-NOV-26', '2026-11-22T00:00:00.000Z'],
  ['MMM d, yyyy h:mm a', 'Nov. 22, 2026 9:05 PM', '2026-11-22T21:05:00.000Z'],
  ['MMMM d, yyyy', 'September 2, 2026', '2026-09-02T00:00:00.000Z'],
  ['dd/MM/yy', '22/11/68', '2068-11-22T00:00:00.000Z'],
  ['dd/MM/yy', '22/11/69', '1969-11-22T00:00:00.000Z'],
  ["dd.MM.yyyy 'um' HH:mm", '22.11.2026 um 09:05', '2026-11-22T09:05:00.000Z'],
  ['yyyy-MM-ddTHH:mm', '2026-11-22T09:05', '2026-11-22T09:05:00.000Z'],
  ['hh:mm dd/MM/yyyy', '17:05 22/11/2026', '2026-11-22T17:05:00.000Z'],
  ['yyyy/MM/dd||yyyy年M月d日', '2026年11月22日', '2026-11-22T00:00:00.000Z'],
  ['excel-serial', '45983.5', '2025-11-22T12:00:00.000Z'],
  ['excel-serial', '60000', '2064-04-08T00:00:00.000Z'],
  ['epoch-s', '1700000000', '2023-11-14T22:13:20.000Z'],
  ['epoch-s', '-1.5', '1969-12-31T23:59:58.500Z'],
  ['epoch-ms', '1700000000123', '2023-11-14T22:13:20.123Z'],
  ['epoch-us', '1700000000123000', '2023-11-14T22:13:20.123Z'],
  ['epoch-ns', '1700000000123000000', '2023-11-14T22:13:20.123Z']
])('%s reads %s', (pattern, text, expected) => {
  expect(reads(pattern, text)).toBe(expected);
});

test.each([
  ['iso', '2026-02-29'],
  ['iso', '2026-02-31 10:00'],
  ['iso', '2026-13-01'],
  ['iso', '2026-00-10'],
  ['iso', '0000-01-01'],
  ['iso', '2026-11-22 30:00'],
  ['iso', '2026-11-22 10:60'],
  ['iso', '2026-11-22 10:00:60'],
  ['iso', '2026-11-22 10'],
  ['iso', '2026-11-22T'],
  ['iso', '2026-11-22 10:00:00.'],
  ['iso', '2026-11-22 10:00:00+'],
  ['iso', '2026-11-22 10:00:00+25:00'],
  ['iso', '2026-11-22 10:00:00+09:0'],
  ['iso', '2026-11-22 10:00:00 JSTX'],
  ['iso', '2026-11-22 10:00:00 and more'],
  ['iso', '2026/11/22'],
  ['iso', '226-11-22'],
  ['iso', ''],
  ['iso', '  '],
  ['yyyy/MM/dd', '2026/11/22 10:00'],
  ['yyyy/MM/dd HH:mm', '2026/11/22'],
  ['yyyy/MM/dd HH:mm', '2026/11/22 10:00+09:00'],
  ['yyyy/MM/dd HH:mm', '26/11/22 10:00'],
  ['dd/MM/yyyy', '11/22/2026'],
  ['MM/dd/yyyy', '22/11/2026'],
  ['yyyyMMdd', '20261131'],
  ['yyyyMMdd', '2026112'],
  ['MM/dd/yyyy h:mm a', '11/22/2026 13:05 PM'],
  ['Gy年M月d日', '令和0年1月1日'],
  ['Gy年M月d日', '2026年1月1日'],
  ['d-MMM-yyyy', '22-Nov-26'],
  ['d-MMM-yyyy', '22-Foo-2026'],
  ['excel-serial', '2026-11-22'],
  ['excel-serial', '1e5'],
  ['epoch-s', '17.0.0'],
  ['epoch-s', ''],
  ['epoch-s', '-'],
  ['epoch-ms', '999999999999999999']
])('%s refuses %s', (pattern, text) => {
  expect(reads(pattern, text)).toBe('unreadable');
});

test('hours 24 to 29 are the next day', () => {
  expect(reads('iso', '2026-12-31 24:00')).toBe('2027-01-01T00:00:00.000Z');
  expect(reads('yyyy/MM/dd HH:mm', '2026/02/28 29:59')).toBe('2026-03-01T05:59:00.000Z');
  expect(reads('yyyy年M月d日 H時m分', '2026年2月28日 25時30分')).toBe('2026-03-01T01:30:00.000Z');
});

test('the first and last years', () => {
  expect(reads('iso', '0001-01-01')).toBe('0001-01-01T00:00:00.000Z');
  expect(reads('iso', '9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z');
});

test('fractions are kept as far as a double keeps them', () => {
  const base = Date.UTC(2026, 10, 22, 9, 5, 30);
  const read = readOf('iso');
  expect(read('2026-11-22 09:05:30.788123')).toBe(base + 788.123);
  expect(read('2026-11-22 09:05:30.000001')).toBeCloseTo(base + 0.001, 3);
  expect(read('2026-11-22 09:05:30.123456789123456789')).toBe(base + 123.456789123456);
});

test.each([
  ['yyyy-QQ', 'unknown-field'],
  ['MM/dd', 'no-year'],
  ['', 'no-year'],
  ["yyyy 'x", 'unclosed-quote'],
  ['yyyy[MM', 'unclosed-bracket'],
  ['yyyyMM]', 'unopened-bracket'],
  [`yyyy${'[M]'.repeat(9)}`, 'too-many-alternatives']
])('pattern %s is refused: %s', (pattern, why) => {
  try {
    compileTimeReader({ pattern, zoned: false }, 'UTC');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(MiningError);
    expect((error as MiningError).code).toBe('bad-time-pattern');
    expect((error as MiningError).detail).toMatchObject({ pattern, why });
  }
});

test('every pattern of the menu compiles', () => {
  for (const pattern of TIME_PATTERNS) expect(() => compileTimeReader({ pattern, zoned: false }, 'UTC')).not.toThrow();
});
