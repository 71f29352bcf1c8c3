import type { CaseTokens } from '$lib/model/playback';
import type { ViewPort } from '../canvas/overlay';
import type { Palette } from '../canvas/palette';
import { movesAt } from './moves';
import { placeOn, type Ways } from './ways';

/** px of a token's radius on the map at full size, and what it does not go below on screen. */
const RADIUS = 4;
const LEAST_RADIUS = 2.6;

/** Draws tokens on a canvas of its own. A token is stamped from one small picture: thousands fit a frame. */
export class TokenPainter {
  readonly #context: CanvasRenderingContext2D;
  #stamp: { readonly key: string; readonly picture: HTMLCanvasElement } | undefined;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext('2d')!;
  }

  /** @returns tokens drawn: those on a path that is shown */
  draw(tokens: CaseTokens, atMs: number, ways: Ways, view: ViewPort, palette: Palette): number {
    const context = this.#context;
    const ratio = devicePixelRatio || 1;
    const [w, h] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) [this.canvas.width, this.canvas.height] = [w, h];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, w, h);
    const stamp = this.#stampOf(Math.max(RADIUS * view.zoom, LEAST_RADIUS) * ratio, palette);
    const half = stamp.width / 2;
    let drawn = 0;
    movesAt(tokens, atMs, (edge, share) => {
      const way = ways.get(edge);
      if (way === undefined) return;
      const { x, y } = placeOn(way, share);
      context.drawImage(stamp, (x * view.zoom + view.pan.x) * ratio - half, (y * view.zoom + view.pan.y) * ratio - half);
      drawn++;
    });
    return drawn;
  }

  clear(): void {
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** A dot in the ink of texts with a rim of the ground, so that it stands out on any path. */
  #stampOf(radius: number, { ink, ground }: Palette): HTMLCanvasElement {
    const key = `${radius.toFixed(1)} ${ink} ${ground}`;
    if (this.#stamp?.key === key) return this.#stamp.picture;
    const picture = document.createElement('canvas');
    const half = Math.ceil(radius + 2);
    picture.width = picture.height = 2 * half;
    const context = picture.getContext('2d')!;
    context.beginPath();
    context.arc(half, half, radius, 0, 2 * Math.PI);
    context.fillStyle = ink;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = ground;
    context.stroke();
    this.#stamp = { key, picture };
    return picture;
  }
}
