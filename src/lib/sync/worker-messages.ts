/**
 * What the page and the service worker say to one another. Each message from the page brings a port, on which one `WorkerAnswer` comes back.
 */
export type WorkerMessage =
  /** fetch the next file that is kept for use without a network, and remove what no tab needs any more */
  | { readonly kind: 'fetch-next' }
  /** let the version that waits take over; refused while more than one tab is open */
  | { readonly kind: 'take-over' };

export interface WorkerAnswer {
  /** `fetch-next`: something is left to fetch; `take-over`: it takes over */
  readonly yes: boolean;
}

/** @returns whether a message that came in is one of ours */
export function isWorkerMessage(value: unknown): value is WorkerMessage {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return kind === 'fetch-next' || kind === 'take-over';
}
