import { expose, transferHandlers, wrap } from 'comlink';
import { asMiningError, MiningError, type ErrorCode, type ErrorDetail } from '$lib/model/errors';

interface Thrown {
  readonly value: unknown;
}
interface SentError {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;
}

/**
 * comlink drops the class and the code of an error: replace its handler, in the page and in every worker, by one that
 * carries a `MiningError` across. Call once, before the first `expose` or `wrap` of a context is used.
 */
export function carryMiningErrors(): void {
  const original = transferHandlers.get('throw');
  if (!original) throw new Error('comlink has no throw handler');
  transferHandlers.set('throw', {
    canHandle: (value): value is Thrown => original.canHandle(value),
    serialize: ({ value }: Thrown): [SentError, Transferable[]] => {
      const { code, detail } = asMiningError(value);
      return [{ code, detail }, []];
    },
    deserialize: ({ code, detail }: SentError): never => {
      throw new MiningError(code, detail);
    }
  });
}

/**
 * Answer calls in this worker. A message that cannot be read (no memory for it) has no caller to be told: the worker ends with an
 * error instead, which fails every open call in the page (`handleOf`).
 */
export function serve(calls: object): void {
  carryMiningErrors();
  addEventListener('messageerror', () => {
    throw new Error('a request could not be read');
  });
  expose(calls);
}

/** A worker and its calls. Every call fails with a `MiningError`: `worker-died` when the worker ends before it answers. */
export interface WorkerHandle<Calls> {
  readonly calls: Calls;
  /** Stop the worker now; open calls fail with `code`. */
  end(code: ErrorCode, detail?: ErrorDetail): void;
}

/**
 * Wrap a worker's exposed object. comlink loses generics, so the one cast of the project stands here.
 *
 * @param onDeath called when the worker dies by itself (a trap, an uncaught error, no memory)
 */
export function handleOf<Calls extends object>(worker: Worker, onDeath: (why: string) => void): WorkerHandle<Calls> {
  const remote = wrap<Calls>(worker) as unknown as RemotePart;
  const open = new Set<(error: MiningError) => void>();
  let ended: MiningError | undefined;

  const end = (code: ErrorCode, detail: ErrorDetail = {}): void => {
    if (ended) return;
    ended = new MiningError(code, detail);
    worker.terminate();
    for (const fail of open) fail(ended);
    open.clear();
  };

  const die = (why: string): void => {
    if (ended) return;
    end('worker-died', { why });
    onDeath(why);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(event.message || 'the worker stopped');
  });
  worker.addEventListener('messageerror', () => die('an answer could not be read'));

  const call = async (path: readonly string[], args: unknown[]): Promise<unknown> => {
    if (ended) throw ended;
    let fail: ((error: MiningError) => void) | undefined;
    const death = new Promise<never>((_, reject) => open.add((fail = reject)));
    try {
      const asked = path.reduce((part, name) => part[name]!, remote);
      return await Promise.race([asked(...args), death]);
    } catch (why) {
      // arguments that cannot be sent fail here, before the worker has seen them
      throw asMiningError(why);
    } finally {
      if (fail) open.delete(fail);
    }
  };
  return { calls: callsAt([], call) as Calls, end };
}

/** What lies at a path of the remote object: to be called, or gone on from. */
type RemotePart = ((...args: unknown[]) => Promise<unknown>) & { readonly [name: string]: RemotePart };

/** The calls below a path: `calls.close(logId)`, `calls.kept.areas()`; each the same object whenever it is asked for. */
function callsAt(path: readonly string[], call: (path: readonly string[], args: unknown[]) => Promise<unknown>): object {
  const below = new Map<string, object>();
  return new Proxy(() => {}, {
    get(_, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      let part = below.get(name);
      if (!part) below.set(name, (part = callsAt([...path, name], call)));
      return part;
    },
    apply: (_, __, args: unknown[]) => call(path, args)
  });
}
