/** The listener's bundle says it, the handler's is asked: they meet here, as in [Note: One service]. */
const KEY = Symbol.for('kiseki.draining');
const shared = globalThis as unknown as { [KEY]?: boolean };

/** From now on the process is about to end: `/readyz` says so, and a load balancer sends nothing more. */
export function startDraining(): void {
  shared[KEY] = true;
}

export const isDraining = (): boolean => shared[KEY] === true;
