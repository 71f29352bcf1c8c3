import { asMiningError } from '$lib/model/errors';
import type { AreaNotes, KeptArea, VaultProgress } from '$lib/model/vault';
import { notesOf } from './area-notes';
import type { PartSource } from './lazy-log';
import type { LogVault } from './vault-place';
import { CORE } from './write-log';

/** An area's parts, read at its version of now; what was put in its place meanwhile is read from there, as far as it is the same log. */
export class KeptSource implements PartSource {
  #doneBytes = 0;

  private constructor(
    private readonly vault: LogVault,
    private reader: Awaited<ReturnType<LogVault['read']>>,
    private readonly knowingly: boolean,
    private readonly onProgress: (progress: VaultProgress) => void
  ) {}

  static async open(
    vault: LogVault,
    areaId: string,
    knowingly: boolean,
    onProgress: (progress: VaultProgress) => void
  ): Promise<KeptSource> {
    return new KeptSource(vault, await vault.read(areaId, knowingly), knowingly, onProgress);
  }

  get area(): KeptArea {
    return this.reader.area;
  }

  notes(): Promise<AreaNotes> {
    return notesOf(this.reader);
  }

  async read(part: string): Promise<Uint8Array> {
    const bytes = await this.reader.read(part).catch(async (why: unknown) => {
      const { code } = asMiningError(why);
      if (code !== 'object-missing' && code !== 'area-changed') throw why;
      this.reader = await this.vault.read(this.area.areaId, this.knowingly);
      return this.reader.read(part);
    });
    if (part === CORE) {
      this.#doneBytes += bytes.length;
      this.onProgress({ phase: 'open', doneBytes: this.#doneBytes, totalBytes: this.#doneBytes });
    }
    return bytes;
  }
}
