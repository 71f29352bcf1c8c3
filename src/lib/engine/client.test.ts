import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { ImportPlan, ImportProgress } from '$lib/model/import';
import { EVERYTHING } from '$lib/model/selection';
import { createEngine } from './client';
import type { Engine } from './protocol';
import { ScriptedWorker, scripts, started } from './scripted-worker.fixture';

const PLAN = { name: 'test' } as ImportPlan;
const never = new Promise<never>(() => {});
const imported = () => ({ table: { timeMs: Float64Array.of(1, 2, 3) }, report: { events: 3 } });
const progress = (rows: number): ImportProgress => ({
  phase: 'read',
  done: 1,
  total: 2,
  rows,
  rowsPerSecond: 0,
  remainingMs: null
});

/** Until all messages under way have arrived. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

let engine: Engine;
let opened: string[];
let closed: string[];

beforeAll(() => {
  vi.stubGlobal('Worker', ScriptedWorker);
  vi.stubGlobal('location', new URL('http://localhost/'));
});

beforeEach(() => {
  started.length = 0;
  opened = [];
  closed = [];
  scripts.set('import', { run: async () => imported(), inspect: async () => ({ name: 'draft' }) });
  scripts.set('log', {
    adopt: async () => {
      opened.push(`log-${opened.length + 1}`);
      return { logId: opened.at(-1) };
    },
    close: async (logId: string) => void closed.push(logId),
    analyse: async () => ({ cases: 3 })
  });
  scripts.set('layout', { layout: () => never });
  engine = createEngine();
});

afterEach(() => started.forEach((worker) => worker.terminate()));

const ended = () => started.filter((worker) => worker.isEnded).map((worker) => worker.name);

describe('import', () => {
  test('ends its worker, and hands the log over by transfer', async () => {
    const opening = await engine.importLog([], PLAN, () => {});
    expect(opening).toEqual({ summary: { logId: 'log-1' }, report: { events: 3 } });
    expect(ended()).toEqual(['import']);
  });

  test('one at a time; after a cancel, the next', async () => {
    scripts.set('import', { run: () => never });
    const first = engine.importLog([], PLAN, () => {});
    await expect(engine.importLog([], PLAN, () => {})).rejects.toMatchObject({ code: 'import-busy' });
    engine.cancelImport();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    scripts.set('import', { run: async () => imported() });
    expect((await engine.importLog([], PLAN, () => {})).summary.logId).toBe('log-1');
    expect(ended()).toEqual(['import', 'import']);
  });

  test('a cancel while the log worker is busy is answered at once; the log it opens late is closed', async () => {
    let goOn = (): void => {};
    const busy = new Promise<void>((resolve) => (goOn = resolve));
    const script = scripts.get('log') as { adopt: () => Promise<unknown> };
    const { adopt } = script;
    let asked = (): void => {};
    const adopting = new Promise<void>((resolve) => (asked = resolve));
    script.adopt = async () => {
      asked();
      await busy;
      return adopt();
    };
    const run = engine.importLog([], PLAN, () => {});
    await adopting;
    engine.cancelImport();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(closed).toEqual([]);
    goOn();
    await settled();
    expect(closed).toEqual(['log-1']);
  });

  test('no progress is told after a cancel', async () => {
    const told: number[] = [];
    scripts.set('import', {
      run: async (_files: unknown, _plan: unknown, tell: (progress: ImportProgress) => Promise<void>) => {
        for (let rows = 1; rows <= 50; rows++) void tell(progress(rows));
        return never;
      }
    });
    const run = engine.importLog([], PLAN, ({ rows }) => {
      told.push(rows);
      engine.cancelImport();
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect(told).toEqual([1]);
  });

  test("a refusal keeps its code and its facts, and the next import finds the engine's door open", async () => {
    scripts.set('import', {
      run: async () => {
        throw new MiningError('unclosed-quote', { line: 7 });
      }
    });
    await expect(engine.importLog([], PLAN, () => {})).rejects.toMatchObject({ code: 'unclosed-quote', detail: { line: 7 } });
    scripts.set('import', { run: async () => imported() });
    await expect(engine.importLog([], PLAN, () => {})).resolves.toBeDefined();
  });

  test.each(['error', 'messageerror'] as const)('a worker that dies (%s) costs its import and nothing else', async (type) => {
    await engine.importLog([], PLAN, () => {});
    const deaths: string[] = [];
    engine.onRestart((why) => deaths.push(why));
    scripts.set('import', { run: () => never });
    const run = engine.importLog([], PLAN, () => {});
    started.at(-1)!.die(type, 'RuntimeError: unreachable');
    await expect(run).rejects.toMatchObject({ code: 'worker-died' });
    expect(deaths).toEqual([]);
    expect(await engine.analyse('case-figures', 'log-1', EVERYTHING, {})).toEqual({ cases: 3 });
  });
});

test('an older inspection gives way to the next', async () => {
  scripts.set('import', { inspect: () => never });
  const first = engine.inspect([], {});
  scripts.set('import', { inspect: async () => ({ name: 'second' }) });
  const second = engine.inspect([], {});
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(await second).toEqual({ name: 'second' });
  expect(ended()).toEqual(['import', 'import']);
});

test('the log worker dies: every open call fails, the page is told once, the next import starts another', async () => {
  await engine.importLog([], PLAN, () => {});
  const deaths: string[] = [];
  engine.onRestart((why) => deaths.push(why));
  const script = scripts.get('log') as { analyse: () => Promise<unknown> };
  script.analyse = () => never;
  const calls = [
    engine.analyse('variants', 'log-1', EVERYTHING, { limit: 1 }),
    engine.analyse('map-times', 'log-1', EVERYTHING, {})
  ];
  const log = started.find((worker) => worker.name === 'log')!;
  log.die('error', 'RangeError: Array buffer allocation failed');
  log.die('error', 'again');
  for (const call of await Promise.allSettled(calls)) {
    expect(call).toMatchObject({ status: 'rejected', reason: { code: 'worker-died' } });
  }
  expect(deaths).toEqual(['RangeError: Array buffer allocation failed']);
  await expect(engine.importLog([], PLAN, () => {})).resolves.toBeDefined();
  expect(started.filter((worker) => worker.name === 'log')).toHaveLength(2);
});

test('what cannot be sent to a worker is a MiningError too', async () => {
  const selection = { clauses: [() => {}] } as never;
  await expect(engine.analyse('case-figures', 'log-1', selection, {})).rejects.toBeInstanceOf(MiningError);
});
