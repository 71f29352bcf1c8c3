import { ServiceError } from '$lib/model/service-errors';

/** What a request takes at most, from its first query to its reply; the store ends a single statement after the same time. */
export const DEADLINE_MS = 10_000;

/** The work took too long. Its transaction is undone by ending its connection: whatever still runs can do nothing with it. */
export class DeadlineError extends ServiceError {
  constructor() {
    super('unavailable', { retrySeconds: 5 });
  }
}

/** @throws DeadlineError where `work` takes longer */
export async function withDeadline<T>(work: Promise<T>, limitMs = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError()), limitMs);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    // nobody waits for it any more
    work.catch(() => undefined);
  }
}
