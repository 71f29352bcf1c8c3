/**
 * The vault: process areas as sealed objects on this device. What it has acknowledged, no kill and no crash takes away, and no state is
 * ever half of one and half of another.
 *
 * [Note: Order of a commit] Objects are written into files of their own names, flushed and closed; then, under the lock of commits, the
 * manifest that lists them; then one row of the catalogue is put, which is the moment of the commit. Before it the old state is whole
 * and the new files are garbage; after it the old files are. Nothing is overwritten, so nothing can be torn. Last, the mark of the
 * highest version seen is raised. There is no clock in it: versions order what happened.
 */
import { asMiningError, MiningError } from '$lib/model/errors';
import type { AreaCard, KeptArea } from '$lib/model/vault';
import { areaReader, type AreaReader, type ReaderHost } from './area-reader';
import { DeviceKeys } from './device-keys';
import { sweep } from './garbage';
import { describeArea, keptArea } from './kept-area';
import { makeAreaKey, type KeyOwner } from './keys';
import { ensureNotRolledBack, isRolledBack, MarkedRows } from './marked-rows';
import { writeManifest, type NextVersion } from './next-version';
import { openArea, type OpenArea } from './open-area';
import { ObjectWriter, type PartWriter } from './parts';
import { randomId } from './random';
import { openText, sealText } from './sealed-value';
import type { Catalogue, CatalogueRow, VaultFiles, VaultLocks } from './storage';

export type { AreaReader } from './area-reader';
export type { PartWriter } from './parts';

/**
 * [Note: One writer, for the length of a commit] Tabs write their own new files side by side, for names are random and nobody shares
 * one; rows and marks are changed by one tab at a time, which reads, decides and writes under a lock that passes on when its holder
 * dies. That gives what one long-lived writer would, and no gigabytes go from tab to tab.
 */

/** Shared by whoever writes objects, until they are committed; the garbage collector takes it for itself alone. Taken before the next. */
export const OBJECTS_LOCK = 'kiseki-vault-objects';
/** See [Note: One writer, for the length of a commit]. */
export const COMMIT_LOCK = 'kiseki-vault-commit';

const FIRST_EPOCH = 1;
/** Changes after which the files they replaced are collected. */
const CHANGES_A_SWEEP = 32;

export class Vault {
  #keys: DeviceKeys | null = null;
  readonly #rows: MarkedRows;
  /** version at which an area was found damaged */
  readonly #damaged = new Map<string, number>();
  /** manifest of an area that was opened although it is older than the last one seen */
  readonly #accepted = new Map<string, string>();
  #changes = 0;

  constructor(
    private readonly files: VaultFiles,
    private readonly catalogue: Catalogue,
    private readonly locks: VaultLocks
  ) {
    this.#rows = new MarkedRows(catalogue);
  }

  get locked(): boolean {
    return this.#keys === null;
  }

  /** Drop the keys. A job under way comes to nothing, unless it is committed already. */
  lock(): void {
    this.#keys = null;
    this.#damaged.clear();
    this.#accepted.clear();
  }

  /**
   * @param serverShare 32 bytes that a server gave to the user; null for a guest
   * @throws MiningError `object-damaged` if another share was in force, or the device's values were changed; `vault-newer`
   */
  async unlock(serverShare: Uint8Array | null, tenant = 'guest', user = 'guest'): Promise<void> {
    this.lock();
    this.#keys = await DeviceKeys.of(this.catalogue, this.locks, serverShare, { tenant, user });
  }

