/** What an event's line may carry beside its name. Never a secret, a query, a typed text, or a word of a log's content. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The program's own log: a JSON line an event, on standard error.
 *
 * @param event `request.failed`: the thing, then what happened to it
 */
export function log(level: 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** what PostgreSQL tells of an error besides its message that holds no values */
const SAFE = ['code', 'severity', 'table', 'column', 'constraint', 'routine', 'syscall'] as const;

/**
 * An error as a log's fields: class, code, where. Its message is left out, since those of a store or parser quote what they were given.
 */
export function faultOf(error: unknown): LogFields {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 4; at = at.cause) chain.push(at);
  const deepest = chain.at(-1) as (Error & Record<string, unknown>) | undefined;
  if (!deepest) return { error: typeof error };
  const told = SAFE.flatMap((key) => (typeof deepest[key] === 'string' ? [[key, deepest[key]] as const] : []));
  const frames = (deepest.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: chain.map(({ constructor }) => constructor.name).join(' < '),
    ...Object.fromEntries(told),
    stack: frames
      .slice(0, 12)
      .map((line) => line.trim())
      .join(' | ')
  };
}
