import { RING_ROOM } from '../drawing/drawing';
import { arrowOf } from '../drawing/geometry';
import { fitted, measureIn, type Measure } from '../drawing/label-text';
import { areaOf, badgeArea } from './areas';
import { CASING } from './cy-style';
import { Grid, type Area } from './declutter';
import { drawEndMark } from './end-mark';
import { boldLabelFont, boxFont, BOX_FONT_PX, labelFont, LABEL_FONT_PX, stepColours, valueFont, type Palette } from './palette';
import { drawRing } from './ring';
import type { PlacedEdge, PlacedNode, Scene } from './scene';
import { drawTracks, type Tracks } from './tracks';

export interface ViewPort {
  readonly zoom: number;
  readonly pan: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
}

export interface Marks {
  readonly picked: string | null;
  readonly hovered: string | null;
  /** the box that has the keyboard's focus */
  readonly focused: string | null;
  readonly found: ReadonlySet<string>;
  /** boxes marked to do something with them together */
  readonly marked: ReadonlySet<string>;
  /** keys that are not dimmed; null = all */
  readonly lit: ReadonlySet<string> | null;
  /** the overlaid variants: which pass what, and how many there are */
  readonly overlaid?: { readonly tracks: Tracks; readonly count: number } | null;
}

/** Texts do not shrink below this on screen while they have room: a small map stays readable. */
const LEAST_PX = 10;
/** Less of a label than this says nothing: then its number gives way. */
const LEAST_PART = 0.85;
const LABELS_FROM_ZOOM = 0.3;

/**
 * Draws what Cytoscape does not: texts, arrowheads with a casing, badges, the marks in start and end. Called after each of its
 * frames. Labels that would cover another are left out until there is room; heavy edges come first.
 *
 * @returns where the labels of edges stand on screen, for clicks
 */
export class Overlay {
  readonly #context: CanvasRenderingContext2D;
  #measures = new Map<string, Measure>();
  /** [key, area] of the labels drawn last, screen px */
  labels: readonly (readonly [string, Area])[] = [];

