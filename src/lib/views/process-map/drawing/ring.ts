/** The ring in a box: the share of the cases that pass it, clockwise from the top. px of the map. */
export const RING = { radius: 6.5, line: 3 } as const;
/** Its centre from the left side of the box. */
export const RING_LEFT = 16;

/** Every case passes: a full ring with a check in it. A share that only rounds to 100 % is no full ring. */
export function isFull(share: number): boolean {
  return share >= 1;
}

/** The check in a full ring, from its centre. */
export const CHECK: readonly (readonly [x: number, y: number])[] = [
  [-3, 0.2],
  [-0.8, 2.4],
  [3.2, -2.2]
];

/** Opacity of the part of the ring that stands for the other cases. */
export const RING_PALE = 0.28;

/** The ring as an SVG path: an arc from the top, clockwise; a whole circle in two halves. */
export function ringPath(x: number, y: number, share: number): string {
  const { radius: r } = RING;
  if (share <= 0) return '';
  if (isFull(share)) return `M${x} ${y - r}A${r} ${r} 0 1 1 ${x} ${y + r}A${r} ${r} 0 1 1 ${x} ${y - r}`;
  const angle = 2 * Math.PI * share;
  const [toX, toY] = [x + r * Math.sin(angle), y - r * Math.cos(angle)].map((value) => Math.round(value * 100) / 100);
  return `M${x} ${y - r}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${toX} ${toY}`;
}
