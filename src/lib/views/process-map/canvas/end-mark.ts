import type { Measure } from '../drawing/label-text';
import type { Area } from './declutter';
import { labelFont, LABEL_FONT_PX, type Palette } from './palette';
import type { PlacedNode } from './scene';

/**
 * The triangle of the start or the square of the end, and how many cases: to its right, on a sideways map over it, where the next
 * box stands at its right.
 *
 * @param area of the round mark on screen
 * @param leastPx texts are not smaller
 * @returns the area of the words
 */
export function drawEndMark(
  context: CanvasRenderingContext2D,
  { node }: PlacedNode,
  area: Area,
  zoom: number,
  palette: Palette,
  leastPx: number,
  isSideways: boolean,
  measure: (font: string) => Measure
): Area {
  const [x, y] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
  const r = 4.5 * zoom;
  context.fillStyle = palette.ink2;
  context.beginPath();
  if (node.kind === 'start') {
    context.moveTo(x - r * 0.7, y - r);
    context.lineTo(x + r, y);
    context.lineTo(x - r * 0.7, y + r);
  } else context.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  context.fill();
  const px = Math.round(Math.max(LABEL_FONT_PX * zoom, leastPx) * 2) / 2;
  const font = labelFont(palette.fonts, px);
  const text = `${node.text} ${node.value}`;
  const width = measure(font)(text);
  const left = !isSideways ? area.right + 6 * zoom : node.kind === 'start' ? area.left : area.right - width;
  const middle = isSideways ? area.top - px * 0.8 : y;
  context.font = font;
  context.textAlign = 'left';
  context.strokeStyle = palette.ground;
  context.lineWidth = 4;
  context.strokeText(text, left, middle + 0.5);
  context.fillText(text, left, middle + 0.5);
  return { left, top: middle - px / 2, right: left + width, bottom: middle + px / 2 };
}