  /** @param ratio canvas pixels a screen pixel; the screen's own when omitted */
  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly ratio?: number
  ) {
    this.#context = canvas.getContext('2d')!;
  }

  /** Fonts came or changed: widths are measured again. */
  forget(): void {
    this.#measures.clear();
  }

  measure(font: string): Measure {
    let measure = this.#measures.get(font);
    if (!measure) {
      if (this.#measures.size > 60) this.#measures.clear();
      this.#measures.set(font, (measure = measureIn(this.#context, font)));
    }
    return measure;
  }

  draw(scene: Scene, view: ViewPort, palette: Palette, marks: Marks): void {
    const context = this.#context;
    const ratio = this.ratio ?? (devicePixelRatio || 1);
    const [w, h] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) [this.canvas.width, this.canvas.height] = [w, h];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    context.textBaseline = 'middle';
    context.lineJoin = 'round';

    const edges = [...scene.edges].sort((a, b) => a.edge.width - b.edge.width);
    context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.pan.x, ratio * view.pan.y);
    for (const edge of edges) this.#arrow(edge, scene, palette, marks);
    if (marks.overlaid) drawTracks(context, edges, marks.overlaid.tracks, marks.overlaid.count, palette);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);

    const taken: Area[] = [];
    const isSideways = scene.drawing.request.direction === 'right';
    for (const node of scene.nodes.values()) {
      const area = areaOf(node, view);
      if (area.right < 0 || area.bottom < 0 || area.left > view.width || area.top > view.height) continue;
      taken.push(area);
      context.globalAlpha = marks.lit && !marks.lit.has(node.node.key) ? 0.35 : 1;
      if (node.node.kind === 'activity') this.#box(node, area, view.zoom, scene, palette, marks);
      else taken.push(drawEndMark(context, node, area, view.zoom, palette, LEAST_PX, isSideways, (font) => this.measure(font)));
    }
    context.globalAlpha = 1;
    const drawn: (readonly [string, Area])[] = [];
    const first = (edge: PlacedEdge): number =>
      (edge.edge.key === marks.picked || edge.edge.key === marks.hovered ? 1e15 : 0) +
      (edge.edge.rank > 0 ? 1e12 : 0) +
      edge.edge.count;
    const grid = new Grid(taken);
    for (const edge of edges.sort((a, b) => first(b) - first(a))) {
      if (marks.lit && !marks.lit.has(edge.edge.key)) continue;
      const area = this.#label(edge, view, palette, marks, grid);
      if (area) drawn.push([edge.edge.key, area]);
    }
    this.labels = drawn;
  }

  #arrow({ points, edge }: PlacedEdge, scene: Scene, palette: Palette, marks: Marks): void {
    const context = this.#context;
    const { tip, left, right, base } = arrowOf(points, edge.width);
    const { fill } = stepColours(palette, scene.drawing.edgeScale.kind, edge.step);
    const isPicked = edge.key === marks.picked;
    context.globalAlpha = marks.lit && !marks.lit.has(edge.key) ? 0.25 : 1;
    context.beginPath();
    context.moveTo(left.x, left.y);
    context.lineTo(tip.x, tip.y);
    context.lineTo(right.x, right.y);
    context.closePath();
    context.strokeStyle = isPicked ? palette.accent : palette.casing;
    context.lineWidth = CASING + (isPicked ? 2 : 0);
    context.stroke();
    context.fillStyle = fill;
    context.fill();
    // the joint: the line's colour runs into the head without the casing between
    const [dx, dy] = [tip.x - base.x, tip.y - base.y];
    const size = Math.hypot(dx, dy) || 1;
    context.strokeStyle = fill;
    context.lineWidth = edge.width;
    context.beginPath();
    context.moveTo(base.x - (dx / size) * 2, base.y - (dy / size) * 2);
    context.lineTo(base.x + (dx / size) * 2, base.y + (dy / size) * 2);
    context.stroke();
    context.globalAlpha = 1;
  }

  #box({ node }: PlacedNode, area: Area, zoom: number, scene: Scene, palette: Palette, marks: Marks): void {
    const context = this.#context;
    const { text: colour } = stepColours(palette, scene.drawing.nodeScale.kind, node.step);
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    const y = (area.top + area.bottom) / 2 + 0.5;
    if (marks.found.has(node.key)) {
      context.strokeStyle = palette.accent;
      context.lineWidth = 2;
      context.setLineDash([4, 3]);
      context.strokeRect(area.left - 4, area.top - 4, width + 8, height + 8);
      context.setLineDash([]);
    }
    if (marks.marked.has(node.key)) {
      context.strokeStyle = palette.accent;
      context.lineWidth = 2.5;
      context.strokeRect(area.left - 3, area.top - 3, width + 6, height + 6);
      context.fillStyle = palette.accent;
      context.fillRect(area.right - 6, area.top - 8, 14, 14);
      context.strokeStyle = palette.surface;
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(area.right - 3, area.top - 1);
      context.lineTo(area.right, area.top + 2);
      context.lineTo(area.right + 5, area.top - 4);
      context.stroke();
    }
    if (marks.focused === node.key) {
      context.strokeStyle = palette.accent;
      context.lineWidth = 3;
      context.strokeRect(area.left - 5, area.top - 5, width + 10, height + 10);
    }
    if (node.ring !== null) drawRing(context, node.ring, area.left, (area.top + area.bottom) / 2, zoom, colour);
    const px = Math.max(BOX_FONT_PX * zoom, Math.min(LEAST_PX, height * 0.95));
    if (px < 5) return;
    const padding = Math.max(3, 10 * zoom);
    const beside = node.ring === null ? 0 : RING_ROOM * zoom;
    const label = this.measure(boxFont(palette.fonts, half(px)));
    const value = this.measure(valueFont(palette.fonts, half(px * 0.96)));
    const room = width - 2 * padding - beside;
    const gap = 10 * zoom;
    const wanted = label(node.label);
    const spare = (text: string): number => room - (text === '' ? 0 : value(text) + gap);
    // the whole number beside the whole label, or a brief one, or that beside the better part of the label, or the label alone
    const isWhole = (text: string): boolean => wanted <= spare(text);
    const brief = isWhole(node.brief) || spare(node.brief) >= wanted * LEAST_PART ? node.brief : '';
    const shown = isWhole(node.value) || zoom >= 0.75 ? node.value : brief;
    context.fillStyle = colour;
    context.textAlign = 'left';
    context.font = boxFont(palette.fonts, half(px));
    context.fillText(fitted(node.label, spare(shown), label), area.left + padding + beside, y);
    if (shown === '') return;
    context.textAlign = 'right';
    context.font = valueFont(palette.fonts, half(px * 0.96));
    context.fillText(shown, area.right - padding, y);
  }

  #label(
    { edge, points, anchor, offset }: PlacedEdge,
    view: ViewPort,
    palette: Palette,
    marks: Marks,
    grid: Grid
  ): Area | undefined {
    const isFirst = edge.key === marks.picked || edge.key === marks.hovered;
    if (view.zoom < LABELS_FROM_ZOOM && !isFirst && edge.rank === 0) return undefined;
    const context = this.#context;
    const px = half(Math.max(LABEL_FONT_PX * view.zoom, LEAST_PX));
    const plain = labelFont(palette.fonts, px);
    const bold = boldLabelFont(palette.fonts, px);
    const many = edge.many + (edge.long === '' ? '' : ' · ');
    const manyWidth = this.measure(plain)(many);
    const badge = edge.rank > 0 ? px * 1.6 + 4 : 0;
    const width = manyWidth + (edge.long === '' ? 0 : this.measure(bold)(edge.long)) + badge;
    // the distance from the line grows with the text, which is larger than the zoom says on a small map
    const grown = px / LABEL_FONT_PX;
    const areaAt = (share: number): Area => {
      const x = anchor.x * view.zoom + view.pan.x + offset.x * grown * share;
      const y = anchor.y * view.zoom + view.pan.y + offset.y * grown * share;
      return { left: x - width / 2, top: y - px * 0.65, right: x + width / 2, bottom: y + px * 0.65 };
    };
    // its place, else on the line, else beyond the line; of a ranked delay at least the badge
    const places = [1, 0, -1].map(areaAt);
    const free = isFirst ? places[0] : places.find((place) => !grid.hits(place));
    const area = free ?? (edge.rank > 0 ? badgeArea(points, view, px) : undefined);
    if (!area || area.right < 0 || area.bottom < 0 || area.left > view.width || area.top > view.height) return undefined;
    const y = (area.top + area.bottom) / 2;
    grid.add(area);
    context.textAlign = 'left';
    context.strokeStyle = palette.ground;
    context.lineWidth = 4;
    let left = area.left;
    if (badge > 0) {
      const r = px * 0.8;
      context.fillStyle = palette.caution;
      context.beginPath();
      context.arc(left + r, y, r, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = palette.surface;
      context.font = bold;
      context.textAlign = 'center';
      context.fillText(String(edge.rank), left + r, y + 0.5);
      context.textAlign = 'left';
      left += badge;
      if (!free) return area;
    }
    for (const [text, font, colour] of [
      [many, plain, palette.ink2],
      [edge.long, bold, palette.ink]
    ] as const) {
      if (text === '') continue;
      context.font = font;
      context.strokeText(text, left, y + 0.5);
      context.fillStyle = colour;
      context.fillText(text, left, y + 0.5);
      left += this.measure(font)(text);
    }
    return area;
  }
}

/** Fonts come in half pixels, so that widths can be kept. */
function half(px: number): number {
  return Math.round(px * 2) / 2;
}
