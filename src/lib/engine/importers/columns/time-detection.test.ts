import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeColumns } from './describe';
import { detectTimeFormat } from './time-detection';
import { compileTimeReader } from './time-reader';

const detect = (...values: string[]): ReturnType<typeof detectTimeFormat> =>
  detectTimeFormat(
    values,
    values.map((_, i) => i + 2)
  );
const encoder = new TextEncoder();
function readWith(pattern: string, value: string): string {
  const bytes = encoder.encode(value);
  const utcMs = compileTimeReader({ pattern, zoned: false }, 'UTC')(bytes, 0, bytes.length);
  return Number.isNaN(utcMs) ? 'unreadable' : new Date(utcMs).toISOString();
}

/** values, the pattern found, whether it has a zone, and what the first value is */
const FOUND: readonly (readonly [values: readonly string[], pattern: string, zoned: boolean, first: string])[] = [
  [['2026/11/22', '2026/1/5'], 'yyyy/M/d', false, '2026-11-22'],
  [['2026/11/22 09:05', '2026/12/01 10:00'], 'yyyy/MM/dd HH:mm', false, '2026-11-22T09:05'],
  [['2026/11/22 09:05:30.123', '2026/12/01 10:00:00.000'], 'yyyy/MM/dd HH:mm:ss.SSS', false, '2026-11-22T09:05:30.123'],
  [['2026/11/22 09:05', '2026/12/01 10:00:30'], 'yyyy/MM/dd HH:mm[:ss]', false, '2026-11-22T09:05'],
  [['2026/11/22', '2026/12/01 10:00'], 'yyyy/MM/dd[ HH:mm]', false, '2026-11-22'],
  [['2026-11-22'], 'iso', false, '2026-11-22'],
  [['2026-11-22 09:05:30,250'], 'iso', false, '2026-11-22T09:05:30.250'],
  [['2026-11-22T09:05:30Z', '2026-11-22 09:05:30.5+09:00'], 'iso', true, '2026-11-22T09:05:30'],
  [['2026-11-22T09:05:30Z', '2026-11-22T09:05:30'], 'iso', false, '2026-11-22T09:05:30'],
  [['2026年11月22日'], 'yyyy年M月d日', false, '2026-11-22'],
  [['2026年11月22日 9時05分', '2026年1月2日 10時00分'], 'yyyy年M月d日 H時m分', false, '2026-11-22T09:05'],
  [['2026年11月22日 9時05分30秒'], 'yyyy年M月d日 H時m分s秒', false, '2026-11-22T09:05:30'],
  [['2026年11月22日(日)午後9時5分'], 'yyyy年M月d日(E)ah時m分', false, '2026-11-22T21:05'],
  [['20261122', '20261123'], 'yyyyMMdd', false, '2026-11-22'],
  [['20261122 0905'], 'yyyyMMdd HHmm', false, '2026-11-22T09:05'],
  [['20261122090530', '20261122090531'], 'yyyyMMddHHmmss', false, '2026-11-22T09:05:30'],
  [['20261122T090530Z'], "yyyyMMdd'T'HHmmssX", true, '2026-11-22T09:05:30'],
  [['2026/11/22 午後3:05', '2026/11/22 午前9:10'], 'yyyy/MM/dd ah:mm', false, '2026-11-22T15:05'],
  [['令和8年11月22日', '令和元年5月1日', '平成30年4月1日'], 'Gy年M月d日', false, '2026-11-22'],
  [['R8.11.22', 'H31.4.30', 'S64.1.7'], 'Gy.M.d', false, '2026-11-22'],
  [['２０２６／１１／２２　０９：０５'], 'yyyy/MM/dd HH:mm', false, '2026-11-22T09:05'],
  [['2026/11/22（日） 09:05', '2026/11/23(月) 25:05'], 'yyyy/MM/dd(E) HH:mm', false, '2026-11-22T09:05'],
  [['2026-11-22 (Sun) 09:05'], 'yyyy-MM-dd (E) HH:mm', false, '2026-11-22T09:05'],
  [['Sun, 22 Nov 2026 09:05:30 +0900'], 'EEE, d MMM yyyy HH:mm:ss X', true, '2026-11-22T00:05:30'],
  [['Sun Nov 22 09:05:30 JST 2026'], 'EEE MMM d HH:mm:ss z yyyy', true, '2026-11-22T00:05:30'],
  [['22/Nov/2026:09:05:30 +0900'], 'd/MMM/yyyy:HH:mm:ss X', true, '2026-11-22T00:05:30'],
  [['22-Nov-2026', '1-Dec-2026'], 'd-MMM-yyyy', false, '2026-11-22'],
  [['22-NOV-26 09.05.30.000000 AM'], 'd-MMM-yy h.mm.ss.SSSSSS a', false, '2026-11-22T09:05:30'],
  [['Nov 22, 2026 9:05 PM'], 'MMM d, yyyy h:mm a', false, '2026-11-22T21:05'],
  [['Sunday, November 22, 2026 at 9:05 PM'], "EEE, MMM d, yyyy 'at' h:mm a", false, '2026-11-22T21:05'],
  [['2026-11-22-09.05.30.123456'], 'yyyy-MM-dd-HH.mm.ss.SSSSSS', false, '2026-11-22T09:05:30.123'],
  [['22.11.2026 09:05', '1.2.2026 10:00'], 'd.M.yyyy HH:mm', false, '2026-11-22T09:05'],
  [['26/11/22', '26/12/24', '26/01/30'], 'yy/MM/dd', false, '2026-11-22'],
  [['2026/11/22 9:05', '2026/11/23 9:05', '2026年11月22日'], 'yyyy/MM/dd H:mm||yyyy年M月d日', false, '2026-11-22T09:05'],
  [['45983.37847', '45983.51235', '45984.01169'], 'excel-serial', false, '2025-11-22T09:04:59.808'],
  [['1700000000', '1700000100'], 'epoch-s', true, '2023-11-14T22:13:20'],
  [['1700000000123', '1700000000124'], 'epoch-ms', true, '2023-11-14T22:13:20.123'],
  [['1700000000123456'], 'epoch-us', true, '2023-11-14T22:13:20.123']
];

