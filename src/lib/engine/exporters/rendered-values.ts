import { textAt } from '$lib/model/dictionary';
import type { Dictionary } from '$lib/model/log';
import type { ByteWriter } from './byte-writer';

/** Values of a dictionary that are kept as rendered. */
const KEPT_VALUES = 1 << 16;

const encoder = new TextEncoder();

/** How values look that need no care: `before`, then their bytes as they are. */
export interface PlainForm {
  readonly before: Uint8Array;
  /** whether `bytes[from .. to)` needs none */
  isPlain(bytes: Uint8Array, from: number, to: number): boolean;
}

/**
 * The values of a dictionary as an export writes them. Of a small dictionary each is rendered once; of a large one, plain values are
 * copied and the others rendered each time.
 */
export class RenderedValues {
  readonly #kept: Uint8Array[] | null;

  /**
   * @param plain must say the same as `render` of the values it takes
   * @param render a value as it stands in the file
   */
  constructor(
    private readonly dictionary: Dictionary,
    private readonly plain: PlainForm | null,
    private readonly render: (text: string) => string
  ) {
    this.#kept = dictionary.size <= KEPT_VALUES ? [] : null;
  }

  write(writer: ByteWriter, code: number): void {
    const kept = this.#kept;
    if (kept !== null) {
      writer.write((kept[code] ??= encoder.encode(this.render(textAt(this.dictionary, code)))));
      return;
    }
    const { bytes, offsets } = this.dictionary;
    const from = offsets[code]!;
    const to = offsets[code + 1]!;
    if (this.plain?.isPlain(bytes, from, to) === true) {
      writer.write(this.plain.before);
      writer.writePart(bytes, from, to);
    } else {
      writer.text(this.render(textAt(this.dictionary, code)));
    }
  }
}

/** A check that none of the bytes is one of those, nor a control character. */
export function withoutBytes(those: readonly number[]): (bytes: Uint8Array, from: number, to: number) => boolean {
  const stops = new Uint8Array(256).fill(1, 0, 0x20);
  for (const byte of those) stops[byte] = 1;
  return (bytes, from, to) => {
    for (let i = from; i < to; i++) if (stops[bytes[i]!] === 1) return false;
    return true;
  };
}
