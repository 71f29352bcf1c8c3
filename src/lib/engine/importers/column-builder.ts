import { codeArray } from '$lib/model/dictionary';
import type { CodeArray, Dictionary } from '$lib/model/log';
import { HASH_SEED, hashByte, hashBytes, isUtf8 } from './byte-text';

const NOTHING = new Uint8Array(0);
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Rows staged before they are packed into the narrowest width their codes need. */
const CHUNK_ROWS = 1 << 16;

/** Distinct values above which a dictionary is larger than the nearer caches. */
const LARGE = 16_384;

/** Share of slots taken, above which the table grows: fewer slots miss the caches less than longer probes cost. */
const MAX_LOAD = 0.7;

export { HASH_SEED, hashByte, hashBytes };

/**
 * Builds one dictionary-coded column, row by row, from UTF-8 bytes. Code 0 is the missing (empty) value.
 *
 * Cost: one probe of an open-addressing table and one comparison of bytes a row; 4 bytes a row until packed.
 */
export class ColumnBuilder {
  #size = 1;
  // small at first: a file may have thousands of columns
  #blob = new Uint8Array(1 << 8);
  /** the bytes of `#blob`, four at a time */
  #view = new DataView(this.#blob.buffer);
  #offsets = new Uint32Array(1 << 5);
  /** open addressing: hash and code of a value side by side, so that a probe touches one cache line; code 0 is a free slot */
  #table = new Int32Array(2 << 6);
  #mask = (1 << 6) - 1;
  #staged = new Uint32Array(1 << 8);
  #stagedRows = 0;
  #packed: CodeArray[] = [];
  #encoder = new TextEncoder();
  #repairs = 0;

  /** rows so far */
  get rows(): number {
    return this.#packed.length * CHUNK_ROWS + this.#stagedRows;
  }

  /** distinct values so far, the missing one included */
  get size(): number {
    return this.#size;
  }

  /** how often a value was met that is not valid UTF-8; it is kept with U+FFFD for what is not */
  get repairs(): number {
    return this.#repairs;
  }

  /** Append the value `bytes[from .. to)`, with its `hashBytes`. @returns its code */
  push(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const code = from === to ? 0 : this.codeOf(bytes, from, to, hash);
    this.pushCode(code);
    return code;
  }