test.each(FOUND)('%j is %s', (values, pattern, zoned, first) => {
  const found = detect(...values);
  expect(found?.format).toEqual({ pattern, zoned });
  expect(found!.evidence.readable).toBe(1);
  expect(readWith(pattern, values[0]!)).toBe(new Date(first.includes('T') ? `${first}Z` : first).toISOString());
  for (const value of values) expect(readWith(pattern, value)).not.toBe('unreadable');
});

test.each([
  [['foo', 'bar']],
  [['9:05', '10:05']],
  [['12345', '23456']],
  [['2024', '2025']],
  [['10009138', '10009139']],
  [['4901234567890', '4901234567891']],
  [['192.168.1.1', '10.0.0.1']],
  [['1.2.3', '1.10.12']],
  [['', '']],
  [['2026-11-22', 'none', 'never', 'later']],
  [['03-1234-5678', '06-1234-5678']]
])('%j is no time', (values) => {
  expect(detect(...values)).toBeNull();
});

test('a day above twelve decides for day before month, and is shown', () => {
  const { format, evidence } = detect('01/02/2024', '', '13/02/2024', '03/03/2024', '13/02/2024', '31/12/2024')!;
  expect(format.pattern).toBe('dd/MM/yyyy');
  expect(evidence).toEqual({
    readable: 1,
    ambiguous: false,
    alternative: { pattern: 'MM/dd/yyyy', zoned: false },
    decidedBy: [
      { line: 4, value: '13/02/2024' },
      { line: 7, value: '31/12/2024' }
    ],
    decidingRows: 3
  });
});

test('a month first is decided the same way', () => {
  const { format, evidence } = detect('01/02/2024 10:00', '02/13/2024 10:00')!;
  expect(format.pattern).toBe('MM/dd/yyyy HH:mm');
  expect(evidence).toMatchObject({ ambiguous: false, decidedBy: [{ line: 3, value: '02/13/2024 10:00' }], decidingRows: 1 });
});

