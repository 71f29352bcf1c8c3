import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ImportProgress, TextEncoding } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import { encodeText } from './encode-text.fixture';
import { importFiles, inspectFiles } from './index';
import { CSV, failure, file, HEADER, importAll, importText, planOf, ROWS, valuesOf } from './text-import.fixture';

describe('a plain file', () => {
  test('becomes columns and times', async () => {
    const imported = await importText(`${CSV}\n`);
    expect(valuesOf(imported)).toEqual({
      case: ['1', '1', '2'],
      activity: ['A', 'B', 'A'],
      time: ['2024-01-01T08:00:00', '2024-01-01T09:00:00', '2024-01-02T08:00:00']
    });
    expect(imported).toMatchObject({ rowsRead: 3, zoneAssumed: true, quarantine: { total: 0, rows: [], truncated: false } });
    expect(imported.table.startMs).toBeNull();
  });

  test('previews as what it is', async () => {
    const draft = await inspectFiles([file(`\uFEFF${CSV}`, 'orders.csv')], {});
    expect(draft).toMatchObject({
      name: 'orders',
      kind: 'text',
      dialect: { delimiter: ',', quote: '"', escape: '"', header: true },
      rows: 3,
      complete: true,
      raggedRows: 0,
      preview: ROWS.map((row) => row.split(','))
    });
    expect(draft.files[0]).toMatchObject({ encoding: 'utf-8', encodingBy: 'bom', head: [HEADER, ...ROWS], compressed: null });
    expect(draft.columns.map(({ name, role }) => [name, role])).toEqual([
      ['case', 'case'],
      ['activity', 'activity'],
      ['time', 'timestamp']
    ]);
  });

  test('of hundreds of megabytes is previewed from its first two', async () => {
    const block = `${`${ROWS[0]}\n`.repeat(10_000)}`;
    const large = new File([HEADER, '\n', ...Array.from({ length: 400 }, () => block)], 'large.csv');
    let read = 0;
    const slice = large.slice.bind(large);
    large.slice = (from = 0, to = large.size) => {
      read += to - from;
      return slice(from, to);
    };
    const draft = await inspectFiles([large], {});
    expect(draft.complete).toBe(false);
    expect(draft.rows).toBeGreaterThan(10_000);
    expect(read).toBeLessThan(20 << 20);
  });

  test.each(['\n', '\r\n', '\r'])('with line ends %j', async (end) => {
    expect((await importText(CSV.replaceAll('\n', end))).table.rows).toBe(3);
    expect((await importText(CSV.replaceAll('\n', end) + end)).table.rows).toBe(3);
  });

  test('may have ignored columns, a start, and columns joined into the case', async () => {
    const text =
      'case,activity,time,start,org,note\n1,A,2024-01-01 08:00:00,2024-01-01 07:00:00,X,n\n1,B,2024-01-01 09:00:00,,,m\n';
    const draft = await inspectFiles([file(text)], {});
    const plan = planOf(draft, { caseColumns: [0, 4] });
    const columns = plan.columns.map((column) => (column.name === 'note' ? { ...column, role: 'ignore' as const } : column));
    const { table } = await importFiles([file(text)], { ...plan, columns }, () => undefined);
    expect(table.columns.map((column) => column.name)).toEqual(['case', 'activity', 'org']);
    expect([...table.startMs!]).toEqual([Date.UTC(2024, 0, 1, 7), NaN]);
  });

  test('keeps a column that holds the time where it is part of the activity', async () => {
    const imported = await importText(CSV, { activityColumns: [1, 2] });
    expect(imported.table.columns.map((column) => column.name)).toEqual(['case', 'activity', 'time']);
  });

  test('with an empty value in every row at its end, or in the header only', async () => {
    const trailing = await importText([HEADER, ...ROWS.map((row) => `${row},`)].join('\n'));
    expect([trailing.table.rows, trailing.quarantine.total]).toEqual([3, 0]);
    const nameless = await importText([`${HEADER},`, ...ROWS].join('\n'));
    expect([nameless.table.rows, nameless.quarantine.total]).toEqual([3, 0]);
  });

  test('with a sep line, with semicolons', async () => {
    const imported = await importText(`sep=;\n${CSV.replaceAll(',', ';')}\n1;;2024-01-01 08:00:00`);
    expect(imported.table.rows).toBe(3);
    expect(imported.quarantine.rows).toMatchObject([{ line: 6, reason: 'no-activity' }]);
  });

  test('without a header gets numbered columns', async () => {
    const draft = await inspectFiles([file(ROWS.join('\n'))], {});
    expect(draft.dialect!.header).toBe(false);
    expect(draft.columns.map((column) => column.name)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(draft.rows).toBe(3);
  });

  test('with one name twice, and names that are missing', async () => {
    const draft = await inspectFiles([file('case,x,x,,x (2),x\n1,a,b,c,d,e\n')], {});
    expect(draft.columns.map((column) => column.name)).toEqual(['case', 'x', 'x (3)', 'column 4', 'x (2)', 'x (4)']);
  });

  test('with NUL bytes keeps them in its values', async () => {
    const imported = await importText(CSV.replace('B', 'B\0C') + '\n'.repeat(2) + ROWS.join('\n').repeat(1));
    expect(valuesOf(imported)['activity']).toContain('B\0C');
  });

  test.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '\u202Eabc\u202C',
    'x'.repeat(10_240),
    '__proto__',
    'constructor',
    '=1+1'
  ])('with an activity named %.30j', async (activity) => {
    const imported = await importText(`${CSV}\n3,${activity},2024-01-01 08:00:00\n`);
    expect(valuesOf(imported)['activity']!.at(-1)).toBe(activity);
  });

  test('that is one case, one event', async () => {
    expect((await importText(`${HEADER}\n1,A,2024-01-01 08:00:00`)).table.rows).toBe(1);
  });

  test('with times at the year 1 and 9999', async () => {
    const { table } = await importText(`${HEADER}\n1,A,0001-01-01 00:00:00\n1,A,9999-12-31 23:59:59\n`);
    expect([...table.timeMs]).toEqual([-62135596800000, 253402300799000]);
  });
});

