/** SQLSTATE classes and codes of a store that cannot do its work now: no connection, shutting down, no room, too slow; or two that waited for each other, of whom one gave way. */
const CODES = /^(?:08...|53...|57P0[1-5]|57014|25P0[23]|58030|40P01)$/;
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH'
]);
/** pg's own errors have no code */
const WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** Whether an error says that the store is away, full or busy, not that the program is wrong: the same request may do later. */
export function isOutage(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code = (at as NodeJS.ErrnoException).code;
    if (code !== undefined && (CODES.test(code) || SYSTEM.has(code))) return true;
    if (WORDS.test(at.message)) return true;
    if (at instanceof AggregateError && at.errors.some(isOutage)) return true;
  }
  return false;
}
