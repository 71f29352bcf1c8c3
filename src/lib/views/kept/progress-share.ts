import type { VaultProgress } from '$lib/model/vault';

/** How far a job is, 0..1; undefined while nobody knows. */
export function shareOf(progress: VaultProgress | undefined): number | undefined {
  return progress && progress.totalBytes > 0 ? progress.doneBytes / progress.totalBytes : undefined;
}
