import { transfer } from 'comlink';
import { buffersOf, ownViews } from './buffers';
import { importLog } from './import-log';
import { inspectFiles } from './importers';
import type { ImportWorkerCalls } from './protocol';
import { serve } from './rpc';

const calls: ImportWorkerCalls = {
  inspect: (files, options) => inspectFiles(files, options),
  async run(files, plan, onProgress) {
    const imported = ownViews(await importLog(files, plan, onProgress));
    return transfer(imported, buffersOf(imported));
  }
};

serve(calls);
