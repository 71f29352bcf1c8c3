import { samplesOf } from '$lib/model/curve';
import type { Scene } from '../canvas/scene';

/** Points a way is cut into, at equal distances: a token stands between two of them. */
const CUTS = 40;

/** Where tokens go: for each drawn path, by the edge's index, x, y of `CUTS + 1` points along its curve. */
export type Ways = ReadonlyMap<number, Float32Array>;

/** The drawn curves of a scene cut at equal lengths, so that a token's place is one look-up. Paths of start and end are none. */
export function waysOf({ edges }: Scene): Ways {
  const ways = new Map<number, Float32Array>();
  for (const { edge, points } of edges) if (edge.edge >= 0) ways.set(edge.edge, evenly(samplesOf(points, 8)));
  return ways;
}

/** The place at a share (0..1) of a way. */
export function placeOn(way: Float32Array, share: number): { readonly x: number; readonly y: number } {
  const at = Math.min(1, Math.max(0, share)) * CUTS;
  const i = Math.min(CUTS - 1, Math.floor(at));
  const t = at - i;
  const [x0, y0, x1, y1] = [way[2 * i]!, way[2 * i + 1]!, way[2 * i + 2]!, way[2 * i + 3]!];
  return { x: x0 + (x1 - x0) * t, y: y0 + (y1 - y0) * t };
}

function evenly(samples: Float64Array): Float32Array {
  const n = samples.length / 2;
  const way = new Float32Array(2 * (CUTS + 1));
  const upTo = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const [dx, dy] = [samples[2 * i]! - samples[2 * i - 2]!, samples[2 * i + 1]! - samples[2 * i - 1]!];
    upTo[i] = upTo[i - 1]! + Math.hypot(dx, dy);
  }
  const whole = upTo[n - 1]!;
  let i = 1;
  for (let cut = 0; cut <= CUTS; cut++) {
    const wanted = (whole * cut) / CUTS;
    while (i < n - 1 && upTo[i]! < wanted) i++;
    const step = upTo[i]! - upTo[i - 1]!;
    const t = step === 0 ? 0 : (wanted - upTo[i - 1]!) / step;
    for (const axis of [0, 1]) {
      const from = samples[2 * i - 2 + axis]!;
      way[2 * cut + axis] = from + (samples[2 * i + axis]! - from) * t;
    }
  }
  return way;
}
