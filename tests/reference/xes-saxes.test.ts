import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasShared, SHARED } from './expected';
import { repetitiveDocument, xesDocument } from './xes-documents';
import { walkWithSaxes, walkWithScanner, type EventRecord } from './xes-oracle';

const encoder = new TextEncoder();

/** Events as something that can be compared, whatever the order of columns. */
const plain = (events: readonly EventRecord[]): [string, string][][] =>
  events.map((event) => [...event].sort(([a], [b]) => (a < b ? -1 : 1)));

describe('the scanner finds what saxes finds', () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4000 })), {
    minLength: 1,
    maxLength: 5
  });
  const block = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 200 }), fc.constant(1 << 16));

  test.each([
    ['any document', xesDocument, 300],
    ['documents that nearly repeat themselves', repetitiveDocument, 600]
  ])('in %s, cut into any chunks', (_what, document, numRuns) => {
    fc.assert(
      fc.property(document, sizes, block, (text, chunkSizes, blockBytes) => {
        const expected = walkWithSaxes(text);
        const found = walkWithScanner(encoder.encode(text), chunkSizes, blockBytes);
        expect(found.traces).toBe(expected.traces);
        expect(plain(found.events)).toEqual(plain(expected.events));
      }),
      { numRuns: Math.max(numRuns, fc.readConfigureGlobal()?.numRuns ?? 0) }
    );
  });

  test('in the fixtures', () => {
    for (const name of ['nested.xes', 'tickets.xes']) {
      const bytes = readFileSync(new URL(`../fixtures/xes/${name}`, import.meta.url));
      const expected = walkWithSaxes(bytes.toString('utf8'));
      expect(expected.events.length).toBeGreaterThan(1);
      for (const size of [1, 7, 1 << 20]) {
        expect(plain(walkWithScanner(bytes, [size], size).events), `${name} by ${size}`).toEqual(plain(expected.events));
      }
    }
  });
});

describe.skipIf(!hasShared)('in real logs the scanner finds what saxes finds', () => {
  const logs = hasShared ? readdirSync(`${SHARED}logs`).filter((name) => /\.xes(\.gz)?$/.test(name)) : [];
  test.each(logs)('%s', (name) => {
    const stored = readFileSync(`${SHARED}logs/${name}`);
    const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
    // all of the largest would take saxes minutes
    const part = upTo(bytes, 4 << 20);
    const expected = walkWithSaxes(new TextDecoder().decode(part));
    const found = walkWithScanner(part, [1 << 16]);
    expect(found.traces).toBe(expected.traces);
    expect(found.events.length).toBe(expected.events.length);
    expect(found.events.length).toBeGreaterThan(40);
    for (let i = 0; i < found.events.length; i++) {
      const [ours, theirs] = [found.events[i]!, expected.events[i]!];
      if (ours.size !== theirs.size || [...theirs].some(([key, value]) => ours.get(key) !== value)) {
        expect(plain([ours]), `event ${i + 1}`).toEqual(plain([theirs]));
      }
    }
  });
});

/** The document up to so many bytes of traces. */
function upTo(bytes: Buffer, limit: number): Uint8Array {
  const last = bytes.indexOf('<trace>') + limit;
  if (bytes.length <= last) return bytes;
  return Buffer.concat([bytes.subarray(0, bytes.lastIndexOf('</trace>', last)), Buffer.from('</trace></log>')]);
}
