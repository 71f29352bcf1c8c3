import type { LogColumns } from '$lib/model/log';
import type { ReworkMap } from '$lib/model/map';
import { variantCases } from '../variants/variant-cases';

/**
 * How the selected cases come back to activities they already had: directly (self-loop) or after something else (loop), and over which
 * edges. Walked over the distinct sequences, each weighed by its selected cases.
 *
 * The executions beyond the first of an activity are its self-loops and its loops together, and as many as its edges in bring back.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases + events of the distinct sequences); memory 4 bytes a pair of activities.
 * Source: rework, self-loop, loop as in SEMANTICS, section Map.
 */
export function reworkMap(log: LogColumns, keep: Uint8Array | null = null): ReworkMap {
  const { sequence, sequenceStart, size, edgeFrom, edgeTo } = log.variants;
  const n = log.activities.length;
  const selected = variantCases(log, keep);
  const edgeOf = new Uint32Array(n * n);
  for (let edge = 0; edge < edgeFrom.length; edge++) edgeOf[edgeFrom[edge]! * n + edgeTo[edge]!] = edge;
  const selfLoops = new Float64Array(n);
  const loops = new Float64Array(n);
  const selfLoopCases = new Uint32Array(n);
  const loopCases = new Uint32Array(n);
  const edgeExtra = new Float64Array(edgeFrom.length);
  // variant + 1 in which the activity was last met, came back at once, came back later
  const met = new Uint32Array(n);
  const again = new Uint32Array(n);
  const later = new Uint32Array(n);
  for (let v = 0; v < size; v++) {
    const cases = selected[v]!;
    if (cases === 0) continue;
    const end = sequenceStart[v + 1]!;
    let before = -1;
    for (let i = sequenceStart[v]!; i < end; i++) {
      const activity = sequence[i]!;
      if (met[activity] !== v + 1) met[activity] = v + 1;
      else {
        edgeExtra[edgeOf[before * n + activity]!]! += cases;
        if (before === activity) {
          selfLoops[activity]! += cases;
          if (again[activity] !== v + 1) selfLoopCases[activity]! += cases;
          again[activity] = v + 1;
        } else {
          loops[activity]! += cases;
          if (later[activity] !== v + 1) loopCases[activity]! += cases;
          later[activity] = v + 1;
        }
      }
      before = activity;
    }
  }
  return { selfLoops, loops, selfLoopCases, loopCases, edgeExtra };
}
