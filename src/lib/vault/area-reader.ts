import { asMiningError, MiningError } from '$lib/model/errors';
import type { KeptArea } from '$lib/model/vault';
import type { AreaKey } from './keys';
import type { Manifest, PartEntry } from './manifest';
import { readPart, streamPart } from './parts';
import type { VaultFiles } from './storage';

/** The parts of one version of an area. It stays that version, whatever is changed meanwhile. */
export interface AreaReader {
  readonly area: KeptArea;
  /** `sizeBytes` of the plaintext */
  readonly parts: readonly { readonly name: string; readonly sizeBytes: number }[];
  /**
   * All of a part, verified.
   *
   * @throws MiningError `object-damaged`; `object-missing`, or if that is why, `area-changed` (another version came, and the object of this
   * one was collected), `unknown-area` (the area was removed), `vault-locked`
   */
  read(part: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Chunk by chunk: provisional until it has ended without an error. @throws as `read` */
  stream(part: string): AsyncGenerator<Uint8Array, void, void>;
}

/** What a reader asks of its vault. */
export interface ReaderHost {
  readonly files: VaultFiles;
  /** @throws MiningError `vault-locked` when the keys it was opened with were dropped */
  ensureUnlocked(): void;
  /** What it means that an object of this version is gone or damaged; the vault remembers it. */
  explain(area: KeptArea, error: MiningError): Promise<MiningError>;
}

/** A reader over a verified manifest. */
export function areaReader(host: ReaderHost, areaKey: AreaKey, area: KeptArea, manifest: Manifest): AreaReader {
  const entryOf = (part: string): PartEntry => {
    host.ensureUnlocked();
    const entry = manifest.parts.get(part);
    if (!entry) throw new MiningError('object-missing', { what: part });
    return entry;
  };
  return {
    area,
    parts: Array.from(manifest.parts.values(), ({ name, lengthBytes }) => ({ name, sizeBytes: lengthBytes })),
    async read(part) {
      const entry = entryOf(part);
      try {
        return await readPart(host.files, areaKey, entry);
      } catch (thrown) {
        throw await host.explain(area, asMiningError(thrown));
      }
    },
    async *stream(part) {
      const entry = entryOf(part);
      try {
        yield* streamPart(host.files, areaKey, entry);
      } catch (thrown) {
        throw await host.explain(area, asMiningError(thrown));
      }
    }
  };
}
