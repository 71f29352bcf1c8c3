import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dialect } from '$lib/model/import';
import { hashBytes } from './column-builder';
import { MAX_RECORD_BYTES, RecordParser, type RecordSink } from './text-parser';
import { splitText } from './text-split';

const encoder = new TextEncoder();
const COMMA: Dialect = { delimiter: ',', quote: '"', escape: '"', header: true };

interface Records {
  readonly rows: string[][];
  readonly lines: number[];
}

/** All records, read from chunks of the given sizes (over and over), every field hashed and its hash checked. */
function parse(text: string, dialect: Dialect, sizes: readonly number[] = [1 << 20]): Records {
  const rows: string[][] = [];
  const lines: number[] = [];
  let given = 0;
  const decode = (parser: RecordParser, at: number): string =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(parser.bytes.subarray(parser.from[at], parser.to[at]));
  const sink: RecordSink = {
    record(parser, count, line) {
      rows.push(
        Array.from({ length: count }, (_, i) => {
          const [from, to] = [parser.from[parser.base + i]!, parser.to[parser.base + i]!];
          expect(parser.hashes[parser.base + i]).toBe(hashBytes(parser.bytes, from, to));
          return decode(parser, parser.base + i);
        })
      );
      lines.push(line);
      return true;
    },
    batch(parser, records) {
      for (let r = 0; r < records; r++) {
        const kept = rows[given + r]!.slice(0, parser.stride);
        const text = (i: number): string => decode(parser, r * parser.stride + i);
        expect(kept.map((_, i) => text(i))).toEqual(kept);
      }
      given += records;
    }
  };
  const parser = new RecordParser(dialect, sink, 'a.csv');
  parser.keep(
    3,
    Array.from({ length: 100 }, (_, i) => i)
  );
  const bytes = encoder.encode(text);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    parser.push(bytes.slice(at, at + size));
    at += size;
  }
  parser.end();
  expect(given).toBe(rows.length);
  return { rows, lines };
}

const dialects = fc.constantFrom<Dialect>(
  COMMA,
  { delimiter: ';', quote: '"', escape: '\\', header: true },
  { delimiter: '\t', quote: "'", escape: "'", header: true },
  { delimiter: '|', quote: '', escape: '', header: true },
  { delimiter: ' ', quote: '"', escape: '"', header: true },
  { delimiter: '', quote: '"', escape: '"', header: true }
);
const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

test('any text, in chunks of any size, is cut as splitText cuts it', () => {
  const symbols = fc.constantFrom(',', ';', '\t', '|', ' ', '"', "'", '\\', '\n', '\r', '\r\n', 'a', '受', '\0', '\u3000', '𠮷');
  const texts = fc.array(symbols, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, dialects, chunkSizes, (text, dialect, sizes) => {
      const expected = splitText(text, dialect, { maxRecords: Infinity, complete: true });
      if (expected.openQuoteLine !== null) {
        expect(() => parse(text, dialect, sizes)).toThrow(
          expect.objectContaining({ code: 'unclosed-quote', detail: { file: 'a.csv', line: expected.openQuoteLine } })
        );
        return;
      }
      const { rows, lines } = parse(text, dialect, sizes);
      expect(rows).toEqual(expected.rows);
      expect(lines).toEqual(expected.lines);
    }),
    { numRuns: 3000 }
  );
});

test('a table written in any dialect reads back equal', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '受', '"', "'", '\\', ',', ';', '\n', '\r', ' ', '\t', '\0', '💡'),
    maxLength: 6
  });
  const tables = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
  const quoted = dialects.filter(({ quote, delimiter }) => quote !== '' && delimiter !== '');
  fc.assert(
    fc.property(
      tables,
      quoted,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      chunkSizes,
      (table, dialect, end, last, sizes) => {
        const write = (text: string): string => {
          const { quote, escape } = dialect;
          const escaped = text.replaceAll(escape, escape + escape).replaceAll(quote, escape === quote ? quote : escape + quote);
          return quote + escaped + quote;
        };
        const text = table.map((row) => row.map(write).join(dialect.delimiter)).join(end) + (last ? end : '');
        expect(parse(text, dialect, sizes).rows).toEqual(table);
      }
    ),
    { numRuns: 1000 }
  );
});

test('line numbers count physical lines, those inside quotes and blank ones too', () => {
  const { rows, lines } = parse('a,b\r\n\r\n"1\n2\r3","x"\r\n   \n4,5', COMMA);
  expect(rows).toEqual([
    ['a', 'b'],
    ['1\n2\r3', 'x'],
    ['4', '5']
  ]);
  expect(lines).toEqual([1, 3, 7]);
});

test('text after a closing quote is kept, a quote inside plain text is text', () => {
  expect(parse('"a"b,5" pipe,"x" \n', COMMA).rows).toEqual([['ab', '5" pipe', 'x']]);
});

test('an endless line is refused after 8 MiB, an endless quote by the line it opened on', () => {
  const sink: RecordSink = { record: () => true, batch: () => undefined };
  const chunk = new Uint8Array(1 << 20).fill(0x61);
  const feed = (begin: string): number => {
    const parser = new RecordParser(COMMA, sink, 'a.csv');
    parser.push(encoder.encode(begin));
    for (let i = 0; i < 1000; i++) {
      try {
        parser.push(chunk);
      } catch (why) {
        expect(why).toMatchObject({ code: begin.includes('"') ? 'unclosed-quote' : 'row-too-large', detail: { line: 3 } });
        return i;
      }
    }
    return Infinity;
  };
  expect(feed('a,b\n1,2\n3,')).toBeLessThanOrEqual(MAX_RECORD_BYTES >> 20);
  expect(feed('a,b\n1,2\n3,"')).toBeLessThanOrEqual(MAX_RECORD_BYTES >> 20);
});

test('a record of a little under 8 MiB passes, one over it does not, even when it ends in the same chunk', () => {
  const long = (bytes: number): string => `a,b\n1,${'x'.repeat(bytes)}\n3,4\n`;
  expect(parse(long(MAX_RECORD_BYTES - 10), COMMA).rows).toHaveLength(3);
  expect(() => parse(long(MAX_RECORD_BYTES + 10), COMMA, [32 << 20])).toThrow(expect.objectContaining({ code: 'row-too-large' }));
});
