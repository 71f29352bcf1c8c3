import { MiningError } from '$lib/model/errors';
import { deflated, inflated } from './deflate';
import { fromJson, toJson } from './plain-json';

/** Of everything that the codec writes. A higher one is refused with `vault-newer`; what is written is in `FORMAT.md` beside this file. */
export const LOG_FORMAT = 1;

interface BlockPlace {
  readonly at: number;
  readonly size: number;
  /** before it was deflated; absent where it is as it was */
  readonly whole?: number;
}

/** At the end of a part: format, bytes of the directory as it is stored, and inflated (the same where it is not deflated); 4 bytes each, little-endian. */
const TAIL_BYTES = 12;

interface Directory<Meta> {
  /** the writing of a log that this part belongs to */
  readonly writing: string;
  readonly blocks: Readonly<Record<string, BlockPlace>>;
  readonly meta: Meta;
}

const encoder = new TextEncoder();

/** A part in the making: named blocks of bytes one after the other, then their directory (JSON, see `TAIL_BYTES`). */
export class PartBuilder {
  readonly #blocks: Record<string, BlockPlace> = {};
  readonly #chunks: Uint8Array[] = [];
  #at = 0;

  /** @param pays see `deflated`, for the blocks */
  constructor(private readonly pays?: number) {}

  async add(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    const small = await deflated(bytes, this.pays);
    const stored = small ?? bytes;
    this.#blocks[name] = { at: this.#at, size: stored.length, ...(small && { whole: bytes.length }) };
    this.#chunks.push(stored);
    this.#at += stored.length;
  }

  /** @param meta plain values, see `toJson` */
  async finish(writing: string, meta: unknown): Promise<readonly Uint8Array[]> {
    const directory = encoder.encode(toJson({ writing, blocks: this.#blocks, meta }));
    const stored = (await deflated(directory)) ?? directory;
    const tail = new DataView(new ArrayBuffer(TAIL_BYTES));
    [LOG_FORMAT, stored.length, directory.length].forEach((number, i) => tail.setUint32(4 * i, number, true));
    return [...this.#chunks, stored, new Uint8Array(tail.buffer)];
  }
}

/** A part, to be read. */
export class PartReader<Meta> {
  readonly meta: Meta;
  readonly writing: string;
  readonly #blocks: Directory<Meta>['blocks'];

  private constructor(
    private readonly bytes: Uint8Array,
    { writing, blocks, meta }: Directory<Meta>
  ) {
    this.#blocks = blocks;
    this.writing = writing;
    this.meta = meta;
  }

  /** @throws MiningError `vault-newer`; `object-damaged` where it is no part */
  static async of<Meta>(bytes: Uint8Array): Promise<PartReader<Meta>> {
    const end = bytes.length - TAIL_BYTES;
    if (end < 0) throw new MiningError('object-damaged', { why: 'directory' });
    const tail = new DataView(bytes.buffer, bytes.byteOffset + end, TAIL_BYTES);
    const [format, size, whole] = [0, 4, 8].map((at) => tail.getUint32(at, true)) as [number, number, number];
    if (format > LOG_FORMAT) throw new MiningError('vault-newer', { format });
    const stored = bytes.subarray(Math.max(0, end - size), end);
    const directory = new TextDecoder().decode(size === whole ? stored : await inflated(stored, whole));
    try {
      return new PartReader(bytes, fromJson<Directory<Meta>>(directory));
    } catch (why) {
      throw new MiningError('object-damaged', { why: why instanceof Error ? why.message : 'directory' });
    }
  }

  /** A block; empty where nothing was written. A view of the part where it is not deflated. */
  async block(name: string): Promise<Uint8Array> {
    const place = this.#blocks[name];
    if (!place) return new Uint8Array(0);
    const stored = this.bytes.subarray(place.at, place.at + place.size);
    return place.whole === undefined ? stored : inflated(stored, place.whole);
  }
}
