/** Bytes that end a fast run over a value: its quote, `&`, `<`, and everything below a space. The NUL behind the last byte is one. */
export const DOUBLE_QUOTE_STOPS = stopsAt('"&<');
export const SINGLE_QUOTE_STOPS = stopsAt("'&<");

const NAME_ENDS = stopsAt(' />=<"\'&');
const NAME_STARTS = stopsAt(' />=<"\'&-.0123456789');

const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const LESS = 0x3c;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;

/** What `TagReader.read` answers instead of a position. */
export const INCOMPLETE = -1;
export const MALFORMED = -2;

function stopsAt(characters: string): Uint8Array {
  const table = new Uint8Array(256).fill(1, 0, 0x20);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** Whether the byte is white space in XML. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/**
 * Reads one start tag (or an end tag) and says where its parts lie. Positions are indices into the bytes it was given.
 * The byte behind the last must be 0.
 */
export class TagReader {
  nameFrom = 0;
  /** start of the name without its namespace prefix */
  localFrom = 0;
  nameTo = 0;
  /** -1 where the tag has no `key` */
  keyFrom = -1;
  keyTo = -1;
  /** references or line ends in it */
  keyCoded = false;
  /** -1 where the tag has no `value` */
  valueFrom = -1;
  valueTo = -1;
  valueCoded = false;
  selfClosing = false;
  /** where it is malformed */
  faultAt = 0;

  /**
   * @param at position of `<`
   * @param end end of the bytes there are
   * @returns the position behind `>`, `INCOMPLETE` or `MALFORMED`
   */
  read(bytes: Uint8Array, at: number, end: number): number {
    this.keyFrom = this.keyTo = this.valueFrom = this.valueTo = -1;
    this.keyCoded = this.valueCoded = this.selfClosing = false;
    let p = this.#name(bytes, at + 1, end);
    if (p < 0) return p;
    for (;;) {
      const gap = p;
      while (isSpace(bytes[p]!)) p++;
      if (p >= end) return INCOMPLETE;
      if (bytes[p] === GREATER) return p + 1;
      if (bytes[p] === SLASH) {
        if (p + 1 >= end) return INCOMPLETE;
        if (bytes[p + 1] !== GREATER) return this.#fault(p);
        this.selfClosing = true;
        return p + 2;
      }
      if (p === gap) return this.#fault(p);
      p = this.#attribute(bytes, p, end);
      if (p < 0) return p;
    }
  }

  /** An end tag: `at` is the position of `<`, its name is left in `nameFrom`, `nameTo`. */
  readEnd(bytes: Uint8Array, at: number, end: number): number {
    let p = this.#name(bytes, at + 2, end);
    if (p < 0) return p;
    while (isSpace(bytes[p]!)) p++;
    if (p >= end) return INCOMPLETE;
    return bytes[p] === GREATER ? p + 1 : this.#fault(p);
  }

  #name(bytes: Uint8Array, from: number, end: number): number {
    if (from >= end) return INCOMPLETE;
    let p = from;
    this.nameFrom = this.localFrom = p;
    if (NAME_STARTS[bytes[p]!] === 1) return this.#fault(p);
    while (NAME_ENDS[bytes[p]!] === 0) {
      if (bytes[p] === COLON) this.localFrom = p + 1;
      p++;
    }
    if (p >= end) return INCOMPLETE;
    this.nameTo = p;
    return p;
  }

  #attribute(bytes: Uint8Array, from: number, end: number): number {
    let p = from;
    if (NAME_STARTS[bytes[p]!] === 1) return this.#fault(p);
    while (NAME_ENDS[bytes[p]!] === 0) p++;
    const to = p;
    while (isSpace(bytes[p]!)) p++;
    if (p >= end) return INCOMPLETE;
    if (bytes[p] !== EQUALS) return this.#fault(p);
    p++;
    while (isSpace(bytes[p]!)) p++;
    if (p >= end) return INCOMPLETE;
    const quote = bytes[p]!;
    if (quote !== QUOTE && quote !== APOSTROPHE) return this.#fault(p);
    const valueFrom = ++p;
    const stops = quote === QUOTE ? DOUBLE_QUOTE_STOPS : SINGLE_QUOTE_STOPS;
    let coded = false;
    for (;;) {
      while (stops[bytes[p]!] === 0) p++;
      const stop = bytes[p]!;
      if (stop === quote) break;
      if (p >= end) return INCOMPLETE;
      if (stop === LESS || stop === 0) return this.#fault(p);
      coded = true;
      p++;
    }
    if (isWord(bytes, from, to, 'key')) {
      if (this.keyFrom >= 0) return this.#fault(from);
      this.keyFrom = valueFrom;
      this.keyTo = p;
      this.keyCoded = coded;
    } else if (isWord(bytes, from, to, 'value')) {
      if (this.valueFrom >= 0) return this.#fault(from);
      this.valueFrom = valueFrom;
      this.valueTo = p;
      this.valueCoded = coded;
    }
    return p + 1;
  }

  #fault(at: number): number {
    this.faultAt = at;
    return MALFORMED;
  }
}

/** Whether `bytes[from .. to)` is this ASCII word. */
export function isWord(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word.charCodeAt(i)) return false;
  return true;
}
