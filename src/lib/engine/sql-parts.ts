import type { SqlAnswer } from '$lib/model/analysis';
import type { LogWorkerCalls, SqlPart } from './protocol';

/** Cells a message: taking so many in costs the page a few milliseconds. */
const CELLS = 20_000;

/** The worker's end of long answers: they go to the page in parts, so that none holds it up. */
export class SqlParts {
  #left = new Map<number, SqlAnswer['rows']>();
  #answers = 0;

  /** The head of an answer; what does not fit waits to be asked for. */
  first(answer: SqlAnswer): SqlPart {
    const part = ++this.#answers;
    this.#left.set(part, answer.rows);
    return { ...answer, rows: this.next(part, 0), part, total: answer.rows.length };
  }

  /** The rows that follow, at least one; none of an answer that has been handed over. */
  next(part: number, from: number): SqlAnswer['rows'] {
    const rows = this.#left.get(part) ?? [];
    const to = from + Math.max(1, Math.floor(CELLS / Math.max(1, rows[0]?.length ?? 1)));
    if (to >= rows.length) this.#left.delete(part);
    return rows.slice(from, to);
  }
}

/** The page's end: the answer whole again. */
export async function wholeAnswer(calls: Pick<LogWorkerCalls, 'nextSqlRows'>, head: SqlPart): Promise<SqlAnswer> {
  const { part, total, ...answer } = head;
  const parts = [answer.rows];
  for (let from = answer.rows.length; from < total;) {
    const rows = await calls.nextSqlRows(part, from);
    if (rows.length === 0) break;
    parts.push(rows);
    from += rows.length;
  }
  return { ...answer, rows: parts.flat() };
}
