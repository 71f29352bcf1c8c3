import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternAlternatives } from './pattern';
import { patternReader } from './pattern-reader';
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

const instants = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true
});
const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

test('ISO as JavaScript writes it is read as JavaScript reads it', () => {
  const read = readOf('iso');
  fc.assert(
    fc.property(instants, (date) => {
      expect(read(date.toISOString())).toBe(Date.parse(date.toISOString()));
    })
  );
});

test('instants survive being written in each pattern', () => {
  const writers: Readonly<Record<string, (d: Date) => string>> = {
    'yyyy/MM/dd HH:mm:ss.SSS': (d) => d.toISOString().slice(0, -1).replace('T', ' ').replaceAll('-', '/'),
    'dd.MM.yyyy HH:mm:ss': (d) =>
      `${pad(d.getUTCDate())}.${pad(d.getUTCMonth() + 1)}.${pad(d.getUTCFullYear(), 4)} ${d.toISOString().slice(11, 23)}`,
    'MM/dd/yyyy h:mm:ss a': (d) =>
      `${pad(d.getUTCMonth() + 1)}/${pad(d.getUTCDate())}/${pad(d.getUTCFullYear(), 4)} ${d.getUTCHours() % 12 || 12}:${d.toISOString().slice(14, 23)} ${d.getUTCHours() < 12 ? 'AM' : 'PM'}`,
    'yyyy年M月d日 ah時m分s秒': (d) =>
      `${pad(d.getUTCFullYear(), 4)}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 ${d.getUTCHours() < 12 ? '午前' : '午後'}${d.getUTCHours() % 12}時${d.getUTCMinutes()}分${d.getUTCSeconds()}.${pad(d.getUTCMilliseconds(), 3)}秒`,
    yyyyMMddHHmmssSSS: (d) => d.toISOString().replace(/\D/g, ''),
    'd MMMM yyyy HH:mm:ss': (d) =>
      `${d.getUTCDate()} ${d.toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${pad(d.getUTCFullYear(), 4)} ${d.toISOString().slice(11, 23)}`,
    'epoch-ms': (d) => String(d.getTime()),
    'epoch-s': (d) => (d.getTime() / 1000).toFixed(3)
  };
  for (const [pattern, write] of Object.entries(writers)) {
    const read = readOf(pattern);
    fc.assert(
      fc.property(instants, (date) => {
        expect(read(write(date)), write(date)).toBe(date.getTime());
      })
    );
  }
});

test('full width changes nothing', () => {
  const plain = readOf('yyyy/MM/dd HH:mm:ss');
  fc.assert(
    fc.property(instants, (date) => {
      const text = date.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
      const wide = text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replace(' ', '\u3000');
      expect(plain(wide)).toBe(plain(text));
    })
  );
});

test('the straight-line readers mean what the general one means', () => {
  const patterns = [
    'iso',
    'yyyy/MM/dd HH:mm:ss',
    'yyyy/MM/dd[ HH:mm[:ss]]',
    'dd.MM.yyyy HH:mm',
    'MM/dd/yyyy HH:mm:ssX',
    'dd-MM-yyyy||MM-dd-yyyy HH:mm',
    'yyyyMMdd||yyyyMMddHHmm',
    'yyyyMMddHHmmss'
  ];
  const part = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
  const texts = fc
    .tuple(
      part(['2024', '0001', '24', '9999', '29', '1', '31', '13', '2', '20240229', '20241231']),
      part(['-', '/', '.', '']),
      part(['02', '2', '29', '13', '00', '12', '']),
      part(['-', '/', '.', '']),
      part(['29', '1', '2024', '31', '00', '']),
      part([' ', 'T', '', '  ', 't']),
      part([
        '09:05',
        '9:05',
        '24:00',
        '29:59:59',
        '30:00',
        '10:00:60',
        '10:00:00.5',
        '10:00:00.',
        '10:00:00,123456789',
        '0905',
        '090530',
        ''
      ]),
      part(['', 'Z', '+09:00', '-0530', '+02', ' +0200', '+9', '+19:00', '+09:60', ' UTC', 'x', ' '])
    )
    .map((parts) => parts.join(''));
  for (const pattern of patterns) {
    const general = patternReader(patternAlternatives(pattern), null);
    const quick = readOf(pattern);
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = encoder.encode(text);
        expect(quick(text), text).toBe(general(bytes, 0, bytes.length));
      }),
      { numRuns: 4000 }
    );
  }
});

test('no text makes a reader fail or read past its end', () => {
  const readers = TIME_PATTERNS.map((pattern) => compileTimeReader({ pattern, zoned: false }, 'Europe/Rome'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(3), (text, cut) => {
      const bytes = encoder.encode(text);
      const to = Math.max(0, bytes.length - cut);
      for (const read of readers) expect(read(bytes, 0, to)).toBe(read(bytes.slice(0, to), 0, to));
    })
  );
});
