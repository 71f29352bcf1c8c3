const CHUNK = 1 << 16;

/** A growing column of numbers, 8 bytes a row, without copying while it grows. */
export class FloatColumn {
  #chunk = new Float64Array(CHUNK);
  #used = 0;
  #full: Float64Array[] = [];

  get length(): number {
    return this.#full.length * CHUNK + this.#used;
  }

  push(value: number): void {
    if (this.#used === CHUNK) {
      this.#full.push(this.#chunk);
      this.#chunk = new Float64Array(CHUNK);
      this.#used = 0;
    }
    this.#chunk[this.#used++] = value;
  }

  /** All values in one array. The column must not be used afterwards. */
  finish(): Float64Array {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const chunk of this.#full) {
      all.set(chunk, at);
      at += CHUNK;
    }
    all.set(this.#chunk.subarray(0, this.#used), at);
    this.#full = [];
    return all;
  }
}
