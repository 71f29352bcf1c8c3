/** A rectangle on screen, px. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 64;

/** Rectangles in square cells, to ask quickly whether another one covers any of them. */
export class Grid {
  readonly #cells = new Map<number, Area[]>();

  constructor(areas: readonly Area[]) {
    for (const area of areas) this.add(area);
  }

  add(area: Area): void {
    for (const key of keys(area)) {
      const list = this.#cells.get(key);
      if (list) list.push(area);
      else this.#cells.set(key, [area]);
    }
  }

  hits(area: Area): boolean {
    for (const key of keys(area)) {
      for (const other of this.#cells.get(key) ?? []) {
        if (area.left < other.right && other.left < area.right && area.top < other.bottom && other.top < area.bottom) return true;
      }
    }
    return false;
  }
}

function* keys(area: Area): Generator<number> {
  for (let c = Math.floor(area.left / CELL); c <= Math.floor(area.right / CELL); c++) {
    for (let r = Math.floor(area.top / CELL); r <= Math.floor(area.bottom / CELL); r++) yield (c + 512) * 4096 + r + 512;
  }
}
