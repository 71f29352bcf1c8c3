import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import { EVERYTHING } from '$lib/model/selection';
import { createEngine } from './client';
import type { Engine } from './protocol';
import { ScriptedWorker, scripts, started } from './scripted-worker.fixture';

const never = new Promise<never>(() => {});
const REPORT = {} as ImportReport;
const AREA = { areaId: 'a'.repeat(32), version: 3, card: { name: 'orders' } };

let tab: Engine;
let other: Engine;
let calls: string[];
let told: string[];
let deaf: (() => void)[];

beforeAll(() => {
  vi.stubGlobal('Worker', ScriptedWorker);
  vi.stubGlobal('location', new URL('http://localhost/'));
});

beforeEach(() => {
  started.length = 0;
  calls = [];
  told = [];
  scripts.set('import', {});
  scripts.set('layout', { layout: () => never });
  const called =
    <T>(name: string, answer: T) =>
    async (...args: unknown[]): Promise<T> => {
      calls.push([name, ...args.filter((arg) => typeof arg !== 'function')].map((arg) => JSON.stringify(arg)).join(' '));
      return answer;
    };
  scripts.set('log', {
    analyse: () => never,
    reshape: called('reshape', { logId: 'log-1' }),
    kept: {
      state: called('state', { durability: 'best-effort', why: null, locked: true, quotaBytes: 1, usedBytes: 0 }),
      unlock: async (share: Uint8Array | null) => void calls.push(`unlock ${share === null ? 'guest' : share.length}`),
      areas: called('areas', [AREA]),
      keep: called('keep', AREA),
      keepAgain: called('keepAgain', AREA),
      remove: called('remove', undefined),
      changeNotes: called('changeNotes', AREA)
    }
  });
  tab = createEngine();
  other = createEngine();
  deaf = [
    tab.kept.onChange((areaId) => told.push(`tab ${areaId}`)),
    other.kept.onChange((areaId) => told.push(`other ${areaId}`)),
    tab.onRestart(() => told.push('tab restarted')),
    other.onRestart(() => told.push('other restarted'))
  ];
});

// tabs of other tests hear what is said in this one
afterEach(() => {
  started.forEach((worker) => worker.terminate());
  deaf.forEach((stop) => stop());
});

const logWorkers = () => started.filter(({ name }) => name === 'log');

test('a worker is unlocked once, as a guest, by what needs it first', async () => {
  await tab.kept.state();
  expect(calls).toEqual(['"state"']);
  expect(await Promise.all([tab.kept.areas(), tab.kept.areas()])).toEqual([[AREA], [AREA]]);
  expect(calls.slice(1)).toEqual(['unlock guest', '"areas"', '"areas"']);
  expect(await tab.kept.state()).toMatchObject({ locked: false });
});

test('a change is told here and in the other tab, with nothing of the log', async () => {
  const seen: unknown[] = [];
  const ear = new BroadcastChannel('kiseki-vault');
  ear.onmessage = ({ data }: MessageEvent<unknown>) => seen.push(data);
  await tab.kept.keep('log-1', REPORT, {}, () => {});
  await tab.kept.changeNotes(AREA.areaId, { view: 'secret' });
  await tab.kept.remove(AREA.areaId);
  await vi.waitFor(() => expect(told).toHaveLength(6));
  expect(told.toSorted()).toEqual(['other', 'tab'].flatMap((who) => [1, 2, 3].map(() => `${who} ${AREA.areaId}`)));
  expect(seen.map((message) => JSON.stringify(message))).toEqual(
    [3, 3, 0].map((version) => JSON.stringify({ kind: 'area', areaId: AREA.areaId, version }))
  );
  ear.close();
});

test('a log in another shape is written again, in the background', async () => {
  await tab.reshape('log-1', { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' });
  await vi.waitFor(() => expect(told).toContain(`other ${AREA.areaId}`));
  expect(calls.at(-1)).toBe('"keepAgain" "log-1"');
});

test('a lock ends the log worker of every tab; open calls say why, and nothing is told of a restart', async () => {
  await Promise.all([tab.kept.areas(), other.kept.areas()]);
  const open = [tab, other].map((engine) => engine.analyse('case-figures', 'log-1', EVERYTHING, {}));
  const refused = Promise.all(open.map((call) => expect(call).rejects.toMatchObject({ code: 'vault-locked' })));
  await tab.kept.lock();
  await refused;
  expect(logWorkers().every(({ isEnded }) => isEnded)).toBe(true);
  expect(told.toSorted()).toEqual(['other null', 'tab null']);
  for (const engine of [tab, other]) {
    expect(await engine.kept.state()).toMatchObject({ locked: true });
    await expect(engine.kept.areas()).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(engine.kept.keep('log-1', REPORT, {}, () => {})).rejects.toMatchObject({ code: 'vault-locked' });
  }
});

test('each tab unlocks itself', async () => {
  await tab.kept.lock();
  await vi.waitFor(async () => expect((await other.kept.state()).locked).toBe(true));
  await tab.kept.unlock(new Uint8Array(32));
  expect(calls.at(-1)).toBe('unlock 32');
  expect(await tab.kept.areas()).toEqual([AREA]);
  expect(calls.filter((call) => call === 'unlock 32')).toHaveLength(1);
  await expect(other.kept.areas()).rejects.toMatchObject({ code: 'vault-locked' });
  await other.kept.unlock(null);
  expect(await other.kept.areas()).toEqual([AREA]);
});

test('a worker started anew gets the share of before; an unlock that fails leaves the tab locked', async () => {
  await tab.kept.unlock(new Uint8Array(32));
  logWorkers().at(-1)!.die('error', 'gone');
  await tab.kept.areas();
  expect(calls.filter((call) => call === 'unlock 32')).toHaveLength(2);
  const { kept } = scripts.get('log') as { kept: { unlock: () => Promise<void> } };
  kept.unlock = async () => {
    throw new MiningError('object-damaged');
  };
  await tab.kept.lock();
  await expect(tab.kept.unlock(null)).rejects.toMatchObject({ code: 'object-damaged' });
  expect(await tab.kept.state()).toMatchObject({ locked: true });
});
