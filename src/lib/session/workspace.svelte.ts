import { getContext, setContext } from 'svelte';
import type { Engine } from '$lib/engine/protocol';
import { asMiningError, MiningError } from '$lib/model/errors';
import type { ImportPlan, ImportProgress } from '$lib/model/import';
import type { VaultProgress } from '$lib/model/vault';
import { proposedPlan } from './import-plan';
import { KeptAreas } from './kept-areas.svelte';
import { LogSession } from './log-session.svelte';
import type { LogSource } from './log-source';
import { MappingMemory } from './mapping-memory';
import { SavedFilterList } from './saved-filters.svelte';
import { lastArea, rememberArea } from './tab-memory';

/** The open place: files waiting on the import page, the import that runs, the log that is open. One a tab, given by context. */
export class Workspace {
  #files = $state.raw<readonly File[]>([]);
  #log = $state.raw<LogSession>();
  #progress = $state.raw<ImportProgress>();
  #importing = $state.raw<{ readonly name: string; readonly files: readonly File[] }>();
  #restarted = $state.raw<string>();
  #opening = $state.raw<{ readonly areaId: string; readonly progress: VaultProgress | undefined }>();
  /** what the tab had open before this page; opened again at most once, so that a log that ends its worker cannot do so for ever */
  #last = lastArea();
  /** The logs kept on this device. */
  readonly areas: KeptAreas;
  /** How columns of files were mapped before. */
  readonly mappings: MappingMemory;
  /** Filters saved on logs that were open in this tab before. */
  readonly filtersElsewhere = new SavedFilterList();