  /**
   * The codes of many values at once: value `r` is `bytes[from[places[r]] .. to[places[r]])`; an empty one gets code 0. Appends no row.
   *
   * Cost: large dictionaries lie outside the caches, so their lines are asked for first, all of them side by side.
   */
  codesOf(
    bytes: Uint8Array,
    from: Int32Array,
    to: Int32Array,
    hashes: Int32Array,
    places: Int32Array,
    count: number,
    codes: Uint32Array
  ): void {
    if (this.#size > LARGE) this.#touch(hashes, places, count, codes);
    const here = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let known = this.#view;
    let table = this.#table;
    let offsets = this.#offsets;
    let mask = this.#mask;
    for (let r = 0; r < count; r++) {
      const place = places[r]!;
      const begin = from[place]!;
      const length = to[place]! - begin;
      let code = 0;
      if (length > 0) {
        const hash = hashes[place]!;
        let slot = (hash ^ (hash >>> 15)) & mask;
        for (code = table[2 * slot + 1]!; code !== 0; code = table[2 * slot + 1]!) {
          if (table[2 * slot] === hash) {
            const at = offsets[code]!;
            if (offsets[code + 1]! - at === length && areSame(here, begin, known, at, length)) break;
          }
          slot = (slot + 1) & mask;
        }
        if (code === 0) {
          code = this.#add(bytes, begin, begin + length, hash, slot);
          // what was added to may have moved
          known = this.#view;
          table = this.#table;
          offsets = this.#offsets;
          mask = this.#mask;
        }
      }
      codes[r] = code;
    }
  }

  /** Append rows of codes that `codesOf` gave. */
  pushCodes(codes: Uint32Array, count: number): void {
    for (let done = 0; done < count;) {
      if (this.#stagedRows === this.#staged.length) this.#makeRoom();
      const part = Math.min(count - done, this.#staged.length - this.#stagedRows);
      this.#staged.set(codes.subarray(done, done + part), this.#stagedRows);
      this.#stagedRows += part;
      done += part;
    }
  }

  /** Append a value given as a string. */
  pushText(text: string): number {
    const bytes = this.#encoder.encode(text);
    return this.push(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }

  /** Append a code that `push` or `codeOf` gave (0 = missing). */
  pushCode(code: number): void {
    if (this.#stagedRows === this.#staged.length) this.#makeRoom();
    this.#staged[this.#stagedRows++] = code;
  }

  /** Missing values up to (not including) row `rows`, for columns that first appear late. */
  padTo(rows: number): void {
    while (this.rows < rows) this.pushCode(0);
  }

  /** Take back the last row; for a row that turns out unusable. Its value stays in the dictionary. */
  pop(): void {
    if (this.#stagedRows === 0) {
      const last = this.#packed.pop();
      if (!last) return;
      // a chunk was packed, so the stage has its full length
      this.#staged.set(last);
      this.#stagedRows = last.length;
    }
    this.#stagedRows--;
  }

  /** The code of a value, which is added to the dictionary where it is new; appends no row. */
  codeOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const table = this.#table;
    const mask = this.#mask;
    const length = to - from;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let code = table[2 * slot + 1]!; code !== 0; code = table[2 * slot + 1]!) {
      if (table[2 * slot] === hash) {
        const offsets = this.#offsets;
        const at = offsets[code]!;
        if (offsets[code + 1]! - at === length) {
          const blob = this.#blob;
          let i = 0;
          while (i < length && blob[at + i] === bytes[from + i]) i++;
          if (i === length) return code;
        }
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, from, to, hash, slot);
  }

  /** The value of a code, as a copy-free view; valid until the next value is added. */
  bytesOf(code: number): Uint8Array {
    return this.#blob.subarray(this.#offsets[code], this.#offsets[code + 1]);
  }

  /** The column. The builder must not be used afterwards. */
  finish(): { codes: CodeArray; dictionary: Dictionary } {
    const rows = this.rows;
    const codes = codeArray(this.#size - 1, rows);
    let at = 0;
    for (const [i, chunk] of this.#packed.entries()) {
      codes.set(chunk, at);
      at += chunk.length;
      // given back one by one: the column is never held twice
      this.#packed[i] = NOTHING;
    }
    codes.set(this.#staged.subarray(0, this.#stagedRows), at);
    this.#packed = [];
    return {
      codes,
      dictionary: {
        size: this.#size,
        bytes: this.#blob.slice(0, this.#offsets[this.#size]),
        offsets: this.#offsets.slice(0, this.#size + 1)
      }
    };
  }

  /** Reads what `codeOf` will read, in loops whose loads do not wait for each other. `seen` is scratch space. */
  #touch(hashes: Int32Array, places: Int32Array, count: number, seen: Uint32Array): void {
    const table = this.#table;
    const mask = this.#mask;
    const offsets = this.#offsets;
    const blob = this.#blob;
    for (let r = 0; r < count; r++) {
      const hash = hashes[places[r]!]!;
      seen[r] = table[2 * ((hash ^ (hash >>> 15)) & mask) + 1]!;
    }
    for (let r = 0; r < count; r++) seen[r] = offsets[seen[r]!]!;
    for (let r = 0; r < count; r++) seen[r] = blob[seen[r]!]!;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    if (!isUtf8(bytes, from, to)) {
      this.#repairs++;
      const repaired = this.#encoder.encode(lenient.decode(bytes.subarray(from, to)));
      return this.codeOf(repaired, 0, repaired.length, hashBytes(repaired, 0, repaired.length));
    }
    const code = this.#size++;
    if (code + 2 > this.#offsets.length) {
      this.#offsets = grown(this.#offsets, Uint32Array, code + 2);
    }
    const at = this.#offsets[code]!;
    const end = at + to - from;
    if (end > this.#blob.length) {
      this.#blob = grown(this.#blob, Uint8Array, end);
      this.#view = new DataView(this.#blob.buffer);
    }
    const blob = this.#blob;
    for (let i = from, j = at; i < to; i++, j++) blob[j] = bytes[i]!;
    this.#offsets[code + 1] = end;
    this.#table[2 * slot] = hash;
    this.#table[2 * slot + 1] = code;
    if (this.#size > this.#mask * MAX_LOAD) this.#rehash();
    return code;
  }

  #rehash(): void {
    const old = this.#table;
    const table = new Int32Array(old.length * 2);
    const mask = table.length / 2 - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      const hash = old[i]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (table[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      table[2 * slot] = hash;
      table[2 * slot + 1] = old[i + 1]!;
    }
    this.#table = table;
    this.#mask = mask;
  }

  #makeRoom(): void {
    if (this.#stagedRows < CHUNK_ROWS) {
      this.#staged = grown(this.#staged, Uint32Array, 4 * this.#stagedRows);
      return;
    }
    const chunk = codeArray(this.#size - 1, CHUNK_ROWS);
    chunk.set(this.#staged);
    this.#packed.push(chunk);
    this.#stagedRows = 0;
  }
}

/** Bytes compared four at a time. */
function areSame(a: DataView, i: number, b: DataView, j: number, length: number): boolean {
  if (length < 4) {
    for (let k = 0; k < length; k++) if (a.getUint8(i + k) !== b.getUint8(j + k)) return false;
    return true;
  }
  const last = length - 4;
  for (let k = 0; k < last; k += 4) if (a.getInt32(i + k, true) !== b.getInt32(j + k, true)) return false;
  return a.getInt32(i + last, true) === b.getInt32(j + last, true);
}

function grown<T extends Uint8Array | Uint32Array>(from: T, Type: new (length: number) => T, atLeast: number): T {
  const to = new Type(Math.max(from.length * 2, atLeast));
  to.set(from);
  return to;
}