describe('encodings', () => {
  const text = `${HEADER}\n1,受注,2024-01-01 08:00:00\n1,出荷する,2024-01-01 09:00:00\n`;
  test.each<TextEncoding>(['utf-8', 'utf-16le', 'shift_jis', 'euc-jp'])('%s', async (encoding) => {
    const imported = await importText(encodeText(text, encoding));
    expect(valuesOf(imported)['activity']).toEqual(['受注', '出荷する']);
  });

  test('the wrong one forced is refused', async () => {
    const shiftJis = file(encodeText(text, 'shift_jis'));
    await expect(inspectFiles([shiftJis], { encoding: 'utf-8' })).rejects.toEqual(
      failure('wrong-encoding', { encoding: 'utf-8', line: 2 })
    );
    await expect(inspectFiles([file(text)], { encoding: 'utf-16le' })).rejects.toEqual(failure('wrong-encoding'));
  });

  test('a row whose case or activity is no text goes to quarantine, one with a broken remark is mended', async () => {
    const good = `${ROWS.map((row) => `${row},ok\n`)
      .join('')
      .repeat(4)}`;
    const bytes = Buffer.concat([
      strToU8(`${HEADER},remark\n${good}3,`),
      Uint8Array.of(0xff, 0x41),
      strToU8(',2024-01-01 08:00:00,x\n4,A,2024-01-01 08:00:00,'),
      Uint8Array.of(0x61, 0xc3),
      strToU8('\n')
    ]);
    const imported = await importAll([file(bytes)], { encoding: 'utf-8' });
    expect(imported.quarantine).toMatchObject({
      byReason: { 'bad-encoding': 1 },
      rows: [{ line: 14, column: 'activity', value: '\uFFFDA' }]
    });
    expect(valuesOf(imported)['remark']!.at(-1)).toBe('a\uFFFD');
  });

  test('a file that turns out to be in another encoding far behind its head is refused', async () => {
    const head = `${HEADER}\n${`${ROWS[0]}\n`.repeat(100_000)}`;
    const bytes = Buffer.concat([strToU8(head), encodeText('1,受注,2024-01-01 08:00:00\n', 'shift_jis')]);
    const tail = Buffer.concat(Array.from({ length: 40_000 }, () => bytes.subarray(head.length)));
    await expect(importText(Buffer.concat([bytes, tail]))).rejects.toEqual(
      failure('wrong-encoding', { encoding: 'utf-8', line: 100_002 })
    );
  });
});

