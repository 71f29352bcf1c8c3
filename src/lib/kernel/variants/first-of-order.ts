/**
 * The first `limit` of the candidates in an order, in that order: a heap of the best so far, with the worst of them on top.
 *
 * @param compare below 0 where `a` comes first; never 0 for two candidates
 *
 * Time O(n + n log limit) at worst, mostly one comparison a candidate; memory O(limit).
 */
export function firstOfOrder(candidates: Iterable<number>, limit: number, compare: (a: number, b: number) => number): number[] {
  const heap: number[] = [];
  if (limit <= 0) return heap;
  for (const candidate of candidates) {
    if (heap.length < limit) {
      heap.push(candidate);
      if (heap.length === limit) for (let i = (limit >> 1) - 1; i >= 0; i--) sink(heap, i, compare);
    } else if (compare(candidate, heap[0]!) < 0) {
      heap[0] = candidate;
      sink(heap, 0, compare);
    }
  }
  return heap.sort(compare);
}

function sink(heap: number[], from: number, compare: (a: number, b: number) => number): void {
  const item = heap[from]!;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child]!, heap[child + 1]!) < 0) child++;
    if (compare(item, heap[child]!) >= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = item;
}
