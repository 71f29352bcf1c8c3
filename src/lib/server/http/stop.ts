import type { Server } from 'node:http';
import { startDraining } from './draining';

/** answers under way are cut then; what is left is for the store to close */
const CUT_MS = 7000;
/** the process ends by then, whatever hangs */
const END_MS = 9500;
/** how often connections that rest are closed, so that no client waits on one that nobody reads any more */
const SWEEP_MS = 50;

/** The handler's bundle opened it; see [Note: One service]. */
async function closeService(): Promise<void> {
  await (globalThis as { [key: symbol]: { close(): Promise<void> } | undefined })[Symbol.for('kiseki.service')]?.close();
}

/** Take no more connections, and wait for the answers under way. */
async function closeServers(servers: readonly Server[]): Promise<void> {
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, SWEEP_MS);
  const cut = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, CUT_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * On SIGTERM or SIGINT say by `/readyz` that no more should come, go on for the drain's seconds (until a load balancer has seen it), then take no
 * more, finish what is under way, close the store and end the process, within 10 s. A terminal's Ctrl-C may arrive twice.
 */
export function stopOnSignal(servers: readonly Server[], drainSeconds: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    startDraining();
    setTimeout(() => process.exit(1), END_MS).unref();
    setTimeout(() => {
      void closeServers(servers)
        .then(closeService)
        .then(
          () => process.exit(0),
          () => process.exit(1)
        );
    }, drainSeconds * 1000);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
