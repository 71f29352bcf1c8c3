import type { Engine } from '$lib/engine/protocol';
import type { SqlAnswer, SqlLimits } from '$lib/model/analysis';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { LogSelection } from '$lib/model/selection';
import type { SqlRequest } from '$lib/model/sql-catalogue';

/** The open log that is asked. */
export interface SqlAsked {
  readonly engine: Pick<Engine, 'runSql' | 'cancelSql' | 'sqlOf'>;
  readonly summary: { readonly logId: string };
  /** whose numbers are shown */
  readonly selection: LogSelection;
}

/** A statement that was run, without its rows. */
export interface SqlPast {
  readonly sql: string;
  /** null where it failed */
  readonly rows: number | null;
}

/** What is kept of the console: what stands in it, and the statements run, the newest first. No answer is. */
export interface SqlMemory {
  readonly draft: string;
  readonly past: readonly SqlPast[];
}

/** A statement that was run. */
export interface SqlRun {
  readonly sql: string;
  /** whose events it saw */
  readonly selection: LogSelection;
  readonly answer?: SqlAnswer;
  readonly error?: MiningError;
}

const FIRST_STATEMENT = `SELECT activity, count(*) AS events, count(DISTINCT case_no) AS cases
FROM selected_event
GROUP BY activity
ORDER BY events DESC`;

const KEPT_RUNS = 100;

/**
 * What is done with SQL while a log is open: the console's statement and answer, the statements run, and whose SQL is shown. No part of
 * the view state, so that no statement gets into a link.
 */
export class SqlDesk {
  /** what stands in the console */
  draft = $state(FIRST_STATEMENT);
  limits = $state.raw<SqlLimits>({ rows: 10_000, ms: 30_000 });
  #past = $state.raw<readonly SqlPast[]>([]);
  #shown = $state.raw<SqlRun>();
  #isRunning = $state(false);
  #requests = $state.raw<readonly SqlRequest[]>([]);
  isBehindShown = $state(false);
  #memory = $derived<SqlMemory>({ draft: this.draft, past: this.#past });

  constructor(private readonly asked: SqlAsked) {}

  /** Statements run, the newest first; one that is run again moves up. */
  get past(): readonly SqlPast[] {
    return this.#past;
  }
  get memory(): SqlMemory {
    return this.#memory;
  }
  /** As it was kept. */
  recall({ draft, past }: SqlMemory): void {
    this.draft = draft;
    this.#past = past;
  }
  /** What the console shows. */
  get shown(): SqlRun | undefined {
    return this.#shown;
  }
  get isRunning(): boolean {
    return this.#isRunning;
  }
  /** The numbers whose statements are shown, `isBehindShown`. */
  get requests(): readonly SqlRequest[] {
    return this.#requests;
  }

  /** Show the SQL behind numbers, in a dialog: the first of them, the others to choose. */
  showBehind(...requests: readonly SqlRequest[]): void {
    this.#requests = requests;
    this.isBehindShown = true;
  }

  /** Run what stands in the console, or what stood there; nothing while a statement runs. */
  async run(sql = this.draft): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { selection } = this.asked;
    try {
      this.#keep({ sql, selection, answer: await this.ask(sql) });
    } catch (why) {
      this.#keep({ sql, selection, error: asMiningError(why) });
    } finally {
      this.#isRunning = false;
    }
  }

  /** Run a statement beside the console. */
  ask(sql: string): Promise<SqlAnswer> {
    const { engine, summary, selection } = this.asked;
    return engine.runSql(summary.logId, selection, sql, this.limits);
  }

  /** The statement that gives the numbers shown. */
  statementOf(request: SqlRequest): Promise<string> {
    const { engine, summary, selection } = this.asked;
    return engine.sqlOf(request, summary.logId, selection);
  }

  /** End what runs. */
  cancel(): void {
    void this.asked.engine.cancelSql();
  }

  #keep(run: SqlRun): void {
    this.#shown = run;
    const past = { sql: run.sql, rows: run.answer ? run.answer.rows.length : null };
    this.#past = [past, ...this.#past.filter(({ sql }) => sql !== run.sql)].slice(0, KEPT_RUNS);
  }
}
