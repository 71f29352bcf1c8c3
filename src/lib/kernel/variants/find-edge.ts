import type { VariantIndex } from '$lib/model/log';

/** The edge `from -> to` (activity codes), or -1 where no case has it. Binary search: edges ascend by (from, to). */
export function findEdge({ edgeFrom, edgeTo }: VariantIndex, from: number, to: number): number {
  let low = 0;
  let high = edgeFrom.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const before = edgeFrom[middle]! < from || (edgeFrom[middle] === from && edgeTo[middle]! < to);
    if (before) low = middle + 1;
    else high = middle;
  }
  return edgeFrom[low] === from && edgeTo[low] === to ? low : -1;
}
