import type { DottedChart, DottedPoints } from '$lib/model/timing';
import type { Colours } from '$lib/ui/chart/colours';

/** The last category is grey and stands for all that have no colour of their own. */
const ofColour = (colours: Colours, colour: number, legend: number): string =>
  colour < legend ? colours.categories[colour % (colours.categories.length - 1)]! : colours.categories.at(-1)!;

/** Red, green and blue of a colour as the browser writes computed ones. */
function channelsOf(context: CanvasRenderingContext2D, colour: string): readonly [number, number, number] {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}

/** Draw the events of a dotted chart, as dots or as cells. */
export function paintDots(
  context: CanvasRenderingContext2D,
  chart: DottedChart,
  width: number,
  height: number,
  colours: Colours
): void {
  const { drawing, legend, rows, xFrom, xTo } = chart;
  if (drawing.kind === 'points') {
    const size = Math.max(2, Math.min(5, (height / Math.max(1, rows)) * 0.8));
    const across = xTo > xFrom ? width / (xTo - xFrom) : 0;
    const down = height / Math.max(1, rows);
    // one colour after the other: changing it is the slow part; what has no colour of its own lies at the bottom
    for (let colour = legend.length; colour >= 0; colour--) {
      context.fillStyle = ofColour(colours, colour, legend.length);
      for (let i = 0; i < drawing.x.length; i++) {
        if (drawing.colour[i] !== colour) continue;
        context.fillRect((drawing.x[i]! - xFrom) * across - size / 2, (drawing.row[i]! + 0.5) * down - size / 2, size, size);
      }
    }
    return;
  }
  const cells = document.createElement('canvas');
  [cells.width, cells.height] = [drawing.width, drawing.height];
  const target = cells.getContext('2d', { willReadFrequently: true });
  if (!target) return;
  const channels = Array.from({ length: legend.length + 1 }, (_, colour) =>
    channelsOf(target, ofColour(colours, colour, legend.length))
  );
  const image = target.createImageData(drawing.width, drawing.height);
  const strongest = Math.log1p(drawing.maxCount);
  for (let i = 0; i < drawing.count.length; i++) {
    const count = drawing.count[i]!;
    if (count === 0) continue;
    const [r, g, b] = channels[drawing.colour[i]!]!;
    image.data[4 * i] = r;
    image.data[4 * i + 1] = g;
    image.data[4 * i + 2] = b;
    image.data[4 * i + 3] = 255 * (0.4 + (0.6 * Math.log1p(count)) / strongest);
  }
  target.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, width, height);
}

/** Index of the dot nearest to a place (0..1, y from the top), within so many px; -1 where none is. */
export function dotAt(chart: DottedChart, points: DottedPoints, x: number, y: number, width: number, height: number): number {
  const REACH_PX = 8;
  const range = chart.xTo - chart.xFrom || 1;
  let nearest = -1;
  let least = REACH_PX * REACH_PX;
  for (let i = 0; i < points.x.length; i++) {
    const dx = ((points.x[i]! - chart.xFrom) / range - x) * width;
    if (dx > REACH_PX || dx < -REACH_PX) continue;
    const dy = ((points.row[i]! + 0.5) / chart.rows - y) * height;
    const distance = dx * dx + dy * dy;
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}
