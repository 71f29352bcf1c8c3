import { piecesOf, pointAt, samplesOf } from '$lib/model/curve';
import { arrowOf } from '../drawing/geometry';
import type { Palette } from './palette';
import type { PlacedEdge } from './scene';

/** Which overlaid variants pass a path, by its key. */
export type Tracks = ReadonlyMap<string, readonly number[]>;

/** px of the map: a dash of each variant's colour, and the letter's disc. */
const DASH = 9;
const DISC = 6.5;

/** What a variant of the overlay is called on the map. */
export function trackLetter(place: number): string {
  return String.fromCharCode(65 + place);
}

/**
 * The ways of overlaid variants, over the paths: a line in the variant's colour, dashes in turn where several pass, and, where not all
 * of them do, their letters. In the map's own coordinates.
 */
export function drawTracks(
  context: CanvasRenderingContext2D,
  edges: readonly PlacedEdge[],
  tracks: Tracks,
  count: number,
  palette: Palette
): void {
  context.save();
  context.lineCap = 'butt';
  for (const { edge, points } of edges) {
    const places = tracks.get(edge.key);
    if (!places) continue;
    const { base } = arrowOf(points, edge.width);
    const drawn = Float64Array.from(points);
    drawn.set([base.x, base.y], drawn.length - 2);
    context.beginPath();
    for (const [index, [x0, y0, cx, cy, x1, y1]] of piecesOf(drawn).entries()) {
      if (index === 0) context.moveTo(x0, y0);
      context.quadraticCurveTo(cx, cy, x1, y1);
    }
    context.setLineDash([]);
    context.lineWidth = Math.max(edge.width, 3) + 3;
    context.strokeStyle = palette.ground;
    context.stroke();
    context.lineWidth = Math.max(edge.width, 3);
    for (const [turn, place] of places.entries()) {
      context.setLineDash(places.length === 1 ? [] : [DASH, DASH * (places.length - 1)]);
      context.lineDashOffset = -turn * DASH;
      context.strokeStyle = palette.categories[place % palette.categories.length]!;
      context.stroke();
    }
  }
  context.setLineDash([]);
  context.textAlign = 'center';
  context.font = `700 9px ${palette.fonts}`;
  for (const { edge, points } of edges) {
    const places = tracks.get(edge.key);
    if (!places || places.length === count) continue;
    const samples = samplesOf(points, 6);
    for (const [turn, place] of places.entries()) {
      const { x, y } = pointAt(samples, 0.25 + 0.15 * turn);
      context.beginPath();
      context.arc(x, y, DISC, 0, 2 * Math.PI);
      context.fillStyle = palette.surface;
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = palette.categories[place % palette.categories.length]!;
      context.stroke();
      context.fillStyle = palette.ink;
      context.fillText(trackLetter(place), x, y + 0.5);
    }
  }
  context.restore();
}
