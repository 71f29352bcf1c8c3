import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerAddress, canonicalAddress, isSecure } from './hops';

describe('an address', () => {
  test.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['192.0.2.1', '192.0.2.1']
  ])('%s is %s', (text, address) => expect(canonicalAddress(text)).toBe(address));

  test.each(['', 'unknown', '192.0.2.1:80', '[::1]', '010.0.0.1', '0x7f.1', '127.1', '1.2.3.4/8', '::ffff:1.2.3.4.5', '_hidden'])(
    '"%s" is none',
    (text) => expect(canonicalAddress(text)).toBeUndefined()
  );
});

describe('the caller', () => {
  test('is the peer where no proxy is trusted, whatever the header says', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), (header) => {
        expect(callerAddress('::ffff:198.51.100.7', header, 0)).toBe('198.51.100.7');
      })
    );
  });

  test('is what the outermost trusted proxy has seen, whatever stood in the header before', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), fc.array(fc.ipV4(), { maxLength: 2 }), (forged, real, hops) => {
        const header = [forged, real, ...hops].join(', ');
        expect(callerAddress('10.0.0.9', header, 1 + hops.length)).toBe(real);
      })
    );
  });

  test('is nobody where the header is too short or broken', () => {
    expect(callerAddress('10.0.0.9', undefined, 1)).toBeUndefined();
    expect(callerAddress('10.0.0.9', '', 1)).toBeUndefined();
    expect(callerAddress('10.0.0.9', '192.0.2.1', 2)).toBeUndefined();
    expect(callerAddress('10.0.0.9', '192.0.2.1, unknown', 1)).toBeUndefined();
    expect(callerAddress('10.0.0.9', 'x, 10.0.0.2', 2)).toBeUndefined();
  });

  test('is an address or nobody, for any header', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 3 }), (header, hops) => {
        const address = callerAddress('10.0.0.9', header, hops);
        expect(address === undefined || canonicalAddress(address) === address).toBe(true);
      })
    );
  });
});

test('TLS is the own socket, or what the outermost trusted proxy says', () => {
  expect(isSecure(true, 'http', 1)).toBe(true);
  expect(isSecure(false, 'https', 0)).toBe(false);
  expect(isSecure(false, 'https', 1)).toBe(true);
  expect(isSecure(false, 'https', 2)).toBe(true);
  expect(isSecure(false, 'https, http', 1)).toBe(false);
  expect(isSecure(false, 'https, http', 2)).toBe(true);
  expect(isSecure(false, 'http, https, http', 2)).toBe(true);
  expect(isSecure(false, undefined, 1)).toBe(false);
});
