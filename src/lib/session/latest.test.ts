import { describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { Latest } from './latest';
import { History } from './view-state';

/** A job that ends when told. */
function job<T>() {
  let settle!: (value: T) => void;
  let fail!: (why: unknown) => void;
  const ended = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  let runs = 0;
  const run = (): Promise<T> => {
    runs++;
    return ended;
  };
  return { run, settle, fail, runs: () => runs };
}

describe('Latest', () => {
  test('one runs, the newest waits, those between never run', async () => {
    const latest = new Latest();
    const jobs = [job<number>(), job<number>(), job<number>()] as const;
    const answers = jobs.map(({ run }) => latest.run(run));
    expect(await answers[1]).toBeUndefined();
    jobs[0].settle(0);
    jobs[2].settle(2);
    expect(await Promise.all(answers)).toEqual([undefined, undefined, 2]);
    expect(jobs.map(({ runs }) => runs())).toEqual([1, 0, 1]);
  });

  test('what fails when overtaken is nothing; what fails last is told, as a MiningError; then it goes on', async () => {
    const latest = new Latest();
    const [first, second] = [job(), job()];
    const answers = [latest.run(first.run), latest.run(second.run)];
    first.fail(new Error('late'));
    expect(await answers[0]).toBeUndefined();
    second.fail(new Error('broken'));
    await expect(answers[1]).rejects.toMatchObject({ code: 'internal', detail: { why: 'broken' } });
    const coded = new MiningError('unknown-log');
    await expect(latest.run(() => Promise.reject(coded))).rejects.toBe(coded);
    const thrower = (): Promise<number> => {
      throw new RangeError('Array buffer allocation failed');
    };
    await expect(latest.run(thrower)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(await latest.run(async () => 5)).toBe(5);
  });
});

describe('History', () => {
  test('steps of one key in a row are one step; another key, or an undo, ends the row', () => {
    const history = new History(0);
    history.push(1, 'a');
    history.push(2, 'a');
    history.push(3, 'b');
    history.undo();
    expect(history.present).toBe(2);
    history.push(4, 'a');
    history.undo();
    expect(history.present).toBe(2);
    history.undo();
    expect([history.present, history.canUndo, history.canRedo]).toEqual([0, false, true]);
    history.redo();
    history.redo();
    expect(history.present).toBe(4);
    history.push(5);
    expect(history.canRedo).toBe(false);
  });

  test('a hundred steps are kept', () => {
    const history = new History(0);
    for (let i = 1; i <= 150; i++) history.push(i);
    while (history.canUndo) history.undo();
    expect(history.present).toBe(50);
  });
});
