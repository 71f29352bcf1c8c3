import { expect, test } from 'vitest';
import { decodeValue, Scratch } from './entities';

const decoder = new TextDecoder();

/** The decoded text, or the position of what is malformed. */
function decoded(text: string): string | number {
  const bytes = new TextEncoder().encode(text);
  const out = new Scratch();
  const fault = decodeValue(bytes, 0, bytes.length, out);
  return fault >= 0 ? fault : decoder.decode(out.bytes.subarray(0, out.length));
}

test('named and numbered references', () => {
  expect(decoded('&lt;&gt;&amp;&quot;&apos;')).toBe('<>&"\'');
  expect(decoded('&#65;&#x41;&#x0041;&#10;&#xe9;&#x65E5;&#128512;')).toBe('AAA\n\u00e9日😀');
  expect(decoded('&amp;lt;')).toBe('&lt;');
});

test('what XML does not allow becomes U+FFFD', () => {
  expect(decoded('&#0;&#1;&#xD800;&#xFFFE;&#x110000;&#99999999999999999999;')).toBe('\uFFFD'.repeat(6));
});

test('literal line ends and tabs are spaces, referenced ones are kept', () => {
  expect(decoded('a\r\nb\rc\nd\te&#13;&#10;&#9;')).toBe('a b c d e\r\n\t');
});

test('malformed references are found where they are', () => {
  for (const text of [
    'ab&',
    'ab&;',
    'ab&x;',
    'ab&nbsp;',
    'ab&#;',
    'ab&#x;',
    'ab&#xG;',
    'ab& ;',
    'ab&#65',
    'ab<',
    'ab\0',
    `ab&#${'0'.repeat(40)}65;`
  ]) {
    expect(decoded(text), text).toBe(2);
  }
});

test('a small scratch grows', () => {
  const out = new Scratch();
  const long = new TextEncoder().encode('x&amp;'.repeat(10_000));
  expect(decodeValue(long, 0, long.length, out)).toBe(-1);
  expect(out.length).toBe(20_000);
});
