import type { Server } from 'node:http';

/** how long answers that are being sent may go on after SIGTERM */
const SHUTDOWN_MS = 10_000;

/** The handler's bundle opened it; see [Note: One service]. */
async function closeService(): Promise<void> {
  await (globalThis as { [key: symbol]: { close(): Promise<void> } | undefined })[Symbol.for('kiseki.service')]?.close();
}

/** On SIGTERM or SIGINT take no more requests, finish those under way, end the process. A terminal's Ctrl-C may arrive twice. */
export function stopOnSignal(servers: readonly Server[]): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
    void Promise.all(closed)
      .then(closeService)
      .finally(() => process.exit(0));
    for (const server of servers) server.closeIdleConnections();
    setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, SHUTDOWN_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
