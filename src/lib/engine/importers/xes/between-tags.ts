import type { ErrorCode, ErrorDetail, MiningError } from '$lib/model/errors';
import { isSpace, isWord } from './tag-reader';

const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const DASH = 0x2d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** Bytes in front of the `>` that ends a comment, a CDATA section, a processing instruction; from the last one back. */
type Ending = readonly number[];
const COMMENT: Ending = [DASH, DASH];
const CDATA: Ending = [CLOSING_BRACKET, CLOSING_BRACKET];
const INSTRUCTION: Ending = [QUESTION];

/** Goes over what XES has no use for: text, comments, CDATA sections, processing instructions, of any length. */
export class BetweenTags {
  #ending: Ending | null = null;

  constructor(private readonly fault: (code: ErrorCode, at: number, detail: ErrorDetail) => MiningError) {}

  /** A comment, CDATA section or instruction is not closed yet. */
  get isOpen(): boolean {
    return this.#ending !== null;
  }

  /**
   * @param isOutside outside the document's element, where only white space may stand
   * @returns the position of the next `<`; where there is none, `end`, or a little before it where something is still open
   */
  skip(bytes: Uint8Array, from: number, end: number, isOutside: boolean): number {
    let p = from;
    if (this.#ending !== null) {
      p = this.#skipOpen(this.#ending, bytes, from, end);
      // what may be the beginning of the ending is kept
      if (this.#ending !== null) return p;
    }
    while (isSpace(bytes[p]!)) p++;
    if (p >= end || bytes[p] === LESS) return p;
    if (isOutside) throw this.fault('xes-malformed', p, {});
    p = bytes.indexOf(LESS, p);
    return p < 0 || p > end ? end : p;
  }

  /**
   * `<!` or `<?` at `at`: a comment, CDATA section or instruction begins.
   *
   * @returns the position of its content, or -1 where more bytes are needed to know what it is
   * @throws MiningError `xes-doctype` for a document type or an entity, `xes-malformed`
   */
  begin(bytes: Uint8Array, at: number, end: number, isOutside: boolean): number {
    if (bytes[at + 1] === QUESTION) {
      this.#ending = INSTRUCTION;
      return at + 2;
    }
    if (at + 4 > end) return -1;
    if (bytes[at + 2] === DASH && bytes[at + 3] === DASH) {
      this.#ending = COMMENT;
      return at + 4;
    }
    if (at + 9 > end) return -1;
    if (bytes[at + 2] === OPENING_BRACKET && isWord(bytes, at + 3, at + 9, 'CDATA[') && !isOutside) {
      this.#ending = CDATA;
      return at + 9;
    }
    const word = String.fromCharCode(...bytes.subarray(at + 2, at + 9));
    throw this.fault(/^(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATIO)/i.test(word) ? 'xes-doctype' : 'xes-malformed', at, {});
  }

  #skipOpen(ending: Ending, bytes: Uint8Array, from: number, end: number): number {
    for (let p = bytes.indexOf(GREATER, from); p >= 0 && p < end; p = bytes.indexOf(GREATER, p + 1)) {
      if (p - ending.length < from || !ending.every((byte, i) => bytes[p - 1 - i] === byte)) continue;
      this.#ending = null;
      return p + 1;
    }
    return Math.max(from, end - ending.length);
  }
}
