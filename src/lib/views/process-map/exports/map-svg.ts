import { piecesOf } from '$lib/model/curve';
import { CASING } from '../canvas/cy-style';
import { BOX_FONT_PX, LABEL_FONT_PX, stepColours, VALUE_FONT_PX, type Palette } from '../canvas/palette';
import type { PlacedEdge, PlacedNode, Scene } from '../canvas/scene';
import { RING_ROOM } from '../drawing/drawing';
import { arrowOf, type Point } from '../drawing/geometry';
import { CHECK, isFull, RING, RING_LEFT, RING_PALE, ringPath } from '../drawing/ring';
import { STEPS, type Scale } from '../drawing/scales';

export interface SvgWords {
  readonly title: string;
  readonly edgeLegend: string;
  readonly nodeLegend: string;
  /** what the rings say; null = there are none */
  readonly ringLegend: string | null;
  readonly tick: (scale: Scale, threshold: number) => string;
}

const LEGEND_HEIGHT = 64;
const RING_LEGEND_HEIGHT = 16;
const LEGEND_WIDTH = 380;

/**
 * The map as it stands on the canvas, with its legend, as an SVG of its own: texts stay texts, every label is escaped, no script, no
 * link, no style from outside.
 */
export function mapSvg(scene: Scene, palette: Palette, words: SvgWords): string {
  const { left, top } = scene.bounds;
  const width = Math.max(scene.bounds.width, LEGEND_WIDTH);
  const height = scene.bounds.height + LEGEND_HEIGHT + (words.ringLegend === null ? 0 : RING_LEGEND_HEIGHT);
  const edges = [...scene.edges].sort((a, b) => a.edge.width - b.edge.width);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="${n(left)} ${n(top)} ${n(width)} ${n(height)}" font-family="${escaped(palette.fonts)}">`,
    `<title>${escaped(words.title)}</title>`,
    `<rect x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}" fill="${palette.ground}"/>`,
    ...edges.map((edge) => line(edge, scene, palette)),
    ...edges.map((edge) => arrow(edge, scene, palette)),
    ...[...scene.nodes.values()].map((node) => box(node, scene, palette)),
    ...edges.map((edge) => label(edge, palette)),
    legend(scene, palette, words, left + 16, top + scene.bounds.height + 8),
    '</svg>',
    ''
  ].join('\n');
}

/** Text for XML: markup escaped, and what XML 1.0 has no way to write replaced. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function line({ edge, points }: PlacedEdge, scene: Scene, palette: Palette): string {
  const { fill } = stepColours(palette, scene.drawing.edgeScale.kind, edge.step);
  const { base } = arrowOf(points, edge.width);
  const drawn = Float64Array.from(points);
  drawn.set([base.x, base.y], drawn.length - 2);
  const path = piecesOf(drawn)
    .map(([x0, y0, cx, cy, x1, y1], i) => `${i === 0 ? `M${n(x0)} ${n(y0)}` : ''}Q${n(cx)} ${n(cy)} ${n(x1)} ${n(y1)}`)
    .join('');
  return (
    `<path d="${path}" fill="none" stroke="${palette.casing}" stroke-width="${n(edge.width + CASING)}"/>` +
    `<path d="${path}" fill="none" stroke="${fill}" stroke-width="${n(edge.width)}"/>`
  );
}

function arrow({ edge, points }: PlacedEdge, scene: Scene, palette: Palette): string {
  const { fill } = stepColours(palette, scene.drawing.edgeScale.kind, edge.step);
  const { tip, left, right } = arrowOf(points, edge.width);
  const at = ({ x, y }: Point): string => `${n(x)},${n(y)}`;
  return `<polygon points="${at(left)} ${at(tip)} ${at(right)}" fill="${fill}" stroke="${palette.casing}" stroke-width="1" stroke-linejoin="round"/>`;
}

function box(placed: PlacedNode, scene: Scene, palette: Palette): string {
  const { node, x, y, width, height } = placed;
  const [left, top] = [x - width / 2, y - height / 2];
  if (node.kind !== 'activity') {
    const shape =
      node.kind === 'start' ? `M${n(x - 3)} ${n(y - 4.5)}l7.5 4.5l-7.5 4.5Z` : `M${n(x - 3.6)} ${n(y - 3.6)}h7.2v7.2h-7.2Z`;
    const isSideways = scene.drawing.request.direction === 'right';
    const at = !isSideways ? left + width + 6 : node.kind === 'start' ? left : left + width;
    const anchor = isSideways && node.kind === 'end' ? ' text-anchor="end"' : '';
    return (
      `<circle cx="${n(x)}" cy="${n(y)}" r="${n(width / 2)}" fill="${palette.surface}" stroke="${palette.ink2}" stroke-width="1.5"/>` +
      `<path d="${shape}" fill="${palette.ink2}"/>` +
      `<text x="${n(at)}" y="${n(isSideways ? top - 5 : y + 4)}"${anchor} font-size="${LABEL_FONT_PX}" fill="${palette.ink2}">${escaped(`${node.text} ${node.value}`)}</text>`
    );
  }
  const { fill, text } = stepColours(palette, scene.drawing.nodeScale.kind, node.step);
  return (
    `<g><title>${escaped(`${node.label} ${node.value}`)}</title>` +
    `<rect x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}" rx="5" fill="${fill}" stroke="${palette.nodeLine}"/>` +
    (node.ring === null ? '' : ring(node.ring, left + RING_LEFT, y, text)) +
    `<text x="${n(left + 10 + (node.ring === null ? 0 : RING_ROOM))}" y="${n(y + 4.5)}" font-size="${BOX_FONT_PX}" font-weight="700" fill="${text}">${escaped(node.text)}</text>` +
    `<text x="${n(left + width - 10)}" y="${n(y + 4.5)}" font-size="${VALUE_FONT_PX}" text-anchor="end" fill="${text}">${escaped(node.value)}</text></g>`
  );
}

/** See `drawRing`. */
function ring(share: number, x: number, y: number, colour: string): string {
  const check = CHECK.map(([dx, dy]) => `${n(x + dx)},${n(y + dy)}`).join(' ');
  return (
    `<g class="ring" data-share="${Math.round(share * 1e4) / 1e4}" fill="none" stroke="${colour}" stroke-width="${RING.line}">` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${RING.radius}" stroke-opacity="${RING_PALE}"/>` +
    `<path d="${ringPath(Number(n(x)), Number(n(y)), share)}"/>` +
    `${isFull(share) ? `<polyline points="${check}" stroke-width="1.6"/>` : ''}</g>`
  );
}

