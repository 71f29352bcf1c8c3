import { CHECK, isFull, RING, RING_LEFT, RING_PALE } from '../drawing/ring';

/** The share of cases that pass a box, as a ring at its left side: a pale whole and, over it, the share; full with a check in it. */
export function drawRing(
  context: CanvasRenderingContext2D,
  share: number,
  left: number,
  y: number,
  zoom: number,
  colour: string
): void {
  const x = left + RING_LEFT * zoom;
  // on a small map as large as its place allows
  const size = Math.max(zoom, Math.min(0.8, zoom * 1.3));
  const alpha = context.globalAlpha;
  context.strokeStyle = colour;
  context.lineCap = 'butt';
  context.lineWidth = RING.line * size;
  context.globalAlpha = alpha * RING_PALE;
  context.beginPath();
  context.arc(x, y, RING.radius * size, 0, 2 * Math.PI);
  context.stroke();
  context.globalAlpha = alpha;
  context.beginPath();
  context.arc(x, y, RING.radius * size, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * share);
  context.stroke();
  if (!isFull(share)) return;
  context.lineWidth = 1.6 * size;
  context.beginPath();
  for (const [i, [dx, dy]] of CHECK.entries()) {
    if (i === 0) context.moveTo(x + dx * size, y + dy * size);
    else context.lineTo(x + dx * size, y + dy * size);
  }
  context.stroke();
}
