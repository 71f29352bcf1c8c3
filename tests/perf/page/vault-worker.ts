import { LazyLog, type PartSource } from '$lib/engine/store/kept-log/lazy-log';
import { CORE, writeLog } from '$lib/engine/store/kept-log/write-log';
import { OpenLog } from '$lib/engine/store/open-log';
import { EVERYTHING } from '$lib/model/selection';
import { openPlaces } from '$lib/vault/places';
import { Vault } from '$lib/vault/vault';
import { analysed } from './analysed';
import { openBenchLog } from './open-log';
import type { KernelAnswer, VaultAsk } from './protocol';

const FOLDER = 'unsealed';

type Parts = ReadonlyMap<string, readonly Uint8Array[]>;

let parts: Parts = new Map();
let areaId: string | undefined;
let opened: Promise<Vault> | undefined;

async function openVault(): Promise<Vault> {
  const places = await openPlaces();
  if (typeof places === 'string') throw new Error(places);
  const vault = new Vault(places.files, places.catalogue, places.locks);
  await vault.unlock(null);
  return vault;
}

async function prepare(events: number): Promise<KernelAnswer> {
  const imported = await openBenchLog(events).whole();
  const made = new Map<string, readonly Uint8Array[]>();
  const began = performance.now();
  await writeLog(imported, { put: async (part, bytes) => void made.set(part, bytes) });
  const ms = performance.now() - began;
  parts = made;
  const bytes = [...made.values()].flat().reduce((sum, { length }) => sum + length, 0);
  const core = made.get(CORE)!.reduce((sum, { length }) => sum + length, 0);
  return { ms, facts: { events: imported.derived.report.events, bytes, core } };
}

async function writeSealed(vault: Vault): Promise<void> {
  const card = { name: 'bench', cases: 0, events: 0, variants: 0, firstUtcMs: 0, lastUtcMs: 0, importedUtcMs: 0, columns: [] };
  const area = await vault.create({ ...card, hash: '', backupUtcMs: null }, async (writer) => {
    for (const [part, bytes] of parts) await writer.put(part, bytes);
  });
  ({ areaId } = area);
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

const fileOf = (part: string): string => part.replace(':', '-');

/** As plainly as it can be done: a file a part, each flushed. */
async function writeUnsealed(): Promise<void> {
  const place = await folder();
  for (const [part, bytes] of parts) {
    const file = await place.getFileHandle(fileOf(part), { create: true });
    const handle = await file.createSyncAccessHandle();
    handle.truncate(0);
    let at = 0;
    for (const piece of bytes) at += handle.write(piece, { at });
    handle.flush();
    handle.close();
  }
}

// one file after the other: side by side, Chromium 156 sometimes did not answer one of them
let before: Promise<unknown> = Promise.resolve();
const unsealed: PartSource = {
  read(part) {
    const bytes = before.then(() => readUnsealed(part));
    before = bytes;
    return bytes;
  }
};

async function readUnsealed(part: string): Promise<Uint8Array> {
  const file = await (await folder()).getFileHandle(fileOf(part));
  const handle = await file.createSyncAccessHandle();
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  handle.close();
  return bytes;
}

/** What the app asks for until the first map is there. */
async function firstMap(lazy: LazyLog): Promise<Record<string, number>> {
  const open = new OpenLog('kept', lazy.imported, { lazy });
  const figures = await analysed(open, 'case-figures', EVERYTHING, {});
  const map = await analysed(open, 'process-map', EVERYTHING, {});
  return { cases: figures.cases, events: map.frequency.events };
}

/** What the app has in memory once every attribute was asked for. */
async function allOf(lazy: LazyLog): Promise<Record<string, number>> {
  const { table, derived } = lazy.imported;
  await lazy.load({ events: true, rows: true, times: false, columns: table.columns.keys() });
  return { events: derived.log.timeMs.length };
}

async function answer(ask: VaultAsk): Promise<KernelAnswer> {
  if (ask.kind === 'prepare') return prepare(ask.events);
  const vault = await (opened ??= openVault());
  // what was written before goes first: its removal is not timed
  if (ask.kind === 'write' && ask.sealed && areaId !== undefined) {
    await vault.remove(areaId);
    areaId = undefined;
  }
  const began = performance.now();
  let facts: Record<string, number> = {};
  if (ask.kind === 'write') await (ask.sealed ? writeSealed(vault) : writeUnsealed());
  else {
    const lazy = await LazyLog.open(ask.sealed ? await vault.read(areaId!) : unsealed);
    facts = await (ask.kind === 'read' ? allOf(lazy) : firstMap(lazy));
  }
  return { ms: performance.now() - began, facts };
}

self.addEventListener('message', (event: MessageEvent<VaultAsk>) => {
  answer(event.data)
    .then((found) => self.postMessage({ answer: found }))
    .catch((error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }));
});
