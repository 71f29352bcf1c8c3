/**
 * Every error a user can meet, as a closed list. The words live in `i18n/{en,ja}/errors.ts`, keyed by these codes;
 * a code without words fails the type check.
 */
export const ERROR_CODES = [
  // the file
  'empty-file',
  'header-only',
  'not-text',
  'wrong-encoding',
  'unsupported-format',
  'mixed-formats',
  'different-headers',
  'field-too-large',
  'row-too-large',
  'too-many-columns',
  'unclosed-quote',
  'gzip-truncated',
  'archive-empty',
  'archive-nested',
  'archive-too-large',
  'archive-too-many',
  'archive-damaged',
  'file-changed',
  'file-unreadable',
  // XES
  'xes-doctype',
  'xes-truncated',
  'xes-malformed',
  'xes-too-deep',
  'xes-no-traces',
  'xes-no-time',
  // the mapping
  'no-case-column',
  'no-activity-column',
  'no-time-column',
  'all-times-unreadable',
  'bad-time-pattern',
  'no-usable-rows',
  'too-many-activities',
  // analyses kept as files and links
  'bad-analysis',
  'analysis-version',
  // what is kept on this device
  'vault-locked',
  'vault-unavailable',
  'vault-full',
  'vault-write-failed',
  'vault-newer',
  'object-missing',
  'object-damaged',
  'unknown-area',
  'area-rolled-back',
  'area-changed',
  'not-a-backup',
  'backup-passphrase',
  'backup-truncated',
  'backup-newer',
  // the engine
  'import-busy',
  'cancelled',
  'out-of-memory',
  'too-large',
  'worker-died',
  'unknown-log',
  'unknown-column',
  'unknown-edge',
  'bad-selection',
  'sql-empty',
  'sql-several',
  'sql-not-read-only',
  'sql-no-expression',
  'sql-failed',
  'sql-timeout',
  'sql-cancelled',
  'sql-stopped',
  'layout-failed',
  'internal'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts for the message: where (file, line, column, value) and why (limits, needs). Plain values only: they cross workers. */
export type ErrorDetail = Readonly<Record<string, string | number | boolean | null>>;

/** The one error of kernel, engine and vault. Its words are made by `i18n` from the code and the detail. */
export class MiningError extends Error {
  override readonly name = 'MiningError';
  constructor(
    readonly code: ErrorCode,
    readonly detail: ErrorDetail = {}
  ) {
    super(code);
  }
}

/**
 * Any thrown value as a `MiningError`: a failed allocation becomes `out-of-memory`, the unknown becomes `internal`.
 */
export function asMiningError(thrown: unknown): MiningError {
  if (thrown instanceof MiningError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (
    thrown instanceof RangeError &&
    /allocation|invalid (array|string|typed array) length|array buffer|memory|maximum size exceeded/i.test(message)
  ) {
    return new MiningError('out-of-memory', { why: message });
  }
  return new MiningError('internal', { why: message });
}
