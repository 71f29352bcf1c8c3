import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange, rangeHolds } from './network-ranges';

test.each([
  ['192.0.2.0/24', '192.0.2.0/24', false],
  [' 192.0.2.77/24 ', '192.0.2.0/24', true],
  ['192.0.2.1', '192.0.2.1/32', false],
  ['0.0.0.0/0', '0.0.0.0/0', false],
  ['10.1.2.3/9', '10.0.0.0/9', true],
  ['10.129.2.3/9', '10.128.0.0/9', true],
  ['2001:DB8::/32', '2001:db8::/32', false],
  ['2001:db8::1/64', '2001:db8::/64', true],
  ['::1', '::1/128', false],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24', false]
])('%s is %s', (text, cidr, hadHostBits) => expect(parseRange(text)).toMatchObject({ cidr, hadHostBits }));

test.each([
  '',
  'office',
  '192.0.2/24',
  '192.0.2.0/33',
  '192.0.2.0/-1',
  '192.0.2.0/2 4',
  '192.0.2.0/24/8',
  '010.0.0.0/8',
  '256.0.0.1',
  '0x7f.0.0.1',
  '3221225985',
  '2001:db8::/129',
  '::ffff:0:0/90',
  'fe80::1%eth0',
  '2001:db8::g/64'
])('"%s" is none', (text) => expect(parseRange(text)).toBeUndefined());

test('what was read once reads the same again, and any text is read or not, without an error', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(address, fc.nat(140)).map(([ip, bits]) => `${ip}/${bits}`)
      ),
      (text) => {
        const range = parseRange(text);
        if (range) expect(parseRange(range.cidr)).toEqual({ ...range, hadHostBits: false });
      }
    )
  );
});

test('an address lies in the ranges of its own kind, mapped ones unwrapped', () => {
  const holds = (range: string, address: string): boolean => rangeHolds(parseRange(range)!, address);
  expect([holds('192.0.2.0/24', '192.0.2.255'), holds('192.0.2.0/24', '::ffff:192.0.2.1')]).toEqual([true, true]);
  expect([holds('192.0.2.0/24', '192.0.3.0'), holds('0.0.0.0/0', '::1'), holds('::/0', '127.0.0.1')]).toEqual([
    false,
    false,
    false
  ]);
  expect([holds('2001:db8::/33', '2001:db8:7fff::1'), holds('2001:db8::/33', '2001:db8:8000::')]).toEqual([true, false]);
  expect([holds('0.0.0.0/0', ''), holds('0.0.0.0/0', 'nonsense')]).toEqual([false, false]);
});
