import { afterEach, expect, test, vi } from 'vitest';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { ImportPlan } from '$lib/model/import';
import { importLog } from './import-log';
import { inspectFiles } from './importers';
import { ColumnBuilder } from './importers/column-builder';

afterEach(() => vi.restoreAllMocks());

const file = (rows: number): File =>
  new File(
    [
      'case,activity,time,colour,comment\n',
      ...Array.from({ length: rows }, (_, i) => `c${i >> 2},a${i % 4},2024-01-01 00:00:0${i % 10},red,said ${i}\n`)
    ],
    'log.csv'
  );

async function planFor(files: readonly File[]): Promise<ImportPlan> {
  const draft = await inspectFiles(files, {});
  const roles = ['case', 'activity', 'timestamp', 'attribute', 'attribute'] as const;
  return {
    name: draft.name,
    kind: draft.kind,
    encoding: 'utf-8',
    dialect: draft.dialect,
    columns: draft.columns.map(({ index, name, type, format }) => ({ index, name, role: roles[index]!, type, format })),
    caseColumns: [0],
    activityColumns: [1],
    timeZone: 'UTC',
    lifecycleMode: 'every-row'
  };
}

async function failing(files: readonly File[]): Promise<MiningError> {
  return asMiningError(
    await importLog(files, await planFor(files), () => {}).then(
      () => undefined,
      (why: unknown) => why
    )
  );
}

test('without memory while reading: what was needed, and the column that can be left out', async () => {
  const original = ColumnBuilder.prototype;
  const pushCodes = (builder: ColumnBuilder, codes: Uint32Array, count: number): void => {
    for (let i = 0; i < count; i++) original.pushCode.call(builder, codes[i]!);
  };
  let calls = 0;
  vi.spyOn(ColumnBuilder.prototype, 'pushCodes').mockImplementation(function (this: ColumnBuilder, codes, count) {
    if (++calls > 100) throw new RangeError('Array buffer allocation failed');
    pushCodes(this, codes, count);
  });
  const error = await failing([file(2_000), file(20_000)]);
  expect(error.code).toBe('out-of-memory');
  expect(error.detail).toMatchObject({ why: 'Array buffer allocation failed', drop: 'comment' });
  expect(error.detail.rows).toBeGreaterThan(0);
  expect(error.detail.needed).toBeGreaterThan(20_000 * 21);
});

test('without memory while the columns are put together', async () => {
  vi.spyOn(ColumnBuilder.prototype, 'finish').mockImplementation(() => {
    throw new RangeError('Invalid typed array length: 4000000000');
  });
  const error = await failing([file(1000)]);
  expect(error).toMatchObject({ code: 'out-of-memory', detail: { drop: 'comment' } });
});

test('any other failure is handed on as it is', async () => {
  const files = [file(3)];
  const plan = { ...(await planFor(files)), caseColumns: [] };
  await expect(importLog(files, plan, () => {})).rejects.toMatchObject({ code: 'no-case-column', detail: {} });
});
