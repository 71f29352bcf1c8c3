import { pointAt, samplesOf } from '$lib/model/curve';
import type { Area } from './declutter';
import type { ViewPort } from './overlay';
import type { PlacedNode } from './scene';

/** What a box covers on screen. */
export function areaOf({ x, y, width, height }: PlacedNode, { zoom, pan }: ViewPort): Area {
  const [cx, cy] = [x * zoom + pan.x, y * zoom + pan.y];
  return {
    left: cx - (width * zoom) / 2,
    top: cy - (height * zoom) / 2,
    right: cx + (width * zoom) / 2,
    bottom: cy + (height * zoom) / 2
  };
}

/** Room for the badge alone, in the middle of the line. */
export function badgeArea(points: Float64Array, { zoom, pan }: ViewPort, px: number): Area {
  const at = pointAt(samplesOf(points, 4), 0.5);
  const [x, y, r] = [at.x * zoom + pan.x, at.y * zoom + pan.y, px * 0.8];
  return { left: x - r, top: y - r, right: x + r, bottom: y + r };
}
