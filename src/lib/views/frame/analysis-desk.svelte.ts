import { getContext, setContext } from 'svelte';
import { goto } from '$app/navigation';
import { asMiningError, type MiningError } from '$lib/model/errors';
import { missingNames, mutedWithout, type MissingNames } from '$lib/model/missing-names';
import { analysisOf, analysisText, readAnalysis, shapeIn, type AnalysisFile } from '$lib/session/analysis-file';
import { fragmentOf, readFragment } from '$lib/session/analysis-link';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { Workspace } from '$lib/session/workspace.svelte';
import { viewAt } from '$lib/views';

/** How the last analysis fitted the log it was used on. */
export interface Fit {
  readonly name: string;
  /** another log than the one it was made on */
  readonly isOther: boolean;
  readonly missing: MissingNames;
}

/** The end of an analysis file's name. */
export const ANALYSIS_SUFFIX = '.kiseki.json';

/**
 * Analyses that come as files or links, and those that go: each waits until its log is open, then its filters, names and findings are
 * put back. Given by context.
 */
export class AnalysisDesk {
  #waiting = $state.raw<AnalysisFile>();
  #error = $state.raw<MiningError>();
  #fit = $state.raw<Fit>();

  constructor(private readonly workspace: Workspace) {}

  /** The analysis that waits for its log. */
  get waiting(): AnalysisFile | undefined {
    return this.#waiting;
  }
  get error(): MiningError | undefined {
    return this.#error;
  }
  get fit(): Fit | undefined {
    return this.#fit;
  }

  /** Put everything that is said or waits away. */
  dismiss(): void {
    this.#waiting = this.#error = this.#fit = undefined;
  }

  /** Read a file; it is used on the open log where that has its columns. */
  async openFile(file: File): Promise<void> {
    await this.#receive(() => file.text().then(readAnalysis));
    const { log } = this.workspace;
    if (log && this.#waiting && this.fits(log)) await this.use(log);
  }

  /**
   * Read a link; it is used on the open log only where that is the log it was made on.
   * @param fragment of an address, see `analysis-link.ts`
   */
  async openFragment(fragment: string): Promise<void> {
    await this.#receive(() => readFragment(fragment));
  }

  /** The link to what is looked at, whole: with filters, names and findings in it. */
  async link(session: LogSession, path: string): Promise<string> {
    return `${location.origin}/${await fragmentOf(await analysisOf(session, path, Date.now()))}`;
  }

  /** The same as a file's text. */
  async text(session: LogSession, path: string): Promise<string> {
    return analysisText(await analysisOf(session, path, Date.now()));
  }

  /** A log was opened: if an analysis waits, it is used where the log is its own or has its columns. */
  async logOpened(session: LogSession): Promise<void> {
    const analysis = this.#waiting;
    if (!analysis) return;
    try {
      const isOther = (await session.engine.hashOf(session.summary.logId)) !== analysis.log.hash;
      if (!isOther || this.fits(session)) await this.use(session, isOther);
    } catch (why) {
      this.#error = asMiningError(why);
    }
  }

  /** Whether the open log has every column of the log that the waiting analysis was made on. */
  fits({ summary }: LogSession): boolean {
    const names = new Set(summary.columns.map(({ name }) => name));
    return this.#waiting !== undefined && this.#waiting.log.columns.every((name) => names.has(name));
  }

  /** Open the bundled sample that the waiting analysis was made on. */
  async openSample(): Promise<void> {
    const sample = this.#waiting?.log.source.sample;
    if (!sample) return;
    try {
      await this.workspace.openSample(sample.url, sample.name, sample.timeZone);
    } catch (why) {
      this.#error = asMiningError(why);
    }
  }

  /** Put the waiting analysis's filters, names and findings into a log. One step of undo takes the view back. */
  async use(session: LogSession, isOther = true): Promise<void> {
    const analysis = this.#waiting;
    if (!analysis) return;
    this.#waiting = undefined;
    const shape = shapeIn(session.summary, analysis.log);
    if (shape && JSON.stringify(shape) !== JSON.stringify(session.summary.shape)) await session.reshape(shape);
    const columns = session.summary.columns.map(({ name }) => name);
    const missing = missingNames(analysis.view.selection, { columns, activities: session.ownActivities });
    const clauses = mutedWithout(analysis.view.selection.clauses, missing.columns);
    session.change({ ...analysis.view, selection: { ...analysis.view.selection, clauses } });
    session.findings.add(analysis.findings);
    this.#fit = { name: analysis.log.name, isOther, missing };
    await goto(viewAt(analysis.path) ? analysis.path : '/map');
  }

  async #receive(read: () => Promise<AnalysisFile>): Promise<void> {
    this.dismiss();
    try {
      this.#waiting = await read();
      if (this.workspace.log) {
        const { engine, summary } = this.workspace.log;
        if ((await engine.hashOf(summary.logId)) === this.#waiting.log.hash) await this.use(this.workspace.log, false);
      } else if (this.#waiting.log.source.sample) await this.openSample();
    } catch (why) {
      this.#waiting = undefined;
      this.#error = asMiningError(why);
    }
  }
}

const KEY = Symbol('analysis-desk');

export function setAnalysisDesk(desk: AnalysisDesk): AnalysisDesk {
  return setContext(KEY, desk);
}

export function getAnalysisDesk(): AnalysisDesk {
  return getContext<AnalysisDesk>(KEY);
}
