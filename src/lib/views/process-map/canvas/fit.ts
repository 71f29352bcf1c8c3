import type { Area } from './declutter';
import { END_WORDS, type Scene } from './scene';

export interface Placement {
  readonly zoom: number;
  readonly pan: { readonly x: number; readonly y: number };
}

const EDGE = 12;
const MOST_ZOOM = 1.2;
/** A first look is not smaller than this: what does not fit is scrolled to, beginning with the start. */
export const READABLE_ZOOM = 0.56;
/** A map of few boxes is shown whole down to here, where texts of 10 px still stand inside their boxes. */
const WHOLE_ZOOM = 0.38;
const FEW_BOXES = 32;
const CUT_ZOOM = 0.8;
/** Between what fills an area and the least zoom these shares are tried: a smaller map may stand beside a panel. */
const SHRINKS = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58];

/** Zoom that a first look at a scene does not go below. */
export function leastZoom(scene: Scene): number {
  return scene.nodes.size <= FEW_BOXES ? WHOLE_ZOOM : READABLE_ZOOM;
}

/**
 * How to show a whole scene in a window with panels lying over it: as large as can be, with few boxes under a panel.
 *
 * @param least zoom not to go below; the start of the flow is shown then
 */
export function fitOf(scene: Scene, width: number, height: number, panels: readonly Area[], least = 0): Placement {
  const isLow = (panel: Area): boolean => panel.bottom > height / 2;
  const low = panels.filter((panel) => isLow(panel) && panel.left > width / 2);
  const right = low.reduce((most, { left }) => Math.max(most, width - left), 0);
  const bottom = low.reduce((most, { top }) => Math.max(most, height - top), 0);
  const top = panels.filter((panel) => !isLow(panel)).reduce((most, panel) => Math.max(most, panel.bottom), 0);
  let best: Placement | undefined;
  let most = -Infinity;
  for (const [byTop, byRight, byBottom] of [
    [0, 0, 0],
    [0, right, 0],
    [top, 0, 0],
    [top, right, 0],
    [top, 0, bottom]
  ] as const) {
    const area = { left: EDGE, top: byTop + EDGE, right: width - byRight - EDGE, bottom: height - byBottom - EDGE };
    for (const shrink of SHRINKS) {
      for (const side of SIDES) {
        for (const rise of SIDES) {
          const placement = within(scene, area, least, shrink, side, rise);
          const best0 = placement.zoom - (Math.abs(side - 0.5) + Math.abs(rise - 0.5)) * 0.001;
          // covering only costs: what is no better without it need not be looked at
          if (best0 <= most + 1e-9) continue;
          const score = best0 - placement.zoom * 0.2 * covered(scene, placement, width, height, panels);
          if (score > most + 1e-9) [best, most] = [placement, score];
        }
      }
    }
  }
  return best!;
}

const SIDES = [0.5, 0, 1];

/** The scene in an area; where it is smaller, at `side` (0 = left, 1 = right) and `rise` (0 = top, 1 = bottom) of it. */
function within({ bounds, drawing }: Scene, area: Area, least: number, shrink: number, side: number, rise: number): Placement {
  const [w, h] = [Math.max(40, area.right - area.left), Math.max(40, area.bottom - area.top)];
  const whole = Math.min(MOST_ZOOM, w / bounds.width, h / bounds.height);
  const spine = drawing.request.direction === 'down';
  const isCut = whole * shrink < least && whole < least;
  // what must be scrolled anyway is shown large enough to read, as far as it is not cut across the flow too
  const across = spine ? w / bounds.width : h / bounds.height;
  const zoom = isCut ? Math.max(least, Math.min(CUT_ZOOM, across)) : Math.max(whole * shrink, least);
  // cut: the beginning of the flow stays in sight
  const x = isCut && !spine && bounds.width * zoom > w ? area.left : area.left + (w - bounds.width * zoom) * side;
  const y = isCut && spine && bounds.height * zoom > h ? area.top : area.top + (h - bounds.height * zoom) * rise;
  return { zoom, pan: { x: x - bounds.left * zoom, y: y - bounds.top * zoom } };
}

/** How many boxes lie under a panel or out of sight, four at most; labels count a quarter. */
function covered(scene: Scene, { zoom, pan }: Placement, width: number, height: number, panels: readonly Area[]): number {
  const isUnder = (x: number, y: number, w: number, h: number): boolean => {
    const [cx, cy] = [x * zoom + pan.x, y * zoom + pan.y];
    const [hw, hh] = [(w * zoom) / 2, (h * zoom) / 2];
    if (cx - hw < 0 || cy - hh < 0 || cx + hw > width || cy + hh > height) return true;
    return panels.some((panel) => cx - hw < panel.right && cx + hw > panel.left && cy - hh < panel.bottom && cy + hh > panel.top);
  };
  let count = 0;
  for (const { node, x, y, width: w, height: h } of scene.nodes.values()) {
    // the words of start and end stand to their right, on a sideways map over them
    const words = node.kind === 'activity' || scene.drawing.request.direction === 'right' ? 0 : END_WORDS;
    if (isUnder(x + words / 2, y, w + words, h)) count++;
  }
  for (const { edge, label } of scene.edges) if (isUnder(label.x, label.y, edge.labelWidth, 16)) count += 0.25;
  return Math.min(count, 4);
}
