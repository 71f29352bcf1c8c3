import { getContext, setContext } from 'svelte';
import type { Engine } from '$lib/engine/protocol';
import { asMiningError, MiningError } from '$lib/model/errors';
import type { ImportPlan, ImportProgress } from '$lib/model/import';
import { proposedPlan } from './import-plan';
import { LogSession } from './log-session.svelte';
import type { LogSource } from './log-source';

/** The open place: files waiting on the import page, the import that runs, the log that is open. One a tab, given by context. */
export class Workspace {
  #files = $state.raw<readonly File[]>([]);
  #log = $state.raw<LogSession>();
  #progress = $state.raw<ImportProgress>();
  #importing = $state.raw<{ readonly name: string; readonly files: readonly File[] }>();
  #restarted = $state.raw<string>();

  constructor(readonly engine: Engine) {
    engine.onRestart((why) => {
      this.#log = undefined;
      this.#restarted = why;
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
      const before = this.#log;
      this.#log = new LogSession(this.engine, summary, report, { files: files.map((file) => file.name), sample });
      // other files may have been chosen meanwhile
      if (this.#files === files) this.#files = [];
      // the old log is out of sight already: that its memory could not be given back is no failure of this import
      if (before) this.engine.close(before.summary.logId).catch(() => {});
      return this.#log;
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

  cancelImport(): void {
    this.engine.cancelImport();
  }
}

const KEY = Symbol('workspace');

export function setWorkspace(workspace: Workspace): Workspace {
  return setContext(KEY, workspace);
}

export function getWorkspace(): Workspace {
  return getContext<Workspace>(KEY);
}
