import { MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import type { AreaNotes, KeptArea, OpenedArea, VaultState } from '$lib/model/vault';
import { bytesOf, openBackup, writeBackup } from '$lib/vault/backup';
import type { ImportedLog, KeptWorkerCalls, OpenedLog } from '../../protocol';
import type { LogHost } from '../log-host';
import type { OpenLog } from '../open-log';
import { cardOf, newCard } from './area-card';
import { changedNotes, NOTES, notesBytes, notesOf } from './area-notes';
import { released, teller, type OnProgress } from './job-progress';
import { KeptSource } from './kept-source';
import { LazyLog } from './lazy-log';
import type { LogVault, VaultPlace } from './vault-place';
import { sizeInMemory, writeLog } from './write-log';

/** What is known of an open log that lies in the vault. */
interface Kept {
  readonly areaId: string;
  /** what was written last: a log that was derived anew since is another object */
  readonly derived: ImportedLog['derived'];
}

/** The vault's end in the log worker: keeps the open logs, opens kept ones. Its calls are those of `KeptLogs`. */
export class KeptLogHost implements KeptWorkerCalls {
  /** by log */
  readonly #kept = new Map<string, Kept>();
  /** by log: the writing that is under way; the next one waits for it */
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(
    private readonly logs: LogHost,
    private readonly place: VaultPlace
  ) {}

  async state(): Promise<VaultState> {
    return this.place.state();
  }

  async unlock(serverShare: Uint8Array | null): Promise<void> {
    // where there is no vault there is nothing to unlock
    await (await this.place.vault())?.unlock(serverShare);
  }

  async areas(): Promise<readonly KeptArea[]> {
    const vault = await this.place.vault();
    return vault === null ? [] : vault.areas();
  }

  async keep(logId: string, report: ImportReport, notes: AreaNotes, onProgress: OnProgress): Promise<KeptArea> {
    const open = this.logs.log(logId);
    const before = this.#writing.get(logId) ?? Promise.resolve();
    const writing = before.catch(() => {}).then(() => this.#keep(open, report, notes, onProgress));
    this.#writing.set(logId, writing);
    try {
      return await writing;
    } finally {
      if (this.#writing.get(logId) === writing) this.#writing.delete(logId);
      released(onProgress);
    }
  }

  /** Write a log that is kept already again, where its shape is another one since. @returns null where there is nothing to write */
  async keepAgain(logId: string): Promise<KeptArea | null> {
    const open = this.logs.log(logId);
    await this.#writing.get(logId)?.catch(() => {});
    const kept = this.#kept.get(logId);
    const areas = kept === undefined ? [] : await this.areas();
    return areas.some(({ areaId }) => areaId === kept?.areaId) ? this.keep(logId, open.report, {}, () => {}) : null;
  }

  async open(areaId: string, knowingly: boolean, onProgress: OnProgress): Promise<OpenedLog & OpenedArea> {
    try {
      const source = await KeptSource.open(await this.#vault(), areaId, knowingly, onProgress);
      const [lazy, notes] = await Promise.all([LazyLog.open(source), source.notes()]);
      const { area } = source;
      const { name, hash } = cardOf(area);
      // the name is the card's: it may have been changed since the log was written
      const report = { ...lazy.imported.report, logName: name };
      const open = this.logs.open({ ...lazy.imported, report }, { lazy, hash });
      this.#kept.set(open.id, { areaId, derived: lazy.imported.derived });
      return { summary: open.summary(), report, area, notes };
    } finally {
      released(onProgress);
    }
  }

  async rename(areaId: string, name: string): Promise<KeptArea> {
    const vault = await this.#vault();
    const area = await vault.change(areaId, async (_, before) => ({ ...cardOf(before.area), name }));
    for (const [logId, kept] of this.#kept) if (kept.areaId === areaId) this.logs.rename(logId, name);
    return area;
  }

  async remove(areaId: string): Promise<void> {
    await (await this.#vault()).remove(areaId);
    for (const [logId, kept] of this.#kept) if (kept.areaId === areaId) this.#kept.delete(logId);
  }

  async notes(areaId: string): Promise<AreaNotes> {
    return notesOf(await (await this.#vault()).read(areaId));
  }

  async changeNotes(areaId: string, changes: Readonly<Record<string, string | null>>): Promise<KeptArea> {
    const vault = await this.#vault();
    return vault.change(areaId, async (parts, before) => {
      await parts.put(NOTES, [notesBytes(changedNotes(await notesOf(before), changes))]);
    });
  }

  async deviceText(name: string): Promise<string | null> {
    const vault = await this.place.vault();
    return vault === null ? null : vault.deviceText(name);
  }

  async putDeviceText(name: string, value: string): Promise<void> {
    await (await this.#vault()).putDeviceText(name, value);
  }

  async collectGarbage(): Promise<number> {
    const vault = await this.place.vault();
    return vault === null ? 0 : vault.collectGarbage();
  }

  async exportBackup(areaId: string, passphrase: string, onProgress: OnProgress): Promise<Blob> {
    try {
      const vault = await this.#vault();
      const reader = await vault.read(areaId);
      const card = { ...cardOf(reader.area), backupUtcMs: this.place.nowUtcMs() };
      const tell = teller('backup', bytesOf(reader.parts), onProgress);
      const source = { card, parts: reader.parts, stream: (part: string) => reader.stream(part) };
      const name = `${crypto.randomUUID()}.kiseki`;
      const file = await this.place.backups.write(name, (into) => writeBackup(source, passphrase, into, { onBytes: tell }));
      await vault.change(areaId, async (_, before) => ({ ...cardOf(before.area), backupUtcMs: card.backupUtcMs }));
      return file;
    } finally {
      released(onProgress);
    }
  }

  async importBackup(file: File, passphrase: string, onProgress: OnProgress): Promise<KeptArea> {
    try {
      const vault = await this.#vault();
      const backup = await openBackup(file, passphrase);
      const needBytes = bytesOf(backup.parts);
      const tell = teller('restore', needBytes, onProgress);
      const importedUtcMs = this.place.nowUtcMs();
      return await vault.create(
        { ...backup.card, importedUtcMs },
        (into) => backup.restore((...part) => into.put(...part), tell),
        needBytes
      );
    } finally {
      released(onProgress);
    }
  }

  /** A log is closed. */
  forget(logId: string): void {
    this.#kept.delete(logId);
  }

  async #keep(open: OpenLog, report: ImportReport, notes: AreaNotes, onProgress: OnProgress): Promise<KeptArea> {
    const vault = await this.#vault();
    const kept = this.#kept.get(open.id);
    // removed in another tab, or found damaged: it becomes an area of its own
    const isThere =
      kept !== undefined && (await vault.areas()).some(({ areaId, fault }) => areaId === kept.areaId && fault === null);
    const whole = { ...(await open.whole()), report: { ...report, logName: open.name } };
    const area = isThere
      ? await this.#rewrite(vault, kept, open, whole, notes, onProgress)
      : await this.#create(vault, open, whole, notes, onProgress);
    this.#kept.set(open.id, { areaId: area.areaId, derived: whole.derived });
    return area;
  }

  async #create(vault: LogVault, open: OpenLog, whole: ImportedLog, notes: AreaNotes, onProgress: OnProgress): Promise<KeptArea> {
    const tell = teller('seal', sizeInMemory(whole), onProgress);
    tell(0);
    const card = newCard(whole, await open.hash(), this.place.nowUtcMs());
    return vault.create(card, async (parts) => {
      await parts.put(NOTES, [notesBytes(notes)]);
      await writeLog(whole, parts, tell);
    });
  }

  async #rewrite(
    vault: LogVault,
    { areaId, derived }: Kept,
    open: OpenLog,
    whole: ImportedLog,
    notes: AreaNotes,
    onProgress: OnProgress
  ): Promise<KeptArea> {
    const hasNotes = Object.keys(notes).length > 0;
    const isSame = derived === whole.derived;
    if (isSame && !hasNotes) return (await vault.read(areaId)).area;
    const tell = teller('seal', sizeInMemory(whole), onProgress);
    tell(0);
    const hash = await open.hash();
    return vault.change(areaId, async (parts, before) => {
      if (hasNotes) await parts.put(NOTES, [notesBytes(changedNotes(await notesOf(before), notes))]);
      if (isSame) return;
      await writeLog(whole, parts, tell);
      const { name, importedUtcMs, backupUtcMs } = cardOf(before.area);
      return { ...newCard(whole, hash, importedUtcMs), name, backupUtcMs };
    });
  }

  async #vault(): Promise<LogVault> {
    const vault = await this.place.vault();
    if (vault === null) throw new MiningError('vault-unavailable');
    return vault;
  }
}