function label({ edge, label: at }: PlacedEdge, palette: Palette): string {
  const many = escaped(edge.many + (edge.long === '' ? '' : ' · '));
  const badge = edge.rank > 0 ? 20 : 0;
  const circle =
    edge.rank === 0
      ? ''
      : `<circle cx="${n(at.x - edge.labelWidth / 2 + 9)}" cy="${n(at.y)}" r="9" fill="${palette.caution}"/>` +
        `<text x="${n(at.x - edge.labelWidth / 2 + 9)}" y="${n(at.y + 4)}" font-size="${LABEL_FONT_PX}" font-weight="700" text-anchor="middle" fill="${palette.surface}">${edge.rank}</text>`;
  return (
    circle +
    `<text x="${n(at.x + badge / 2)}" y="${n(at.y + 4)}" font-size="${LABEL_FONT_PX}" text-anchor="middle" fill="${palette.ink2}" stroke="${palette.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">` +
    `${many}<tspan font-weight="700" fill="${palette.ink}">${escaped(edge.long)}</tspan></text>`
  );
}

function legend({ drawing }: Scene, palette: Palette, words: SvgWords, x: number, y: number): string {
  const part = (title: string, scale: Scale, line: string, at: number): string => {
    const cells = Array.from(
      { length: STEPS },
      (_, i) =>
        `<rect x="${n(at + i * 27)}" y="${n(y + 18)}" width="26" height="9" fill="${stepColours(palette, scale.kind, i + 1).fill}" stroke="${line}"/>`
    );
    const ticks = scale.thresholds.map((threshold, i) =>
      threshold > 0
        ? `<text x="${n(at + (i + 1) * 27)}" y="${n(y + 39)}" font-size="10" text-anchor="middle" fill="${palette.ink3}">${escaped(words.tick(scale, threshold))}</text>`
        : ''
    );
    return `<text x="${n(at)}" y="${n(y + 11)}" font-size="11" fill="${palette.ink2}">${escaped(title)}</text>${cells.join('')}${ticks.join('')}`;
  };
  return (
    part(words.edgeLegend, drawing.edgeScale, palette.casing, x) +
    part(words.nodeLegend, drawing.nodeScale, palette.nodeLine, x + 186) +
    (words.ringLegend === null
      ? ''
      : ring(0.75, x + 8, y + 50, palette.ink2) +
        `<text x="${n(x + 22)}" y="${n(y + 54)}" font-size="11" fill="${palette.ink2}">${escaped(words.ringLegend)}</text>`)
  );
}
