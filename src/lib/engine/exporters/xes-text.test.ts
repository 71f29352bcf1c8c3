import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { attributeText, tagOf } from './xes-text';

/** The value of an attribute, as a parser reads it. */
function parsed(written: string): string {
  let value = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => (value = tag.attributes['v'] as string));
  parser.write(`<a v="${written}"/>`).close();
  return value;
}

test('any text comes back as it was, but for what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const expected = text.replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '\uFFFD');
      expect(parsed(attributeText(text))).toBe(expected);
    }),
    { numRuns: 200 }
  );
  expect(parsed(attributeText('a\r\nb\tc "d" <e> & \'f\''))).toBe('a\r\nb\tc "d" <e> & \'f\'');
  expect(attributeText('\u0000\u001b[1m\ud800x')).toBe('\uFFFD\uFFFD[1m\uFFFDx');
});

describe('a value stands in a tag it is valid in', () => {
  test.each([
    ['12', 'int', 'text', 'int'],
    ['1.5', 'int', 'text', 'string'],
    ['1e5', 'float', 'text', 'float'],
    ['NaN', 'float', 'text', 'float'],
    ['1,5', 'float', 'text', 'string'],
    ['true', 'boolean', 'text', 'boolean'],
    ['TRUE', 'boolean', 'text', 'string'],
    ['2024-01-01T00:00:00.000+09:00', 'date', 'text', 'date'],
    ['2024-01-01', 'date', 'text', 'string'],
    ['abc', 'id', 'text', 'id'],
    ['abc', 'list', 'text', 'string'],
    ['12', null, 'number', 'int'],
    ['-0.5', null, 'number', 'float'],
    ['007', null, 'number', 'string'],
    ['1234567890123456789012', null, 'number', 'float'],
    ['2024-01-01T00:00:00Z', null, 'time', 'date'],
    ['2024/01/01 10:00', null, 'time', 'string'],
    ['false', null, 'boolean', 'boolean'],
    ['はい', null, 'boolean', 'string'],
    ['12', null, 'text', 'string']
  ] as const)('%s of %s (%s): %s', (text, xesType, type, tag) => {
    expect(tagOf(text, xesType, type)).toBe(tag);
  });
});
