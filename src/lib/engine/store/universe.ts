import { buildTimeIndex, type TimeIndex } from '$lib/kernel/performance/time-index';
import { caseMask, clauseMask } from '$lib/kernel/selection/case-mask';
import { eventMask } from '$lib/kernel/selection/event-mask';
import { relabelledEvents } from '$lib/kernel/selection/relabelled-events';
import type { CaseSource } from '$lib/kernel/selection/selection-input';
import { casesWithEvents, indexedLog, trimmedEvents, type EventColumns } from '$lib/kernel/selection/trimmed-log';
import type { LogColumns, LogTable } from '$lib/model/log';
import {
  caseClauses,
  clauseKey,
  eventClauses,
  hasEffect,
  universeKey,
  type Clause,
  type LogSelection
} from '$lib/model/selection';
import { LeastRecent } from './least-recent';

/** Masks kept a universe: hundreds of clauses at 1 M cases. */
const MASK_BYTES = 1 << 28;

/** Finds the cases with an event for which a SQL expression holds, of `log`, which a selection names and trims. [cases] 1 = has one. */
export type PredicateCases = (selection: LogSelection, log: LogColumns, predicate: string) => Promise<Uint8Array>;

/** A log as named and trimmed by a selection: what case clauses choose from, and what was chosen lately. */
export class Universe {
  readonly key: string;
  readonly log: LogColumns;
  /** cases that have an event; null = all */
  readonly cases: Uint8Array | null;
  #timeIndex: TimeIndex | undefined;
  #masks = new LeastRecent<Uint8Array>(MASK_BYTES);
  #predicates = new LeastRecent<Promise<Uint8Array>>(MASK_BYTES);

  /** @throws MiningError `unknown-column`, `bad-selection` */
  constructor(
    whole: LogColumns,
    private readonly selection: LogSelection,
    private readonly source: Omit<CaseSource, 'log'>,
    private readonly predicateCases: PredicateCases
  ) {
    this.key = universeKey(selection);
    this.log = namedAndTrimmed(whole, source.table, selection);
    this.cases = this.key === '' ? null : casesWithEvents(this.log);
  }

  timeIndex(): TimeIndex {
    return (this.#timeIndex ??= buildTimeIndex(this.log));
  }

  /**
   * [cases] 1 = the case clauses of a selection hold it; null = they hold all. Only to be read; the same object while it is kept.
   * @throws MiningError `unknown-column`, `bad-selection`, `sql-failed`
   */
  async keep(selection: LogSelection): Promise<Uint8Array | null> {
    const clauses = caseClauses(selection);
    if (clauses.length === 0) return this.cases;
    const key = `[${clauses.map(clauseKey).join()}]`;
    const known = this.#masks.get(key);
    if (known) return known;
    const sql = await this.#answered(clauses);
    const input = { ...this.source, log: this.log, sqlCases: (predicate: string) => sql.get(predicate)! };
    const maskOf = (clause: Clause): Uint8Array => {
      const ofClause = clauseKey(clause);
      return this.#masks.get(ofClause) ?? this.#kept(ofClause, clauseMask(input, clause, maskOf));
    };
    const keep = caseMask(input, clauses, maskOf)!;
    if (this.cases !== null) for (let c = 0; c < keep.length; c++) keep[c]! &= this.cases[c]!;
    return this.#kept(key, keep);
  }

  #kept(key: string, mask: Uint8Array): Uint8Array {
    return this.#masks.set(key, mask, mask.length);
  }

  /** The cases of every SQL predicate in these clauses, asked for one after the other. */
  async #answered(clauses: readonly Clause[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const answers = new Map<string, Uint8Array>();
    for (const predicate of predicatesOf(clauses)) {
      const asked =
        this.#predicates.get(predicate) ??
        this.#predicates.set(predicate, this.predicateCases(this.selection, this.log, predicate), this.log.caseStart.length);
      try {
        answers.set(predicate, await asked);
      } catch (why) {
        this.#predicates.delete(predicate);
        throw why;
      }
    }
    return answers;
  }
}

/** Each event clause is about the events that those before it left. */
function namedAndTrimmed(whole: LogColumns, table: LogTable, selection: LogSelection): LogColumns {
  let events: EventColumns = selection.names ? relabelledEvents(whole, selection.names) : whole;
  for (const clause of eventClauses(selection)) events = trimmedEvents(events, eventMask(events, table, clause));
  return events === whole ? whole : indexedLog(events, whole);
}

function predicatesOf(clauses: readonly Clause[]): string[] {
  const found = clauses.filter(hasEffect).flatMap((clause) => {
    if (clause.kind === 'group') return predicatesOf(clause.clauses);
    return clause.kind === 'sql' ? [clause.predicate] : [];
  });
  return [...new Set(found)];
}
