import { expose, transfer } from 'comlink';
import { buffersOf } from './buffers';
import { importLog } from './import-log';
import { inspectFiles } from './importers';
import type { ImportWorkerCalls } from './protocol';
import { carryMiningErrors } from './rpc';

carryMiningErrors();

const calls: ImportWorkerCalls = {
  inspect: (files, options) => inspectFiles(files, options),
  async run(files, plan, onProgress) {
    const imported = await importLog(files, plan, onProgress);
    return transfer(imported, buffersOf(imported));
  }
};

expose(calls);