  constructor(readonly engine: Engine) {
    this.areas = new KeptAreas(engine.kept);
    this.mappings = new MappingMemory(engine.kept);
    engine.onRestart((why) => {
      void this.#leave();
      this.#restarted = why;
    });
    engine.kept.onChange((areaId) => {
      if (areaId === null) void this.areas.refresh().then(() => (this.areas.state?.locked ? this.#locked() : undefined));
    });
  }

  /** Files waiting to be imported. */
  get files(): readonly File[] {
    return this.#files;
  }
  set files(files: readonly File[]) {
    this.#files = files;
  }
  /** The open log. */
  get log(): LogSession | undefined {
    return this.#log;
  }
  get progress(): ImportProgress | undefined {
    return this.#progress;
  }
  get importing(): boolean {
    return this.#importing !== undefined;
  }
  /** The import that runs: the log's name and its files. */
  get running(): { readonly name: string; readonly files: readonly File[] } | undefined {
    return this.#importing;
  }
  /** Why the engine had to be rebuilt; the open log is gone then. Cleared by `acknowledgeRestart`. */
  get restarted(): string | undefined {
    return this.#restarted;
  }

  /** The kept log that is being opened, and how far that is. */
  get opening(): { readonly areaId: string; readonly progress: VaultProgress | undefined } | undefined {
    return this.#opening;
  }

  acknowledgeRestart(): void {
    this.#restarted = undefined;
  }

  /**
   * Import the files and open the log in place of the one that was open.
   * @throws MiningError
   */
  async import(files: readonly File[], plan: ImportPlan, sample: LogSource['sample'] = null): Promise<LogSession> {
    if (this.#importing) throw new MiningError('import-busy');
    const running = (this.#importing = { name: plan.name, files });
    this.#progress = undefined;
    try {
      const { summary, report } = await this.engine.importLog(files, plan, (progress) => {
        // what is told late is not of the import that runs now
        if (this.#importing === running) this.#progress = progress;
      });
      const source = { files: files.map((file) => file.name), sample };
      const session: LogSession = new LogSession(this.engine, summary, report, source, {
        onkept: () => {
          if (this.#log === session) rememberArea(session.kept.area?.areaId ?? null);
          void this.areas.keptOne();
        }
      });
      this.#show(session);
      // other files may have been chosen meanwhile
      if (this.#files === files) this.#files = [];
      return this.#log!;
    } catch (why) {
      throw asMiningError(why);
    } finally {
      this.#importing = undefined;
      this.#progress = undefined;
    }
  }

  /**
   * Fetch a bundled sample from our own origin and open it as proposed, without asking.
   * @throws MiningError `file-unreadable` where it cannot be fetched, and those of the import
   */
  async openSample(url: string, name: string, timeZone: string): Promise<LogSession> {
    if (this.#importing) throw new MiningError('import-busy');
    const sample = await fetch(url)
      .then((answer) => (answer.ok ? answer.blob() : undefined))
      .catch(() => undefined);
    if (!sample) throw new MiningError('file-unreadable', { file: url });
    const file = new File([sample], url.slice(url.lastIndexOf('/') + 1));
    const draft = await this.engine.inspect([file], {});
    return this.import([file], { ...proposedPlan(draft, timeZone), name }, { url, name, timeZone });
  }

  /**
   * Open a kept log as it was left, in place of the one that is open; nothing to do where it is that one.
   * @param knowingly also where its state is older than the last one seen here
   * @throws MiningError
   */
  async openArea(areaId: string, knowingly = false): Promise<LogSession> {
    if (this.#importing || this.#opening) throw new MiningError('import-busy');
    if (this.#log?.kept.area?.areaId === areaId) return this.#log;
    this.#opening = { areaId, progress: undefined };
    try {
      const opened = await this.engine.kept.open(areaId, knowingly, (progress) => {
        if (this.#opening?.areaId === areaId) this.#opening = { areaId, progress };
      });
      const summary = { ...opened.summary, name: opened.area.card?.name ?? opened.summary.name };
      const session = new LogSession(this.engine, summary, opened.report, null, { opened });
      this.#show(session);
      return session;
    } catch (why) {
      throw asMiningError(why);
    } finally {
      this.#opening = undefined;
    }
  }

  /**
   * Open the kept log that this tab had open before the page was loaded anew.
   * @returns undefined where there was none, or it was asked for before
   * @throws MiningError
   */
  async openLast(): Promise<LogSession | undefined> {
    const areaId = this.#last;
    this.#last = null;
    return areaId === null ? undefined : this.openArea(areaId);
  }

  cancelImport(): void {
    this.engine.cancelImport();
  }

  /** End the import that runs and close what is open, as the lock does. Resolves when what was unwritten is written; never rejects. */
  async forget(): Promise<void> {
    this.cancelImport();
    this.#files = [];
    await this.#leave();
  }

  #show(session: LogSession): void {
    const before = this.#log;
    this.#log = session;
    this.#last = null;
    rememberArea(session.kept.area?.areaId ?? null);
    if (!before) return;
    this.#remember(before);
    // the old log is out of sight already: that its memory could not be given back is no failure of what comes next
    void before.kept
      .end()
      .then(() => this.engine.close(before.summary.logId))
      .catch(() => {});
  }

  /** The engine lost the open log, or is about to. Resolves when its last changes are written, or known not to be. */
  async #leave(): Promise<void> {
    const before = this.#log;
    this.#log = undefined;
    if (!before) return;
    rememberArea(null);
    this.#remember(before);
    await before.kept.end().catch(() => {});
  }

  /** The keys are dropped, and what they protected with them. */
  async #locked(): Promise<void> {
    await this.#leave();
    this.mappings.forget();
    this.filtersElsewhere.restore([]);
  }

  #remember({ savedFilters }: LogSession): void {
    for (const { name, columns, selection } of savedFilters.all) this.filtersElsewhere.save(name, columns, selection);
  }
}

const KEY = Symbol('workspace');

export function setWorkspace(workspace: Workspace): Workspace {
  return setContext(KEY, workspace);
}

export function getWorkspace(): Workspace {
  return getContext<Workspace>(KEY);
}
