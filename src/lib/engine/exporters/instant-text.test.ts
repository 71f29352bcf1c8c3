import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWriter } from './byte-writer';
import { instantText, InstantWriter } from './instant-text';

test('milliseconds always, microseconds where there are some', () => {
  expect(instantText(0, 'Z')).toBe('1970-01-01T00:00:00.000Z');
  expect(instantText(Date.UTC(2024, 0, 31, 9, 30), '+00:00')).toBe('2024-01-31T09:30:00.000+00:00');
  expect(instantText(1717795894178.409, 'Z')).toBe('2024-06-07T21:31:34.178409Z');
  expect(instantText(-0.5, 'Z')).toBe('1969-12-31T23:59:59.999500Z');
  expect(instantText(0.9999, 'Z')).toBe('1970-01-01T00:00:00.001Z');
});

test('the years 1 and 9999, and no time', () => {
  const year1 = new Date(0);
  year1.setUTCFullYear(1, 0, 1);
  expect(instantText(year1.getTime(), 'Z')).toBe('0001-01-01T00:00:00.000Z');
  expect(instantText(Date.UTC(9999, 11, 31, 23, 59, 59, 999), 'Z')).toBe('9999-12-31T23:59:59.999Z');
  expect(instantText(NaN, 'Z')).toBe('');
});

test('any instant is read back to the microsecond', () => {
  fc.assert(
    fc.property(fc.double({ min: -62e12, max: 253e12, noNaN: true }), (utcMs) => {
      const text = instantText(utcMs, 'Z');
      const micros = Number(/\.\d{3}(\d{3})?Z$/.exec(text)?.[1] ?? 0);
      const back = Date.parse(`${text.slice(0, 23)}Z`) + micros / 1000;
      expect(Math.abs(back - utcMs)).toBeLessThanOrEqual(0.00051 + Math.abs(utcMs) * 2 ** -52);
    })
  );
});

test('written one after the other they are the same texts', () => {
  const instant = fc.oneof(
    fc.double({ min: -63e12, max: 254e12 }),
    fc.integer({ min: 0, max: 3e8 }),
    fc.constantFrom(NaN, Infinity, 86_399_999.9999, -1, 8.64e15)
  );
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 20 }), fc.constantFrom('Z' as const, '+00:00' as const), (instants, zone) => {
      const writer = new ByteWriter();
      const written = new InstantWriter(zone);
      for (const utcMs of instants) written.write(writer, utcMs);
      expect(new TextDecoder().decode(writer.take())).toBe(instants.map((utcMs) => instantText(utcMs, zone)).join(''));
    })
  );
});