test('the one row that decides may be the last of many', () => {
  const values = Array.from(
    { length: 5000 },
    (_, i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/${2000 + (i % 24)} 1${i % 10}:0${i % 6}`
  );
  expect(detect(...values)!.evidence.ambiguous).toBe(true);
  const { format, evidence } = detect(...values, '02/28/2024 10:00')!;
  expect(format.pattern).toBe('MM/dd/yyyy HH:mm');
  expect(evidence).toMatchObject({ ambiguous: false, decidingRows: 1, decidedBy: [{ line: 5002 }] });
});

test('where nothing decides, day before month is proposed as ambiguous; AM and PM speak for month first', () => {
  expect(detect('01/02/2024', '03/04/2024')).toMatchObject({
    format: { pattern: 'dd/MM/yyyy' },
    evidence: { ambiguous: true, alternative: { pattern: 'MM/dd/yyyy' }, decidedBy: [], decidingRows: 0 }
  });
  expect(detect('01/02/2024 9:05 PM', '03/04/2024 10:00 AM')).toMatchObject({
    format: { pattern: 'MM/dd/yyyy h:mm a' },
    evidence: { ambiguous: true, alternative: { pattern: 'dd/MM/yyyy h:mm a' } }
  });
});

test('rows of both orders: the commoner is read, the others are not silently turned round', () => {
  const { format, evidence } = detect('13/02/2024', '14/02/2024', '02/15/2024', '01/02/2024')!;
  expect(format.pattern).toBe('dd/MM/yyyy');
  expect(evidence).toMatchObject({ readable: 0.75, ambiguous: false, decidingRows: 2 });
  expect(readWith(format.pattern, '02/15/2024')).toBe('unreadable');
});

test('some unreadable values lower the share, a majority of them ends it', () => {
  expect(detect('2026/11/22', '2026/11/23', 'unknown', '2026/11/24')!.evidence.readable).toBe(0.75);
  expect(detect('2026/11/22', 'x1', 'x2', 'x3')).toBeNull();
});

const typesOf = (name: string, values: readonly string[], other: readonly string[] = []): string => {
  const rows = values.map((value, i) => [value, other[i] ?? '']);
  const [column] = describeColumns(
    [name, 'other'],
    rows,
    values.map((_, i) => i + 2)
  );
  return `${column!.type} ${column!.format?.pattern ?? '-'}`;
};

test('numbers are times only where their name, or nothing else, says so', () => {
  const seconds = Array.from({ length: 30 }, (_, i) => String(1_700_000_000 + i * 977));
  const serials = Array.from({ length: 30 }, (_, i) => String(45_000 + i * 7));
  const dates = seconds.map((_, i) => `2026-11-${10 + (i % 9)} 10:00`);
  expect(typesOf('timestamp', seconds)).toBe('time epoch-s');
  expect(typesOf('eventTime', seconds, dates)).toBe('time epoch-s');
  expect(typesOf('value', seconds)).toBe('time epoch-s');
  expect(typesOf('value', seconds, dates)).toBe('number -');
  expect(typesOf('order_id', seconds)).toBe('number -');
  expect(typesOf('customer number', seconds)).toBe('number -');
  expect(typesOf('伝票番号', seconds)).toBe('number -');
  expect(typesOf('処理日時', serials)).toBe('time excel-serial');
  expect(typesOf('date', serials)).toBe('time excel-serial');
  expect(typesOf('value', serials)).toBe('number -');
  expect(typesOf('金額', serials)).toBe('number -');
  expect(typesOf('processing time', ['30', '45', '600', '90000'])).toBe('number -');
  expect(typesOf('date_key', ['20260101', '20260102'])).toBe('time yyyyMMdd');
  expect(typesOf('version', ['1.10.12', '1.11.12'])).toBe('text -');
});

test('types of what is no time', () => {
  expect(typesOf('x', ['1', '2.5', '-3e2', ''])).toBe('number -');
  expect(typesOf('x', ['007', '012'])).toBe('text -');
  expect(typesOf('x', ['true', 'FALSE', 'x'])).toBe('text -');
  expect(typesOf('x', ['true', 'false', ''])).toBe('boolean -');
  expect(typesOf('x', ['', ' '])).toBe('text -');
});

test('any column of one layout and real instants is found and read back', () => {
  const pad = (n: number): string => String(n).padStart(2, '0');
  const layouts: readonly ((d: Date) => string)[] = [
    (d) => d.toISOString(),
    (d) => d.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/'),
    (d) =>
      `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 ${d.getUTCHours()}時${d.getUTCMinutes()}分${d.getUTCSeconds()}秒`,
    (d) => d.toISOString().slice(0, 19).replace(/\D/g, ''),
    (d) => `${pad(d.getUTCDate())}.${pad(d.getUTCMonth() + 1)}.${d.getUTCFullYear()} ${d.toISOString().slice(11, 19)}`,
    (d) => d.toUTCString()
  ];
  const seconds = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2090, 0) / 1000 });
  for (const layout of layouts) {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 12, maxLength: 40 }), (instants) => {
        const dates = [...instants, Date.UTC(2024, 1, 29) / 1000].map((s) => new Date(s * 1000));
        const values = dates.map(layout);
        const found = detect(...values)!;
        expect(found.evidence).toMatchObject({ readable: 1, ambiguous: false });
        values.forEach((value, i) => {
          expect(readWith(found.format.pattern, value)).toBe(dates[i]!.toISOString());
        });
      }),
      { numRuns: 40 }
    );
  }
});

test('no value makes the detection fail', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 }), (values) => {
      const found = detect(...values);
      if (found) expect(found.evidence.readable).toBeGreaterThanOrEqual(0.5);
    })
  );
  expect(detect('1'.repeat(100_000), '2026/'.repeat(20_000))).toBeNull();
});
