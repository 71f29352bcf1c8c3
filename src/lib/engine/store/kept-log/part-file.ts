import { MiningError } from '$lib/model/errors';
import { deflated, inflated } from './deflate';
import { fromJson, toJson } from './plain-json';

/** Of everything that the codec writes. A higher one is refused with `vault-newer`; what it means is in `FORMAT.md` beside this file. */
export const LOG_FORMAT = 1;

interface BlockPlace {
  readonly at: number;
  readonly size: number;
  /** before it was deflated; absent where it is as it was */
  readonly whole?: number;
}

interface Directory<Meta> {
  readonly format: number;
  /** the writing of a log that this part belongs to */
  readonly writing: string;
  readonly blocks: Readonly<Record<string, BlockPlace>>;
  readonly meta: Meta;
}

const encoder = new TextEncoder();

/** A part in the making: named blocks of bytes one after the other, then their directory (JSON) and its length (4 bytes, little-endian). */
export class PartBuilder {
  readonly #blocks: Record<string, BlockPlace> = {};
  readonly #chunks: Uint8Array[] = [];
  #at = 0;

  /** @param pays see `deflated`; 0 = never */
  constructor(private readonly pays?: number) {}

  async add(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    const small = this.pays === 0 ? null : await deflated(bytes, this.pays);
    const stored = small ?? bytes;
    this.#blocks[name] = { at: this.#at, size: stored.length, ...(small && { whole: bytes.length }) };
    this.#chunks.push(stored);
    this.#at += stored.length;
  }

  /** @param meta plain values, see `toJson` */
  finish(writing: string, meta: unknown): readonly Uint8Array[] {
    const directory = encoder.encode(toJson({ format: LOG_FORMAT, writing, blocks: this.#blocks, meta }));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, directory.length, true);
    return [...this.#chunks, directory, length];
  }
}

/** A part, to be read. */
export class PartReader<Meta> {
  readonly #blocks: Readonly<Record<string, BlockPlace>>;
  readonly meta: Meta;
  readonly writing: string;

  /** @throws MiningError `vault-newer`; `object-damaged` where it is no part */
  constructor(private readonly bytes: Uint8Array) {
    const { format, writing, blocks, meta } = directoryOf<Meta>(bytes);
    if (format > LOG_FORMAT) throw new MiningError('vault-newer', { format });
    this.#blocks = blocks;
    this.writing = writing;
    this.meta = meta;
  }

  /** A block; empty where nothing was written. A view of the part where it is not deflated. */
  async block(name: string): Promise<Uint8Array> {
    const place = this.#blocks[name];
    if (!place) return new Uint8Array(0);
    const stored = this.bytes.subarray(place.at, place.at + place.size);
    return place.whole === undefined ? stored : inflated(stored, place.whole);
  }
}

function directoryOf<Meta>(bytes: Uint8Array): Directory<Meta> {
  try {
    const end = bytes.length - 4;
    const length = new DataView(bytes.buffer, bytes.byteOffset + end, 4).getUint32(0, true);
    return fromJson<Directory<Meta>>(new TextDecoder().decode(bytes.subarray(end - length, end)));
  } catch (why) {
    throw new MiningError('object-damaged', { why: why instanceof Error ? why.message : 'directory' });
  }
}
