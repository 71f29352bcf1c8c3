/** The entry and the pages' server are bundled apart, each with a class of its own: the mark tells theirs too. */
const MARK = Symbol.for('kiseki.start-error');

/** Why the service does not start, where its operator can mend it: the message is a sentence with what to do next, and is told without a trace. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
  readonly [MARK] = true;
}

/** Whether its message is all that need be told. */
export const isStartError = (error: unknown): error is Error => error instanceof Error && MARK in error;
