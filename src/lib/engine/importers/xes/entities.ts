const AMPERSAND = 0x26;
const HASH = 0x23;
const SEMICOLON = 0x3b;
const SPACE = 0x20;
const REPLACEMENT = 0xfffd;
/** `&#x10FFFF;` and a lot of leading zeros; what is longer is no reference. */
const MAX_REFERENCE = 32;

const NAMED: ReadonlyMap<string, number> = new Map([
  ['amp', 0x26],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['quot', 0x22],
  ['apos', 0x27]
]);

/** Where decoded bytes go; grows, and is used again for every value. */
export class Scratch {
  bytes = new Uint8Array(1 << 12);
  length = 0;

  /** Empty it, with room for `size` bytes. */
  reset(size: number): void {
    if (size > this.bytes.length) this.bytes = new Uint8Array(size * 2);
    this.length = 0;
  }
}

/**
 * An attribute's value as the document means it, in UTF-8: references resolved, literal line ends and tabs as spaces.
 * A reference to a character that XML does not allow becomes U+FFFD.
 *
 * @param out receives the bytes; never more than `to - from` of them
 * @returns -1, or the position of what makes it malformed: a `<`, a NUL, or a reference that is none of XML's own
 *
 * Source: XML 1.0 (fifth edition), 3.3.3 and 4.6.
 */
export function decodeValue(bytes: Uint8Array, from: number, to: number, out: Scratch): number {
  out.reset(to - from);
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === AMPERSAND) {
      const semicolon = bytes.subarray(i, Math.min(to, i + MAX_REFERENCE)).indexOf(SEMICOLON);
      const codePoint = semicolon < 2 ? -1 : referenced(bytes, i + 1, i + semicolon);
      if (codePoint < 0) return i;
      pushCodePoint(out, codePoint);
      i += semicolon;
    } else if (byte === 0x0d) {
      if (i + 1 >= to || bytes[i + 1] !== 0x0a) out.bytes[out.length++] = SPACE;
    } else if (byte === 0x09 || byte === 0x0a) {
      out.bytes[out.length++] = SPACE;
    } else if (byte === 0x3c || byte === 0) {
      return i;
    } else {
      out.bytes[out.length++] = byte;
    }
  }
  return -1;
}

/** The code point of the reference `bytes[from .. to)` (between `&` and `;`), or -1. */
function referenced(bytes: Uint8Array, from: number, to: number): number {
  const text = String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[from] !== HASH) return NAMED.get(text) ?? -1;
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(text);
  if (!digits) return -1;
  const codePoint = digits[1] === undefined ? Number.parseInt(digits[2]!, 10) : Number.parseInt(digits[1], 16);
  return isXmlCharacter(codePoint) ? codePoint : REPLACEMENT;
}

/** Whether XML 1.0 allows the character (2.2, `Char`). */
export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  return codePoint <= 0xd7ff || (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}

function pushCodePoint(out: Scratch, codePoint: number): void {
  const bytes = out.bytes;
  if (codePoint < 0x80) {
    bytes[out.length++] = codePoint;
  } else if (codePoint < 0x800) {
    bytes[out.length++] = 0xc0 | (codePoint >> 6);
    bytes[out.length++] = 0x80 | (codePoint & 63);
  } else if (codePoint < 0x10000) {
    bytes[out.length++] = 0xe0 | (codePoint >> 12);
    bytes[out.length++] = 0x80 | ((codePoint >> 6) & 63);
    bytes[out.length++] = 0x80 | (codePoint & 63);
  } else {
    bytes[out.length++] = 0xf0 | (codePoint >> 18);
    bytes[out.length++] = 0x80 | ((codePoint >> 12) & 63);
    bytes[out.length++] = 0x80 | ((codePoint >> 6) & 63);
    bytes[out.length++] = 0x80 | (codePoint & 63);
  }
}
