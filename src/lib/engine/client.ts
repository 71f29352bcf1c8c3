import { proxy, transfer } from 'comlink';
import { buffersOf } from './buffers';
import { MiningError } from '$lib/model/errors';
import type { ImportProgress } from '$lib/model/import';
import type { LayoutRequest } from '$lib/model/map';
import type { Engine, ImportWorkerCalls, LayoutWorkerCalls, LogWorkerCalls } from './protocol';
import { createKeptLogs } from './kept-client';
import { carryMiningErrors, handleOf, type WorkerHandle } from './rpc';
import { wholeAnswer } from './sql-parts';
import { startWorker } from './worker-url';
import importWorkerUrl from './import-worker?worker&url';
import layoutWorkerUrl from './layout-worker?worker&url';
import logWorkerUrl from './log-worker?worker&url';

/** A picture without anything in it: laying it out loads the layouter. */
const NOTHING: LayoutRequest = { direction: 'down', nodes: [], edges: [], start: null, end: null };

function whenIdle(job: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(job, { timeout: 2000 });
  else setTimeout(job, 200);
}

/** An import under way. `cancelled` rejects when `cancel` is called, in whatever phase. */
interface CancellableImport {
  readonly cancelled: Promise<never>;
  cancel(): void;
}

function cancellable(worker: WorkerHandle<ImportWorkerCalls>): CancellableImport {
  let refuse: (why: MiningError) => void;
  const cancelled = new Promise<never>((_, reject) => (refuse = reject));
  cancelled.catch(() => {});
  return {
    cancelled,
    cancel() {
      worker.end('cancelled');
      refuse(new MiningError('cancelled'));
    }
  };
}

/**
 * The engine, over its workers (see `Engine`). Workers start when first asked and are rebuilt after they die.
 * An import worker serves one draft or one import and is ended (the next one is made ready when there is time): a file that traps, hangs or fills the memory costs nothing else.
 */
export function createEngine(): Engine {
  carryMiningErrors();
  const restartListeners = new Set<(why: string) => void>();
  let importing: CancellableImport | undefined;
  let inspecting: WorkerHandle<ImportWorkerCalls> | undefined;
  let logWorker: WorkerHandle<LogWorkerCalls> | undefined;
  let layoutWorker: WorkerHandle<LayoutWorkerCalls> | undefined;

  let spare: WorkerHandle<ImportWorkerCalls> | undefined;

  const newImportWorker = (): WorkerHandle<ImportWorkerCalls> =>
    handleOf(startWorker(importWorkerUrl, 'import'), () => (spare = undefined));

  /** Have an import worker ready before a file comes: loading its script would be a good part of a preview. */
  const prepare = (): void => {
    whenIdle(() => (spare ??= newImportWorker()));
  };
  const takeImportWorker = (): WorkerHandle<ImportWorkerCalls> => {
    const worker = spare ?? newImportWorker();
    spare = undefined;
    prepare();
    return worker;
  };
  prepare();

  const logs = (): LogWorkerCalls => {
    logWorker ??= handleOf<LogWorkerCalls>(startWorker(logWorkerUrl, 'log'), (why) => {
      logWorker = undefined;
      for (const listener of restartListeners) listener(why);
    });
    return logWorker.calls;
  };

  const vault = createKeptLogs({
    calls: () => logs().kept,
    end() {
      logWorker?.end('vault-locked');
      logWorker = undefined;
    },
    foreseeMap: () => whenIdle(foreseeMap)
  });

  const layouts = (): LayoutWorkerCalls => {
    layoutWorker ??= handleOf<LayoutWorkerCalls>(startWorker(layoutWorkerUrl, 'layout'), () => (layoutWorker = undefined));
    return layoutWorker.calls;
  };

  /** A map comes next: the layouter loads before it is asked. */
  const foreseeMap = (): void => {
    if (layoutWorker) return;
    void layouts()
      .layout(NOTHING)
      .catch(() => {});
  };

  return {
    async inspect(files, options) {
      inspecting?.end('cancelled');
      const worker = (inspecting = takeImportWorker());
      try {
        return await worker.calls.inspect(files, options);
      } finally {
        worker.end('cancelled');
        if (inspecting === worker) inspecting = undefined;
      }
    },

    async importLog(files, plan, onProgress) {
      if (importing) throw new MiningError('import-busy');
      const worker = takeImportWorker();
      const run = (importing = cancellable(worker));
      // its workers load while the file is read
      logs();
      foreseeMap();
      // what was told before a cancel may arrive after it
      const tell = (progress: ImportProgress): void => {
        if (importing === run) onProgress(progress);
      };
      try {
        const imported = await worker.calls.run(files, plan, proxy(tell));
        // buffers go on from here by transfer: the page never copies a column
        const adopting = logs().adopt(transfer(imported, buffersOf(imported)));
        // the log worker may be busy: a cancel is answered without it, and what it opens then is closed again
        run.cancelled.catch(() => adopting.then(({ logId }) => logs().close(logId)).catch(() => {}));
        return { summary: await Promise.race([adopting, run.cancelled]), report: imported.report };
      } finally {
        worker.end('cancelled');
        if (importing === run) importing = undefined;
      }
    },

    cancelImport() {
      importing?.cancel();
      importing = undefined;
    },

    kept: vault.kept,
    async reshape(logId, shape) {
      const summary = await logs().reshape(logId, shape);
      vault.reshaped(logId);
      return summary;
    },
    analyse: (name, logId, selection, params) => logs().analyse(name, logId, selection, params) as never,
    layout: (request) => layouts().layout(request),
    hashOf: (logId) => logs().hashOf(logId),
    exportLog: (logId, selection, format) => logs().exportLog(logId, selection, format),
    sqlOf: (request, logId, selection) => logs().sqlOf(request, logId, selection),
    async runSql(logId, selection, sql, limits) {
      const calls = logs();
      return wholeAnswer(calls, await calls.runSql(logId, selection, sql, limits));
    },
    cancelSql: () => logs().cancelSql(),
    close: (logId) => logs().close(logId),

    onRestart(listener) {
      restartListeners.add(listener);
      return () => restartListeners.delete(listener);
    }
  };
}
