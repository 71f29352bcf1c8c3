import { MiningError } from '$lib/model/errors';

/** Names that the browsers and Dexie give to "no more space"; Dexie wraps the one it was told as `inner`. */
const QUOTA = 'QuotaExceededError';

/** What a place threw at a write, as our error: `vault-full` for want of space, else `vault-write-failed` with what the browser said. */
export function asWriteError(thrown: unknown): MiningError {
  if (thrown instanceof MiningError) return thrown;
  const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return isQuota(thrown) ? new MiningError('vault-full') : new MiningError('vault-write-failed', { why });
}

function isQuota(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { name, inner } = thrown as { name?: unknown; inner?: unknown };
  return name === QUOTA || (inner !== thrown && inner !== undefined && isQuota(inner));
}

/** @returns whether the browser said that there is no such file, or no such folder */
export function isNotFound(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'NotFoundError';
}