describe('rows that cannot be used', () => {
  test('are counted by reason, with line, column, value and text', async () => {
    const imported = await importText(
      [
        HEADER,
        ROWS[0],
        ',A,2024-01-01 08:00:00',
        '1,  ,2024-01-01 08:00:00',
        '',
        '1,A,',
        '"1\n2",A,soon',
        '1,A',
        '1,A,2024-01-01 08:00:00,x',
        '1,"A,B", 2024-01-01 08:00:00 '
      ].join('\n')
    );
    expect(imported.table.rows).toBe(2);
    expect(imported.rowsRead).toBe(8);
    expect(imported.quarantine).toEqual({
      total: 6,
      truncated: false,
      byReason: { 'no-case': 1, 'no-activity': 1, 'no-time': 1, 'unreadable-time': 1, 'too-few-fields': 1, 'too-many-fields': 1 },
      rows: [
        { file: 'a.csv', line: 3, reason: 'no-case', column: 'case', value: '', text: ',A,2024-01-01 08:00:00' },
        { file: 'a.csv', line: 4, reason: 'no-activity', column: 'activity', value: '', text: '1,  ,2024-01-01 08:00:00' },
        { file: 'a.csv', line: 6, reason: 'no-time', column: 'time', value: '', text: '1,A,' },
        { file: 'a.csv', line: 7, reason: 'unreadable-time', column: 'time', value: 'soon', text: '"1\n2",A,soon' },
        { file: 'a.csv', line: 9, reason: 'too-few-fields', column: null, value: null, text: '1,A' },
        { file: 'a.csv', line: 10, reason: 'too-many-fields', column: null, value: null, text: '1,A,2024-01-01 08:00:00,x' }
      ]
    });
  });

  test('lack a case only where all joined columns are empty', async () => {
    const text = 'case,activity,time,org\n,A,2024-01-01 08:00:00,X\n,A,2024-01-01 08:00:00,\u3000\n';
    const imported = await importText(text, { caseColumns: [0, 3] });
    expect(imported.table.rows).toBe(1);
    expect(imported.quarantine.byReason).toEqual({ 'no-case': 1 });
  });

  test('are kept up to a number, counted beyond', async () => {
    const imported = await importText(`${CSV}\n${'1,A\n'.repeat(100_500)}`);
    expect(imported.quarantine).toMatchObject({ total: 100_500, truncated: true });
    expect(imported.quarantine.rows).toHaveLength(100_000);
    expect(imported.quarantine.rows.at(-1)!.line).toBe(100_004);
  });

  test('with a field of more than a megabyte', async () => {
    const imported = await importText(`${CSV}\n3,${'x'.repeat((1 << 20) + 1)},2024-01-01 08:00:00\n3,C,2024-01-01 08:00:00`);
    expect(imported.quarantine.rows).toMatchObject([{ line: 5, reason: 'field-too-large', column: 'activity' }]);
    expect(imported.quarantine.rows[0]!.text.length).toBeLessThanOrEqual(10_001);
    expect(imported.table.rows).toBe(4);
  });
});

