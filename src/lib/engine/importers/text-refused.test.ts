import { describe, expect, test } from 'vitest';
import type { ImportDraft, ImportedTable, ImportPlan, ImportProgress } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import { importFiles, inspectFiles } from './index';
import { CSV, failure, file, HEADER, importText, planOf, ROWS } from './text-import.fixture';

describe('refused', () => {
  const inspecting = (content: string | Uint8Array, name?: string): Promise<ImportDraft> =>
    inspectFiles([file(content, name)], {});

  test.each(['', '\n\n', '\uFEFF', '\uFEFF  \r\n'])('an empty file: %j', async (content) => {
    await expect(inspecting(content)).rejects.toEqual(failure('empty-file', { file: 'a.csv' }));
  });

  test('a header alone', async () => {
    await expect(inspecting(`${HEADER}\n`)).rejects.toEqual(failure('header-only', { columns: 3 }));
  });

  test.each([
    ['PNG', '\x89PNG\r\n\x1a\n', 'not-text', 'a.csv'],
    ['PDF', '%PDF-1.7\n', 'not-text', 'a.csv'],
    ['ELF', '\x7fELF\x02\x01\x01\0', 'not-text', 'a.csv'],
    ['SQLite', 'SQLite format 3\0', 'not-text', 'a.csv'],
    ['SQLite', 'SQLite format 3\0', 'unsupported-format', 'a.sqlite'],
    ['Parquet', 'PAR1', 'unsupported-format', 'a.parquet'],
    ['Excel (.xls)', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'unsupported-format', 'a.xls'],
    ['JSON', '{"a": [1, 2]}', 'unsupported-format', 'a.json'],
    ['BPMN', '<?xml version="1.0"?>\n<bpmn:definitions xmlns:bpmn="x">', 'unsupported-format', 'a.bpmn']
  ])('a %s file beginning %j as %s (%s)', async (kind, magic, code, name) => {
    const bytes = Uint8Array.from(magic + 'a,b\n'.repeat(20), (character) => character.charCodeAt(0));
    await expect(inspecting(bytes, name)).rejects.toEqual(failure(code, { kind, file: name }));
  });

  test('numbers of 16 bits', async () => {
    const numbers = Uint8Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 0 : i & 0x1f));
    await expect(inspecting(numbers)).rejects.toEqual(failure('not-text'));
  });

  test('bytes without sense', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 7919) >>> 5);
    await expect(inspecting(noise)).rejects.toEqual(failure('not-text', { kind: null }));
  });

  test('ten thousand columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join();
    const row = Array.from({ length: 10_000 }, () => '1').join();
    await expect(inspecting(`${names}\n${row}\n${row}\n`)).rejects.toEqual(
      failure('too-many-columns', { count: 10_000, limit: 4096 })
    );
  });

  test('4,096 columns are not', async () => {
    const names = ['case', 'activity', 'time', ...Array.from({ length: 4093 }, (_, i) => `c${i}`)].join();
    const row = `${ROWS[0]}${',x'.repeat(4093)}`;
    const imported = await importText(`${names}\n${row}\n${row}\n`);
    expect([imported.table.rows, imported.table.columns.length]).toEqual([2, 4095]);
    expect(imported.quarantine.total).toBe(0);
  });

  test('a line without end, early', async () => {
    const large = new File(
      Array.from({ length: 64 }, () => new Uint8Array(1 << 20).fill(0x61)),
      'a.csv'
    );
    await expect(inspectFiles([large], {})).rejects.toEqual(failure('row-too-large', { line: 1, limit: 8 << 20 }));
    const draft = await inspectFiles([file(CSV)], {});
    const later = new File([`${CSV}\n`, large], 'a.csv');
    await expect(importFiles([later], planOf(draft), () => undefined)).rejects.toEqual(failure('row-too-large', { line: 5 }));
    await expect(inspectFiles([new File([`${HEADER}\n`, large], 'a.csv')], {})).rejects.toEqual(failure('row-too-large'));
  });

  test('a quote that never closes, by the line it opened on', async () => {
    await expect(inspecting(`${CSV}\n3,"A,2024-01-01\n4,B,2024-01-02\n`)).rejects.toEqual(failure('unclosed-quote', { line: 5 }));
    const draft = await inspectFiles([file(CSV)], {});
    const rest = `\n3,"A,2024-01-01 08:00:00\n${`${ROWS[0]}\n`.repeat(600_000)}`;
    await expect(importFiles([file(CSV + rest)], planOf(draft), () => undefined)).rejects.toEqual(
      failure('unclosed-quote', { line: 5 })
    );
  });

  test('a plan without case, activity or time', async () => {
    const plan = planOf(await inspectFiles([file(CSV)], {}));
    const without = (role: ColumnRole): ImportPlan => ({
      ...plan,
      columns: plan.columns.map((column) => (column.role === role ? { ...column, role: 'attribute' } : column))
    });
    const run = (changed: ImportPlan): Promise<ImportedTable> => importFiles([file(CSV)], changed, () => undefined);
    await expect(run({ ...plan, caseColumns: [] })).rejects.toEqual(failure('no-case-column'));
    await expect(run({ ...plan, activityColumns: [] })).rejects.toEqual(failure('no-activity-column'));
    await expect(run(without('timestamp'))).rejects.toEqual(failure('no-time-column'));
  });

  test('a file none of whose times can be read', async () => {
    await expect(importText(`${HEADER}\n1,A,soon\n1,B,later\n`)).rejects.toEqual(
      failure('all-times-unreadable', { rows: 2, value: 'soon', line: 2, column: 'time' })
    );
  });

  test('a long file none of whose times can be read, before its end', async () => {
    const seen: ImportProgress[] = [];
    const text = file(`${HEADER}\n${'1,A,soon\n'.repeat(2_000_000)}`);
    const plan = planOf(await inspectFiles([text], {}));
    let clock = 0;
    await expect(
      importFiles(
        [text],
        plan,
        (progress) => seen.push(progress),
        () => (clock += 1000)
      )
    ).rejects.toEqual(failure('all-times-unreadable'));
    expect(seen.at(-1)!.done).toBeLessThan(text.size);
  });

  test('a file without a usable row', async () => {
    await expect(importText(`${HEADER}\n,A,2024-01-01 08:00:00\n`)).rejects.toEqual(
      failure('no-usable-rows', { reason: 'no-case', line: 2 })
    );
  });
});
