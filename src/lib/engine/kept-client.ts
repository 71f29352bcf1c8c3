import { proxy } from 'comlink';
import { MiningError } from '$lib/model/errors';
import type { KeptArea } from '$lib/model/vault';
import type { KeptLogs, KeptWorkerCalls } from './protocol';

/** Tells the other tabs what changed: an area's id and version, never a name or a value. */
const CHANNEL = 'kiseki-vault';

type Message =
  | { readonly kind: 'area'; readonly areaId: string; readonly version: number }
  /** locked here: every tab drops its keys */
  | { readonly kind: 'locked' }
  | { readonly kind: 'unlocked' };

/** What the vault's client needs of the engine's. */
interface LogWorkerEnd {
  /** of the worker that runs, started where none does */
  calls(): KeptWorkerCalls;
  /** End it: open calls fail with `vault-locked`. */
  end(): void;
  /** A map will be wanted soon: what draws it may load, when there is time. */
  foreseeMap(): void;
}

export interface KeptClient {
  readonly kept: KeptLogs;
  /** The log has another shape: where it is kept, that is kept too. */
  reshaped(logId: string): void;
}

/**
 * The page's end of the vault: knows whether this tab is locked, unlocks a worker that was started anew, and tells the other tabs.
 * See `KeptLogs`.
 */
export function createKeptLogs(worker: LogWorkerEnd): KeptClient {
  const listeners = new Set<(areaId: string | null) => void>();
  const channel = new BroadcastChannel(CHANNEL);
  let isLocked = false;
  /** of a signed-in user; kept for a worker that has to be started anew */
  let share: Uint8Array | null = null;
  let unlocked: { readonly of: KeptWorkerCalls; readonly done: Promise<void> } | undefined;

  const tell = (areaId: string | null): void => {
    for (const listener of listeners) listener(areaId);
  };
  const say = (message: Message): void => channel.postMessage(message);
  const changed = ({ areaId, version }: Pick<KeptArea, 'areaId' | 'version'>): void => {
    say({ kind: 'area', areaId, version });
    tell(areaId);
  };
  const drop = (): void => {
    isLocked = true;
    share = null;
    unlocked = undefined;
    worker.end();
    tell(null);
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'area') tell(data.areaId);
    else if (data.kind === 'unlocked') tell(null);
    else if (!isLocked) drop();
  });

  /** The worker's calls, with keys. */
  const ready = async (): Promise<KeptWorkerCalls> => {
    if (isLocked) throw new MiningError('vault-locked');
    const calls = worker.calls();
    if (unlocked?.of !== calls) {
      const done = calls.unlock(share);
      const mine = (unlocked = { of: calls, done });
      done.catch(() => {
        if (unlocked === mine) unlocked = undefined;
      });
    }
    await unlocked.done;
    return calls;
  };
  const changing = async (change: (calls: KeptWorkerCalls) => Promise<KeptArea>): Promise<KeptArea> => {
    const area = await change(await ready());
    changed(area);
    return area;
  };

  const kept: KeptLogs = {
    state: async () => ({ ...(await worker.calls().state()), locked: isLocked }),
    async areas() {
      const areas = await (await ready()).areas();
      if (areas.length > 0) worker.foreseeMap();
      return areas;
    },
    keep: (logId, report, notes, onProgress) => changing((calls) => calls.keep(logId, report, notes, proxy(onProgress))),
    async open(areaId, knowingly, onProgress) {
      const calls = await ready();
      worker.foreseeMap();
      return calls.open(areaId, knowingly, proxy(onProgress));
    },
    rename: (areaId, name) => changing((calls) => calls.rename(areaId, name)),
    async remove(areaId) {
      await (await ready()).remove(areaId);
      changed({ areaId, version: 0 });
    },
    notes: async (areaId) => (await ready()).notes(areaId),
    changeNotes: (areaId, changes) => changing((calls) => calls.changeNotes(areaId, changes)),
    deviceText: async (name) => (await ready()).deviceText(name),
    putDeviceText: async (name, value) => (await ready()).putDeviceText(name, value),
    collectGarbage: async () => (await ready()).collectGarbage(),
    exportBackup: async (areaId, passphrase, onProgress) => {
      const file = await (await ready()).exportBackup(areaId, passphrase, proxy(onProgress));
      // its card says when the last backup was written
      changed({ areaId, version: 0 });
      return file;
    },
    importBackup: (file, passphrase, onProgress) => changing((calls) => calls.importBackup(file, passphrase, proxy(onProgress))),
    async lock() {
      say({ kind: 'locked' });
      drop();
    },
    async unlock(serverShare) {
      isLocked = false;
      share = serverShare;
      unlocked = undefined;
      try {
        await ready();
      } catch (why) {
        isLocked = true;
        share = null;
        throw why;
      }
      say({ kind: 'unlocked' });
      tell(null);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };

  return {
    kept,
    reshaped(logId) {
      if (isLocked) return;
      // what comes of it is told to who calls `keep` next; where it fails, the log is on disk in its old shape
      ready()
        .then((calls) => calls.keepAgain(logId))
        .then((area) => area && changed(area))
        .catch(() => {});
    }
  };
}
