import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allTexts } from '$lib/model/dictionary';
import { isUtf8 } from './byte-text';
import { ColumnBuilder, hashBytes } from './column-builder';

const encoder = new TextEncoder();

function textsOf(builder: ColumnBuilder): string[] {
  const { codes, dictionary } = builder.finish();
  const texts = allTexts(dictionary);
  expect(dictionary.offsets).toHaveLength(dictionary.size + 1);
  expect(new Set(texts).size).toBe(texts.length);
  return Array.from(codes, (code) => texts[code]!);
}

test('any values come back in order, each kept once, code 0 the missing one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })), (values) => {
      const builder = new ColumnBuilder();
      for (const value of values) expect(builder.pushText(value) === 0).toBe(value === '');
      expect(builder.rows).toBe(values.length);
      expect(textsOf(builder)).toEqual(values);
    })
  );
});

test('hundreds of thousands of rows and values, one by one and in batches, taken back now and then', () => {
  const builder = new ColumnBuilder();
  const expected: string[] = [];
  const codes = new Uint32Array(512);
  const places = Int32Array.from(codes, (_, i) => i);
  for (let batch = 0; batch < 600; batch++) {
    const texts = Array.from(codes, (_, i) => ((batch * 31 + i) % 7 === 0 ? '' : `v${(batch * 977 + i * 131) % 90_001}`));
    const parts = texts.map((text) => encoder.encode(text));
    const bytes = Buffer.concat(parts);
    const to = Int32Array.from(parts, (_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part.length, 0));
    const from = Int32Array.from(parts, (part, i) => to[i]! - part.length);
    const hashes = Int32Array.from(parts, (part) => hashBytes(part, 0, part.length));
    builder.codesOf(bytes, from, to, hashes, places, 512, codes);
    builder.pushCodes(codes, 512);
    expected.push(...texts);
    builder.pushText('once more');
    if (batch % 3 === 0) builder.pop();
    else expected.push('once more');
  }
  builder.padTo(builder.rows + 3);
  expect(textsOf(builder)).toEqual([...expected, '', '', '']);
});

test('rows are taken back across a packed chunk', () => {
  const builder = new ColumnBuilder();
  for (let i = 0; i < (1 << 16) + 2; i++) builder.pushText(`${i % 300}`);
  for (let i = 0; i < 5; i++) builder.pop();
  for (let i = 0; i < 4; i++) builder.pushText('z');
  const texts = textsOf(builder);
  expect(texts).toHaveLength((1 << 16) + 1);
  expect(texts.slice(-5)).toEqual([`${((1 << 16) - 4) % 300}`, 'z', 'z', 'z', 'z']);
});

test('values of one hash are told apart', () => {
  const builder = new ColumnBuilder();
  for (const text of ['a', 'b', 'cc', 'a', 'b']) {
    const bytes = encoder.encode(text);
    builder.push(bytes, 0, bytes.length, 42);
  }
  expect(textsOf(builder)).toEqual(['a', 'b', 'cc', 'a', 'b']);
});

describe('values that are not UTF-8', () => {
  test('are kept with U+FFFD, counted each time, and share a code with their mended text', () => {
    const builder = new ColumnBuilder();
    const broken = Uint8Array.of(0x61, 0xff, 0x62);
    const codes = [0, 1].map(() => builder.push(broken, 0, 3, hashBytes(broken, 0, 3)));
    expect(builder.repairs).toBe(2);
    expect([...codes, builder.pushText('a\uFFFDb')]).toEqual([1, 1, 1]);
    expect(textsOf(builder)).toEqual(['a\uFFFDb', 'a\uFFFDb', 'a\uFFFDb']);
  });

  test('are found as the platform finds them', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const decodes = (bytes: Uint8Array): boolean => {
      try {
        decoder.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const byte = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe3,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 5 }), (bytes) => {
        expect(isUtf8(Uint8Array.from(bytes), 0, bytes.length)).toBe(decodes(Uint8Array.from(bytes)));
      }),
      { numRuns: 3000 }
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isUtf8(encoder.encode(text), 0, encoder.encode(text).length)));
  });
});