describe('several files', () => {
  test('are one table, their columns matched by name, their lines counted apart', async () => {
    const second = 'time,case,activity\n2024-02-01 08:00:00,9,Z\n2024-02-01 08:00:00,,Z\n';
    const imported = await importAll([file(CSV, 'a.csv'), file(second, 'b.csv')]);
    expect(valuesOf(imported)['case']).toEqual(['1', '1', '2', '9']);
    expect(valuesOf(imported)['activity']).toEqual(['A', 'B', 'A', 'Z']);
    expect(imported.quarantine.rows).toMatchObject([{ file: 'b.csv', line: 3 }]);
  });

  test('with different headers are refused, by name of file and columns', async () => {
    const files = [file(CSV, 'a.csv'), file('case,step,time\n1,A,2024-01-01\n', 'b.csv')];
    await expect(inspectFiles(files, {})).rejects.toEqual(
      failure('different-headers', { file: 'b.csv', missing: 'activity', extra: 'step' })
    );
    const plan = planOf(await inspectFiles([files[0]!], {}));
    await expect(importFiles(files, plan, () => undefined)).rejects.toEqual(failure('different-headers', { file: 'b.csv' }));
  });

  test('may have an encoding each', async () => {
    const text = `${HEADER}\n1,受注,2024-01-01 08:00:00\n`;
    const files = [
      file(text, 'a.csv'),
      file(encodeText(text, 'shift_jis'), 'b.csv'),
      file(encodeText(`\uFEFF${text}`, 'utf-16le'), 'c.csv')
    ];
    expect(valuesOf(await importAll(files))['activity']).toEqual(['受注', '受注', '受注']);
  });

  test('in a zip are several files too, a gzip is one', async () => {
    const zip = zipSync({ 'a.csv': strToU8(CSV), 'sub/b.csv': strToU8(CSV) });
    const imported = await importAll([file(zip, 'logs.zip'), file(gzipSync(strToU8(CSV)), 'c.csv.gz')]);
    expect(imported.table.rows).toBe(9);
    const draft = await inspectFiles([file(zip, 'logs.zip')], {});
    expect(draft.files.map(({ name, entry, compressed }) => [name, entry, compressed])).toEqual([
      ['logs.zip', 'a.csv', 'zip'],
      ['logs.zip', 'sub/b.csv', 'zip']
    ]);
  });

  test('of different kinds are refused', async () => {
    const xes = '<?xml version="1.0"?><log xes.version="1.0"><trace><event/></trace></log>';
    await expect(inspectFiles([file(CSV), file(xes, 'b.xes')], {})).rejects.toEqual(failure('mixed-formats', { file: 'b.xes' }));
  });
});

test('progress is told at most ten times a second, with speed and time left', async () => {
  const seen: ImportProgress[] = [];
  const content = file(`${HEADER}\n${`${ROWS[0]}\n`.repeat(800_000)}`);
  const plan = planOf(await inspectFiles([content], {}));
  let clock = 0;
  await importFiles(
    [content],
    plan,
    (progress) => seen.push(progress),
    () => (clock += 60)
  );
  expect(seen.length).toBeGreaterThan(2);
  for (const [i, { phase, done, total, rows, rowsPerSecond, remainingMs }] of seen.entries()) {
    expect(phase).toBe('read');
    expect(total).toBe(content.size);
    expect(done).toBeLessThanOrEqual(total);
    if (i === 0) continue;
    expect(done).toBeGreaterThanOrEqual(seen[i - 1]!.done);
    expect(rows).toBeGreaterThanOrEqual(seen[i - 1]!.rows);
    expect(rowsPerSecond).toBeGreaterThan(0);
    expect(remainingMs).toBeGreaterThanOrEqual(0);
  }
});

test.each(['orders-cp932.tsv', 'orders-eucjp.csv', 'orders-utf16le.txt', 'orders-semicolon.csv.gz', 'tickets.csv'])(
  'the fixture %s is read without a question',
  async (name) => {
    const path = fileURLToPath(new URL(`../../../../tests/fixtures/text/${name}`, import.meta.url));
    const draft = await inspectFiles([file(readFileSync(path), name)], {});
    const columns = draft.columns.map(({ index, role, type, format, name: title }) => ({
      index,
      role,
      type,
      format,
      name: title
    }));
    const indexOf = (role: ColumnRole): number[] =>
      columns.filter((column) => column.role === role).map((column) => column.index);
    const plan = { ...planOf(draft), columns, caseColumns: indexOf('case'), activityColumns: indexOf('activity') };
    const imported = await importFiles([file(readFileSync(path), name)], plan, () => undefined);
    expect(imported.table.rows).toBeGreaterThan(2);
    expect(imported.quarantine.total).toBe(0);
    expect(JSON.stringify(valuesOf(imported))).not.toContain('\uFFFD');
  }
);
