const CHUNK_BYTES = 1 << 20;
/** Shorter pieces are copied byte by byte, which is faster than a call of `set`. */
const SHORT_BYTES = 48;

const encoder = new TextEncoder();

/** Gathers pieces of bytes into chunks of about a megabyte. */
export class ByteWriter {
  #bytes = new Uint8Array(CHUNK_BYTES * 2);
  #length = 0;

  /** A chunk is full: time to `take` it. */
  get isFull(): boolean {
    return this.#length >= CHUNK_BYTES;
  }

  write(piece: Uint8Array): void {
    this.writePart(piece, 0, piece.length);
  }

  /** Write `bytes[from .. to)`. */
  writePart(bytes: Uint8Array, from: number, to: number): void {
    const size = to - from;
    if (this.#length + size > this.#bytes.length) this.#grow(size);
    const own = this.#bytes;
    const at = this.#length;
    if (size < SHORT_BYTES) for (let i = 0; i < size; i++) own[at + i] = bytes[from + i]!;
    else own.set(bytes.subarray(from, to), at);
    this.#length = at + size;
  }

  text(text: string): void {
    this.write(encoder.encode(text));
  }

  /** What was written since the last call, as bytes of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(size: number): void {
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + size));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }
}
