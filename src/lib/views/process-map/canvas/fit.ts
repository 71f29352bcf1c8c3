import type { Area } from './declutter';
import type { Scene } from './scene';

export interface Placement {
  readonly zoom: number;
  readonly pan: { readonly x: number; readonly y: number };
}

const EDGE = 12;
const MOST_ZOOM = 1.2;
/** A first look is not smaller than this: what does not fit is scrolled to, beginning with the start. */
export const READABLE_ZOOM = 0.5;

/**
 * How to show a whole scene in a window with panels lying over it: as large as can be, with few boxes under a panel.
 *
 * @param least zoom not to go below; the start of the flow is shown then
 */
export function fitOf(scene: Scene, width: number, height: number, panels: readonly Area[], least = 0): Placement {
  const right = panels.filter((panel) => panel.left > width / 2).reduce((most, panel) => Math.max(most, width - panel.left), 0);
  const top = panels.filter((panel) => panel.top < height / 2).reduce((most, panel) => Math.max(most, panel.bottom), 0);
  let best: Placement | undefined;
  let most = -Infinity;
  for (const area of [
    { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE },
    { left: EDGE, top: EDGE, right: width - right - EDGE, bottom: height - EDGE },
    { left: EDGE, top: top + EDGE, right: width - EDGE, bottom: height - EDGE },
    { left: EDGE, top: top + EDGE, right: width - right - EDGE, bottom: height - EDGE }
  ]) {
    const placement = within(scene, area, least);
    const score = placement.zoom * (1 - 0.12 * covered(scene, placement, panels));
    if (score > most + 1e-9) [best, most] = [placement, score];
  }
  return best!;
}

function within({ bounds, drawing }: Scene, area: Area, least: number): Placement {
  const [w, h] = [Math.max(40, area.right - area.left), Math.max(40, area.bottom - area.top)];
  const whole = Math.min(MOST_ZOOM, w / bounds.width, h / bounds.height);
  const zoom = Math.max(whole, least);
  const isCut = zoom > whole + 1e-9;
  const spine = drawing.request.direction === 'down';
  // cut: the beginning of the flow stays in sight
  const x = isCut && !spine && bounds.width * zoom > w ? area.left : area.left + (w - bounds.width * zoom) / 2;
  const y = isCut && spine && bounds.height * zoom > h ? area.top : area.top + (h - bounds.height * zoom) / 2;
  return { zoom, pan: { x: x - bounds.left * zoom, y: y - bounds.top * zoom } };
}

function covered(scene: Scene, { zoom, pan }: Placement, panels: readonly Area[]): number {
  let count = 0;
  for (const { x, y, width, height } of scene.nodes.values()) {
    const [cx, cy] = [x * zoom + pan.x, y * zoom + pan.y];
    const [hw, hh] = [(width * zoom) / 2, (height * zoom) / 2];
    if (panels.some((panel) => cx - hw < panel.right && cx + hw > panel.left && cy - hh < panel.bottom && cy + hh > panel.top))
      count++;
  }
  return Math.min(count, 6);
}
