import { releaseProxy, type Remote } from 'comlink';
import type { VaultProgress } from '$lib/model/vault';

/** A listener in the page, or beside. */
export type OnProgress = (progress: VaultProgress) => void;

/** Told at most every few megabytes, and at the end. */
const TELL_BYTES = 4 << 20;

/** Tells a listener of a job's bytes. */
export function teller(phase: VaultProgress['phase'], totalBytes: number, onProgress: OnProgress): (doneBytes: number) => void {
  let told = -TELL_BYTES;
  return (doneBytes) => {
    if (doneBytes < told + TELL_BYTES && doneBytes < totalBytes) return;
    told = doneBytes;
    onProgress({ phase, doneBytes, totalBytes });
  };
}

/** A listener in the page is held by a port: let it go, or a worker that lives on would hold one a call. */
export function released(listener: OnProgress): void {
  (listener as Partial<Remote<OnProgress>>)[releaseProxy]?.();
}
