/**
 * Every call of every act, struck by every fault: afterwards the old or the new state is there, whole; what was acknowledged is there; and
 * the sweep leaves the files that are referred to, and no other.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KeptArea } from '$lib/model/vault';
import { FaultyCalls, FAULTS, isCrash, type Fault } from './faulty-calls.fixture';
import { CRASHES, MemoryDisk, type Crash } from './memory-disk.fixture';
import { bytesOf, cardNamed, unlockedVault } from './vault.fixture';
import type { Vault } from './vault';

/** Digests of the parts, by name of area and part. */
type State = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** of more than a MiB, so that there are several writes */
const LONG = new Uint8Array(1_200_000).fill(7);

const ACTS: Readonly<Record<string, (vault: Vault) => Promise<unknown>>> = {
  import: (vault) =>
    vault.create(cardNamed('Invoices'), async (parts) => {
      await parts.put('core', [LONG]);
      await parts.put('column:0', [bytesOf('column')]);
      await parts.put('notes', [bytesOf('{}')]);
    }),
  save: async (vault) =>
    vault.change(await idOf(vault, 'Orders'), async (parts) => {
      await parts.put('notes', [bytesOf('{"view":1}')]);
    }),
  reshape: async (vault) =>
    vault.change(await idOf(vault, 'Orders'), async (parts, before) => {
      await parts.put('core', [await before.read('core'), bytesOf(' shaped')]);
      await parts.put('rows', [bytesOf('rows')]);
      parts.drop('column:0');
      return { ...cardNamed('Orders'), events: 6 };
    }),
  rename: async (vault) => vault.change(await idOf(vault, 'Orders'), async () => cardNamed('Bestellungen')),
  remove: async (vault) => vault.remove(await idOf(vault, 'Orders')),
  compaction: (vault) => vault.collectGarbage()
};

describe.each(Object.keys(ACTS))('%s', (act) => {
  test.each(FAULTS)('struck at every call: %s', async (fault) => {
    const base = await keptDisk();
    const after = await stateAfter(base.copy(), act);
    const before = await stateOf((await unlockedVault(base.copy())).vault);
    for (const crash of isCrash(fault) ? CRASHES : [null]) {
      for (let at = 1; await strike(base.copy(), act, { at, fault, crash }, before, after); at++);
    }
  });
});

test.each(FAULTS)('the first start of all, struck at every call: %s', async (fault) => {
  for (let at = 1, struck = true; struck; at++) {
    const calls = new FaultyCalls();
    calls.arm(at, fault);
    const disk = new MemoryDisk();
    const acknowledged = await isDone(unlockedVault(disk, { calls }).then(({ vault }) => ACTS['import']!(vault)));
    struck = calls.hasStruck;
    disk.crash('lost');
    const { vault } = await unlockedVault(disk);
    const areas = await vault.areas();
    expect(areas.every(({ fault }) => fault === null)).toBe(true);
    if (acknowledged) expect(areas).toHaveLength(1);
  }
});

test.each(['import', 'save', 'reshape'])('%s, with room for any number of bytes', async (act) => {
  const base = await keptDisk();
  const before = await stateOf((await unlockedVault(base.copy())).vault);
  const after = await stateAfter(base.copy(), act);
  const usedBytes = base.usedBytes();
  let isDone = false;
  for (let room = 0; !isDone; room = Math.ceil(room * 1.2) + 40) {
    const disk = base.copy();
    const { vault } = await unlockedVault(disk);
    disk.quotaBytes = usedBytes + room;
    const told = await ACTS[act]!(vault).then(
      () => null,
      (thrown: unknown) => thrown
    );
    isDone = told === null;
    if (!isDone) expect(told).toMatchObject({ code: 'vault-full' });
    expect(await stateOf(vault)).toEqual(isDone ? after : before);
    if (!isDone) expect(disk.usedBytes()).toBe(usedBytes);
    // what is kept can be thrown away however full it is
    await vault.remove(await idOf(vault, 'Orders'));
    expect(disk.usedBytes()).toBeLessThan(usedBytes + room);
  }
});

/** @returns whether there was such a call */
async function strike(
  disk: MemoryDisk,
  act: string,
  { at, fault, crash }: { at: number; fault: Fault; crash: Crash | null },
  before: State,
  after: State
): Promise<boolean> {
  const calls = new FaultyCalls();
  const { vault } = await unlockedVault(disk, { calls });
  calls.arm(at, fault);
  const acknowledged = await isDone(ACTS[act]!(vault));
  if (!calls.hasStruck) return false;
  calls.heal();
  const where = `${act}, call ${at} (${calls.names.at(-1)}), ${fault} ${crash}`;

  if (crash) disk.crash(crash);
  else expect(await stateOf(vault), where).toEqual(await stateOf((await unlockedVault(disk)).vault));

  const { vault: next } = await unlockedVault(disk);
  const state = await stateOf(next);
  if (acknowledged) expect(state, where).toEqual(after);
  else expect([before, after], where).toContainEqual(state);

  await next.collectGarbage();
  expect(disk.files.size, where).toBe(await filesReferredTo(next));
  expect(await stateOf(next), where).toEqual(state);
  if (state === before || !acknowledged) await ACTS['import']!(next);
  return true;
}

/** Two logs, one of them changed, and some garbage. */
async function keptDisk(): Promise<MemoryDisk> {
  const { vault, disk } = await unlockedVault();
  const { areaId } = await vault.create(cardNamed('Orders'), async (parts) => {
    await parts.put('core', [bytesOf('core')]);
    await parts.put('column:0', [bytesOf('column')]);
    await parts.put('notes', [bytesOf('')]);
  });
  await vault.create(cardNamed('Hospital'), (parts) => parts.put('core', [bytesOf('hospital')]));
  await vault.change(areaId, (parts) => parts.put('notes', [bytesOf('{}')]));
  return disk;
}

async function stateAfter(disk: MemoryDisk, act: string): Promise<State> {
  const { vault } = await unlockedVault(disk);
  await ACTS[act]!(vault);
  return stateOf(vault);
}

/** Everything there is; a fault of any area fails the test. */
async function stateOf(vault: Vault): Promise<State> {
  const state: Record<string, Readonly<Record<string, string>>> = {};
  for (const area of await vault.areas()) {
    expect(area.fault).toBeNull();
    const reader = await vault.read(area.areaId);
    const parts: Record<string, string> = { events: String(area.card!.events) };
    for (const { name } of reader.parts)
      parts[name] = createHash('sha1')
        .update(await reader.read(name))
        .digest('hex');
    state[nameOf(area)] = parts;
  }
  return state;
}

async function filesReferredTo(vault: Vault): Promise<number> {
  let files = 0;
  for (const { areaId } of await vault.areas()) files += 1 + (await vault.read(areaId)).parts.length;
  return files;
}

async function idOf(vault: Vault, name: string): Promise<string> {
  return (await vault.areas()).find((area) => nameOf(area) === name)!.areaId;
}

const nameOf = ({ card }: KeptArea): string => card!.name;

const isDone = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false
  );
