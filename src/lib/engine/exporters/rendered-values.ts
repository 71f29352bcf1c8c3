import { textAt } from '$lib/model/dictionary';
import type { Dictionary } from '$lib/model/log';

/** Values of a dictionary that are kept as rendered. */
const KEPT_VALUES = 1 << 16;

const encoder = new TextEncoder();

/** The values of a dictionary as an export writes them; each is rendered once, where there are not too many. */
export class RenderedValues {
  readonly #kept: Uint8Array[] | null;

  /** @param render a value as it stands in the file */
  constructor(
    private readonly dictionary: Dictionary,
    private readonly render: (text: string) => string
  ) {
    this.#kept = dictionary.size <= KEPT_VALUES ? [] : null;
  }

  of(code: number): Uint8Array {
    const kept = this.#kept?.[code];
    if (kept) return kept;
    const bytes = encoder.encode(this.render(textAt(this.dictionary, code)));
    if (this.#kept) this.#kept[code] = bytes;
    return bytes;
  }
}
