import { proxy, transfer } from 'comlink';
import { buffersOf } from './buffers';
import { MiningError } from '$lib/model/errors';
import type { Engine, ImportWorkerCalls, LayoutWorkerCalls, LogWorkerCalls } from './protocol';
import { carryMiningErrors, handleOf, type WorkerHandle } from './rpc';
import { startWorker } from './worker-url';
import importWorkerUrl from './import-worker?worker&url';
import layoutWorkerUrl from './layout-worker?worker&url';
import logWorkerUrl from './log-worker?worker&url';

/**
 * The engine, over its workers (see `Engine`). Workers start when first asked and are rebuilt after they die.
 * An import worker serves one draft or one import and is ended: a file that traps, hangs or fills the memory costs nothing else.
 */
export function createEngine(): Engine {
  carryMiningErrors();
  const restartListeners = new Set<(why: string) => void>();
  let importing: WorkerHandle<ImportWorkerCalls> | undefined;
  let inspecting: WorkerHandle<ImportWorkerCalls> | undefined;
  let logWorker: WorkerHandle<LogWorkerCalls> | undefined;
  let layoutWorker: WorkerHandle<LayoutWorkerCalls> | undefined;

  const newImportWorker = (): WorkerHandle<ImportWorkerCalls> => handleOf(startWorker(importWorkerUrl, 'import'), () => {});

  const logs = (): LogWorkerCalls => {
    logWorker ??= handleOf<LogWorkerCalls>(startWorker(logWorkerUrl, 'log'), (why) => {
      logWorker = undefined;
      for (const listener of restartListeners) listener(why);
    });
    return logWorker.calls;
  };

  const layouts = (): LayoutWorkerCalls => {
    layoutWorker ??= handleOf<LayoutWorkerCalls>(startWorker(layoutWorkerUrl, 'layout'), () => (layoutWorker = undefined));
    return layoutWorker.calls;
  };

  return {
    async inspect(files, options) {
      inspecting?.end('cancelled');
      const worker = (inspecting = newImportWorker());
      try {
        return await worker.calls.inspect(files, options);
      } finally {
        worker.end('cancelled');
        if (inspecting === worker) inspecting = undefined;
      }
    },

    async importLog(files, plan, onProgress) {
      if (importing) throw new MiningError('import-busy');
      const worker = (importing = newImportWorker());
      try {
        const imported = await worker.calls.run(files, plan, proxy(onProgress));
        // buffers go on from here by transfer: the page never copies a column
        const summary = await logs().adopt(transfer(imported, buffersOf(imported)));
        return { summary, report: imported.report };
      } finally {
        worker.end('cancelled');
        if (importing === worker) importing = undefined;
      }
    },

    cancelImport() {
      importing?.end('cancelled');
      importing = undefined;
    },

    reshape: (logId, shape) => logs().reshape(logId, shape),
    analyse: (name, logId, selection, params) => logs().analyse(name, logId, selection, params) as never,
    layout: (request) => layouts().layout(request),
    exportLog: (logId, selection, format) => logs().exportLog(logId, selection, format),
    sqlOf: (name, logId, selection) => logs().sqlOf(name, logId, selection),
    runSql: (logId, selection, sql, limit) => logs().runSql(logId, selection, sql, limit),
    close: (logId) => logs().close(logId),

    onRestart(listener) {
      restartListeners.add(listener);
      return () => restartListeners.delete(listener);
    }
  };
}