  /** Every area of this device, in no order; what is wrong with one is said in its `fault`. No object is read. @throws MiningError `vault-locked` */
  async areas(): Promise<readonly KeptArea[]> {
    const keys = this.#unlocked();
    const rows = await this.#rows.all();
    const areas = await Promise.all(
      rows.map((marked) => describeArea(keys, marked, this.#damaged.get(marked.row.areaId) === marked.row.version))
    );
    const ahead = rows.filter(({ row, seen }, at) => areas[at]!.fault === null && seen?.version !== row.version);
    // a tab died before it raised its mark; whoever commits now will raise it
    if (ahead.length > 0) await this.locks.holdIfFree(COMMIT_LOCK, () => this.#rows.raise(ahead.map(({ row }) => row)));
    return areas;
  }

  /**
   * Keep a new area: all of it, or nothing.
   *
   * @param needBytes about what it will take, to refuse before much is written
   * @throws MiningError `vault-locked`, `vault-full`, `vault-write-failed`, and what `write` throws
   */
  async create(card: AreaCard, write: (parts: PartWriter) => Promise<void>, needBytes = 0): Promise<KeptArea> {
    const keys = this.#unlocked();
    await this.files.ensureRoom(needBytes);
    return this.locks.hold(OBJECTS_LOCK, 'shared', async () => {
      const where = { areaId: randomId(), epoch: FIRST_EPOCH };
      const { areaKey, wrapped } = await makeAreaKey(keys.kek, keys.owner, where);
      return this.#writing(new ObjectWriter(this.files, areaKey, 1), async (writer) => {
        await write(writer);
        const first = { areaKey, wrappedKey: wrapped, card, version: 1, previous: null };
        return this.locks.hold(COMMIT_LOCK, 'exclusive', () => this.#commit(keys, writer, first));
      });
    });
  }

  /**
   * Change an area's parts, all at once or not at all. Parts not named stay as they are.
   *
   * @param write gets the state that is changed; returns the new card if it changes
   * @throws MiningError as `create`; `unknown-area`, `object-damaged`, `object-missing`; `area-rolled-back` unless it was read knowingly
   */
  async change(areaId: string, write: (parts: PartWriter, before: AreaReader) => Promise<AreaCard | void>): Promise<KeptArea> {
    const keys = this.#unlocked();
    const changed = await this.locks.hold(OBJECTS_LOCK, 'shared', () =>
      this.locks.hold(COMMIT_LOCK, 'exclusive', async () => {
        const marked = await this.#rows.one(areaId);
        const { row, seen } = marked;
        if (this.#accepted.get(areaId) !== row.manifestId) ensureNotRolledBack(marked);
        const open = await this.#open(keys, row);
        // an older state that was accepted goes on above the version that it is behind
        const version = Math.max(row.version, seen?.version ?? 0) + 1;
        return this.#writing(new ObjectWriter(this.files, open.areaKey, version, open.manifest.parts), async (writer) => {
          const card = (await write(writer, this.#reader(keys, row, open))) ?? open.card;
          const { wrappedKey, manifestSeal: previous } = row;
          return this.#commit(keys, writer, { areaKey: open.areaKey, wrappedKey, card, version, previous });
        });
      })
    );
    if (++this.#changes % CHANGES_A_SWEEP === 0) await this.collectGarbage().catch(() => undefined);
    return changed;
  }

  /**
   * Open an area at its version of now; its manifest is verified, its parts when they are read.
   *
   * @param knowingly also where it is older than the last one seen
   * @throws MiningError `vault-locked`, `unknown-area`, `area-rolled-back`, `object-damaged`, `object-missing`, `vault-newer`
   */
  async read(areaId: string, knowingly = false): Promise<AreaReader> {
    const keys = this.#unlocked();
    for (;;) {
      const marked = await this.#rows.one(areaId);
      const { row } = marked;
      if (!knowingly) ensureNotRolledBack(marked);
      try {
        const open = await this.#open(keys, row);
        if (knowingly) this.#accepted.set(areaId, row.manifestId);
        return this.#reader(keys, row, open, isRolledBack(marked) ? 'rolled-back' : null);
      } catch (thrown) {
        // another version came while this one was opened, and its files were collected
        if (asMiningError(thrown).code !== 'area-changed') throw thrown;
      }
    }
  }

  /** Forget an area, its key first; its files go now, or when nobody writes. Not there any more is well. @throws MiningError `vault-locked` */
  async remove(areaId: string): Promise<void> {
    this.#unlocked();
    await this.locks.hold(COMMIT_LOCK, 'exclusive', async () => {
      const row = await this.catalogue.get(areaId);
      if (!row) return;
      await this.catalogue.remove(areaId);
      await this.#rows.bury(row);
    });
    await this.collectGarbage().catch(() => undefined);
  }

  /** A small text of the user on this device that belongs to no area; null where there is none. @throws MiningError `vault-locked`, `object-damaged` */
  async deviceText(name: string): Promise<string | null> {
    const { kek, owner } = this.#unlocked();
    const sealed = await this.catalogue.deviceValue(textName(owner, name));
    return sealed instanceof Uint8Array ? openText(kek, owner, name, sealed) : null;
  }

  /** @throws MiningError `vault-locked`, `vault-full`, `vault-write-failed` */
  async putDeviceText(name: string, value: string): Promise<void> {
    const keys = this.#unlocked();
    const { kek, owner } = keys;
    await keys.ensureKept(this.catalogue, this.locks);
    await this.catalogue.putDeviceValue(textName(owner, name), await sealText(kek, owner, name, value));
  }

  /** Remove files that nothing refers to, unless somebody writes just now. @returns bytes given back. @throws MiningError `vault-locked` */
  async collectGarbage(): Promise<number> {
    const keys = this.#unlocked();
    const swept = await this.locks.holdIfFree(OBJECTS_LOCK, async () => {
      return sweep(this.files, await this.#rows.all(), async (marked) => {
        ensureNotRolledBack(marked);
        const { row } = marked;
        const { manifest } = await openArea(this.files, keys, row);
        return [row.manifestId, ...Array.from(manifest.parts.values(), ({ objectId }) => objectId)];
      });
    });
    return swept ?? 0;
  }

  #unlocked(): DeviceKeys {
    if (!this.#keys) throw new MiningError('vault-locked');
    return this.#keys;
  }

  async #open(keys: DeviceKeys, row: CatalogueRow): Promise<OpenArea> {
    try {
      return await openArea(this.files, keys, row);
    } catch (thrown) {
      throw await this.#explain(row, asMiningError(thrown));
    }
  }

  #reader(
    keys: DeviceKeys,
    row: CatalogueRow,
    { areaKey, manifest, card }: OpenArea,
    fault: KeptArea['fault'] = null
  ): AreaReader {
    const host: ReaderHost = {
      files: this.files,
      ensureUnlocked: () => this.#ensureStill(keys),
      explain: (area, error) => this.#explain(area, error)
    };
    return areaReader(host, areaKey, keptArea(row, card, fault), manifest);
  }

  #ensureStill(keys: DeviceKeys): void {
    if (this.#keys !== keys) throw new MiningError('vault-locked');
  }

  async #explain(
    { areaId, version }: { readonly areaId: string; readonly version: number },
    error: MiningError
  ): Promise<MiningError> {
    if (error.code !== 'object-missing' && error.code !== 'object-damaged') return error;
    const row = await this.catalogue.get(areaId).catch(() => ({ version }));
    if (!row) return new MiningError('unknown-area');
    if (row.version !== version && error.code === 'object-missing') return new MiningError('area-changed');
    this.#damaged.set(areaId, version);
    return error;
  }

  /** Run what writes objects; if it fails before the row is put, its files are taken back. */
  async #writing<T>(writer: ObjectWriter, work: (writer: ObjectWriter) => Promise<T>): Promise<T> {
    try {
      return await work(writer);
    } catch (thrown) {
      await writer.undo();
      throw thrown;
    }
  }

  /** See [Note: Order of a commit]. The lock of commits is held. */
  async #commit(keys: DeviceKeys, writer: ObjectWriter, next: NextVersion): Promise<KeptArea> {
    const row = await writeManifest(writer, keys.identity, next);
    await keys.ensureKept(this.catalogue, this.locks);
    this.#ensureStill(keys);
    // a put that throws may have put all the same: from here on the files are not ours to take back
    writer.release();
    await this.catalogue.put(row);
    await this.#rows.raise([row]);
    return keptArea(row, next.card, null);
  }
}

const textName = ({ tenant, user }: KeyOwner, name: string): string => `text/${tenant}/${user}/${name}`;
