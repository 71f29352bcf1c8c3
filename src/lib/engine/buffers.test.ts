import { expect, test } from 'vitest';
import { buffersOf, ownViews } from './buffers';

test('names each buffer once, however deep and however often', () => {
  const shared = new Float64Array(4);
  const other = new Uint8Array(2);
  const found = buffersOf({ a: shared, list: [{ b: other }, { b: shared }], none: null, text: 'x', numbers: [1, 2] });
  expect(new Set(found)).toEqual(new Set([shared.buffer, other.buffer]));
  expect(found).toHaveLength(2);
});

test('a view of a part of a buffer is never transferred: the rest of the buffer stays behind', () => {
  const column = Uint32Array.of(1, 2, 3, 4);
  const answer = { rows: [{ sequence: column.subarray(1, 3) }] };
  expect(buffersOf(answer)).toEqual([]);
  const sent = ownViews(answer);
  const received = structuredClone(sent, { transfer: buffersOf(sent) });
  expect([...received.rows[0]!.sequence]).toEqual([2, 3]);
  expect(received.rows[0]!.sequence.buffer.byteLength).toBe(8);
  expect([...column]).toEqual([1, 2, 3, 4]);
});

test('a value without partial views comes back as it is', () => {
  const answer = { a: new Uint8Array(3), rows: [{ b: Float64Array.of(1) }], n: 1 };
  expect(ownViews(answer)).toBe(answer);
});
