import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENCODINGS, type TextEncoding } from '$lib/model/import';
import { encodeText } from './encode-text.fixture';
import { checkEncoding, detectEncoding, utf8Stream } from './encoding';

const JAPANESE = [
  '受注登録',
  '出荷',
  '請求書を発行する',
  '入金確認',
  '発注',
  '検収',
  '承認',
  'コンピュータ',
  'ｶﾀｶﾅ',
  '株式会社',
  '〒100-0001 東京都千代田区',
  '㈱髙島屋①'
];

function csvOf(labels: readonly string[]): string {
  return `case,activity,time\r\n${labels.map((label, i) => `${i},${label},2024-01-02 03:04:05\r\n`).join('')}`;
}

function detect(bytes: Uint8Array, complete = true): { encoding: TextEncoding; by: string } {
  return detectEncoding(bytes, complete, 'a.csv');
}

describe('detection', () => {
  test.each(ENCODINGS)('finds %s in Japanese text', (encoding) => {
    const labels = encoding === 'euc-jp' ? JAPANESE.slice(0, -1) : JAPANESE;
    expect(detect(encodeText(csvOf(labels), encoding)).encoding).toBe(encoding);
  });

  test.each(['shift_jis', 'euc-jp'] as const)('finds %s where only one label is not ASCII', (encoding) => {
    for (const label of JAPANESE.slice(0, 8)) {
      expect(detect(encodeText(csvOf(['Start', label, 'End', label]), encoding)).encoding, label).toBe(encoding);
    }
  });

  test('finds half-width katakana in CP932', () => {
    expect(detect(encodeText(csvOf(['ｼﾞｭﾁｭｳ', 'ｼｭｯｶ', 'ｾｲｷｭｳ']), 'shift_jis')).encoding).toBe('shift_jis');
  });

  test('trusts marks', () => {
    expect(detect(encodeText('\uFEFFa,b\n', 'utf-8'))).toEqual({ encoding: 'utf-8', by: 'bom' });
    expect(detect(encodeText('\uFEFF受,注\n', 'utf-16le'))).toEqual({ encoding: 'utf-16le', by: 'bom' });
    expect(() => detect(Uint8Array.of(0xfe, 0xff, 0, 0x61))).toThrow(expect.objectContaining({ code: 'unsupported-format' }));
  });

  test('finds UTF-16 without a mark, and does not take numbers of 16 bits for it', () => {
    expect(detect(encodeText('id,名\n1,受注\n', 'utf-16le'))).toEqual({ encoding: 'utf-16le', by: 'score' });
    const numbers = Uint8Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0 : i & 0x1f));
    expect(detect(numbers).encoding).toBe('utf-8');
    expect(detect(numbers.subarray(1)).encoding).toBe('utf-8');
  });

  test('a sequence cut at the end of the head is no fault, in a whole file it is', () => {
    const bytes = encodeText('a,受注', 'utf-8').slice(0, -1);
    expect(detect(bytes, false)).toEqual({ encoding: 'utf-8', by: 'valid-utf-8' });
    expect(detect(bytes, true).by).toBe('score');
  });

  test('ASCII is UTF-8', () => {
    expect(detect(encodeText(csvOf(['A']), 'utf-8'))).toEqual({ encoding: 'utf-8', by: 'valid-utf-8' });
  });
});

describe('a chosen encoding', () => {
  const utf8 = encodeText(csvOf(JAPANESE), 'utf-8');
  const shiftJis = encodeText(csvOf(JAPANESE), 'shift_jis');

  test.each<[string, Uint8Array, TextEncoding]>([
    ['UTF-8 as CP932', utf8, 'shift_jis'],
    ['UTF-8 as EUC-JP', utf8, 'euc-jp'],
    ['UTF-8 as UTF-16', utf8, 'utf-16le'],
    ['CP932 as UTF-8', shiftJis, 'utf-8'],
    ['CP932 as EUC-JP', shiftJis, 'euc-jp'],
    ['UTF-16 as UTF-8', encodeText(csvOf(JAPANESE), 'utf-16le'), 'utf-8'],
    ['UTF-16 as CP932', encodeText(csvOf(JAPANESE), 'utf-16le'), 'shift_jis']
  ])('%s is refused', (_, bytes, encoding) => {
    expect(() => checkEncoding(bytes, true, encoding, 'a.csv')).toThrow(
      expect.objectContaining({ code: 'wrong-encoding', detail: expect.objectContaining({ encoding, file: 'a.csv' }) as unknown })
    );
  });

  test.each(ENCODINGS)('%s that fits is not', (encoding) => {
    const labels = encoding === 'euc-jp' ? JAPANESE.slice(0, -1) : JAPANESE;
    expect(() => checkEncoding(encodeText(csvOf(labels), encoding), true, encoding, 'a.csv')).not.toThrow();
  });

  test('one bad line among many is left to the quarantine', () => {
    const bytes = Buffer.concat([utf8, Uint8Array.of(0x31, 0x2c, 0xff, 0x0a)]);
    expect(() => checkEncoding(bytes, true, 'utf-8', 'a.csv')).not.toThrow();
  });
});

test('a stream in any encoding, cut anywhere, comes out as UTF-8 without a mark', async () => {
  const texts = fc.array(fc.constantFrom('a', ',', '\n', '受', '注', 'ア', '"'), { maxLength: 30 });
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(...ENCODINGS), fc.boolean(), sizes, async (parts, encoding, marked, chunks) => {
      const text = parts.join('');
      const mark = marked && encoding.startsWith('utf') ? '\uFEFF' : '';
      const bytes = encodeText(mark + text, encoding);
      const source = {
        name: 'a',
        entry: null,
        compressed: null,
        sizeBytes: bytes.length,

        async *stream() {
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const end = at + chunks[i % chunks.length]!;
            yield bytes.slice(at, end);
            at = end;
          }
        }
      };
      const out: Uint8Array[] = [];
      for await (const chunk of utf8Stream(source, encoding)) out.push(chunk);
      expect(new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(Buffer.concat(out))).toBe(text);
    })
  );
});
