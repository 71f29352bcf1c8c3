import { piecesOf } from '$lib/model/curve';
import { CASING } from '../canvas/cy-style';
import { Overlay } from '../canvas/overlay';
import { stepColours, type Palette } from '../canvas/palette';
import type { Scene } from '../canvas/scene';
import { arrowOf } from '../drawing/geometry';

const SCALE = 2;
/** Browsers refuse larger canvases. */
const MOST_SIDE = 8192;

/** The map as a picture of twice its size (less where the browser has no canvas that large), with the page's own fonts. */
export async function mapPng(scene: Scene, palette: Palette): Promise<Blob> {
  const { left, top, width, height } = scene.bounds;
  const scale = Math.min(SCALE, MOST_SIDE / width, MOST_SIDE / height);
  const texts = document.createElement('canvas');
  const view = { zoom: scale, pan: { x: -left * scale, y: -top * scale }, width: width * scale, height: height * scale };
  new Overlay(texts, 1).draw(scene, view, palette, {
    picked: null,
    hovered: null,
    focused: null,
    found: new Set(),
    marked: new Set(),
    lit: null
  });

  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [texts.width, texts.height];
  const context = canvas.getContext('2d')!;
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, view.pan.x, view.pan.y);
  for (const { edge, points } of [...scene.edges].sort((a, b) => a.edge.width - b.edge.width)) {
    const { base } = arrowOf(points, edge.width);
    const drawn = Float64Array.from(points);
    drawn.set([base.x, base.y], drawn.length - 2);
    context.beginPath();
    for (const [index, [x0, y0, cx, cy, x1, y1]] of piecesOf(drawn).entries()) {
      if (index === 0) context.moveTo(x0, y0);
      context.quadraticCurveTo(cx, cy, x1, y1);
    }
    context.strokeStyle = palette.casing;
    context.lineWidth = edge.width + CASING;
    context.stroke();
    context.strokeStyle = stepColours(palette, scene.drawing.edgeScale.kind, edge.step).fill;
    context.lineWidth = edge.width;
    context.stroke();
  }
  for (const { node, x, y, width: w, height: h } of scene.nodes.values()) {
    context.beginPath();
    if (node.kind === 'activity') context.roundRect(x - w / 2, y - h / 2, w, h, 5);
    else context.arc(x, y, w / 2, 0, 2 * Math.PI);
    context.fillStyle =
      node.kind === 'activity' ? stepColours(palette, scene.drawing.nodeScale.kind, node.step).fill : palette.surface;
    context.fill();
    context.strokeStyle = node.kind === 'activity' ? palette.nodeLine : palette.ink2;
    context.lineWidth = node.kind === 'activity' ? 1 : 1.5;
    context.stroke();
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(texts, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('canvas allocation failed'))), 'image/png')
  );
}
