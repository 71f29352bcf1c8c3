import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importFiles, inspectFiles } from '$lib/engine/importers';
import { importAll, instantsOf, planOf, valuesOf } from './xes-import';
import { fileOf } from './xes-oracle';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/xes/${name}`, import.meta.url));

/** A log of `<trace>` contents. */
const logOf = (...traces: string[]): string =>
  `<?xml version="1.0"?>\n<log>\n${traces.map((trace) => `<trace>${trace}</trace>`).join('\n')}\n</log>`;
const name = (value: string): string => `<string key="concept:name" value="${value}"/>`;
const at = (time: string): string => `<date key="time:timestamp" value="${time}"/>`;
const event = (activity: string, time: string, more = ''): string => `<event>${name(activity)}${at(time)}${more}</event>`;
const DAY = '2024-03-01T00:00:00Z';

describe('a draft', () => {
  test('gives standard keys their roles, tags their types, and leaves lists without a value out', async () => {
    const draft = await inspectFiles([fileOf(fixture('nested.xes'), 'nested.xes')], {});
    expect(draft).toMatchObject({ name: 'nested', kind: 'xes', rows: 2, complete: true, needsZone: true, dialect: null });
    const roles = Object.fromEntries(draft.columns.map((column) => [column.name, column.role]));
    expect(roles).toMatchObject({ 'case:concept:name': 'case', 'concept:name': 'activity', 'time:timestamp': 'timestamp' });
    expect(Object.keys(roles)).toEqual([
      'case:concept:name',
      'case:customer > name',
      'case:customer > address > city',
      'concept:name',
      'concept:name > ref',
      'time:timestamp',
      'items > item',
      'items > item > count',
      'items > item (2)',
      'items > item (2) > count',
      'note',
      'express'
    ]);
    expect(draft.columns.find((column) => column.name === 'items > item > count')!.type).toBe('number');
    expect(draft.columns.find((column) => column.name === 'express')!.type).toBe('boolean');
    expect(draft.columns.find((column) => column.name === 'case:customer > name')!.scope).toBe('case');
    expect(draft.preview[1]![draft.columns.findIndex((column) => column.name === 'note')]).toBe(
      'line one\nline two <b> "quoted"'
    );
  });

  test('proposes to pair where starts and completes occur, and knows compressed files', async () => {
    const transition = (value: string): string => `<string key="lifecycle:transition" value="${value}"/>`;
    const text = logOf(name('1') + event('A', DAY, transition('start')) + event('A', DAY, transition('complete')));
    const draft = await inspectFiles([fileOf(gzipSync(text), 'pairs.xes.gz')], {});
    expect(draft.lifecycle?.mode).toBe('pair');
    expect(draft.name).toBe('pairs');
    expect(draft.files[0]).toMatchObject({ compressed: 'gzip', encoding: 'utf-8', kind: 'xes' });
  });
});

describe('an import', () => {
  test('keeps nested attributes with their path and tag', async () => {
    const { imported } = await importAll([fileOf(fixture('nested.xes'))]);
    const { table } = imported;
    const column = (wanted: string): object | undefined => table.columns.find((each) => each.name === wanted);
    expect(valuesOf(table, 'case:customer > address > city')).toEqual(['大阪', '大阪']);
    expect(valuesOf(table, 'case:customer > name')).toEqual(["O'Hara & Söhne", "O'Hara & Söhne"]);
    expect(valuesOf(table, 'items > item (2) > count')).toEqual(['8', null]);
    expect(column('items > item (2) > count')).toMatchObject({
      path: ['items', 'item', 'count'],
      xesType: 'int',
      scope: 'event'
    });
    expect(column('items')).toMatchObject({ path: null, xesType: 'list', role: 'attribute' });
    expect(column('case:customer > address')).toMatchObject({
      path: ['customer', 'address'],
      xesType: 'container',
      scope: 'case'
    });
    expect(column('time:timestamp')).toBeUndefined();
    expect(imported.emptyTraces).toBe(1);
    expect(imported.quarantine.total).toBe(0);
  });

  test('reads zone-less times in the zone of the plan, others in their own', async () => {
    const zoneless = logOf(name('1') + event('A', '2024-01-01T09:00:00') + event('B', '2024-01-01T09:00:00.250+02:00'));
    const tokyo = await importAll([fileOf(zoneless)], { timeZone: 'Asia/Tokyo' });
    expect(instantsOf(tokyo.imported.table.timeMs)).toEqual(['2024-01-01T00:00:00.000Z', '2024-01-01T07:00:00.250Z']);
    expect(tokyo.imported.zoneAssumed).toBe(true);
    const zoned = await importAll([
      fileOf(logOf(name('1') + event('A', '2024-01-01T09:00:00+09:00') + event('B', '2024-01-01T09:00:00Z')))
    ]);
    expect(zoned.imported.zoneAssumed).toBe(false);
    expect(zoned.draft.needsZone).toBe(false);
  });

  test('quarantines what lacks case, activity or time, by the number of the event in its file', async () => {
    const text = logOf(
      name('1') + event('A', DAY) + `<event>${at(DAY)}<string key="who" value="x"/></event>` + `<event>${name('B')}</event>`,
      event('C', DAY) + event('D', DAY),
      name('2') + event('E', 'yesterday') + event('F', DAY) + '<event/>'
    );
    const { imported, derived } = await importAll([fileOf(text, 'first.xes'), fileOf(logOf(event('G', DAY)), 'second.xes')]);
    expect(imported.quarantine.byReason).toEqual({
      'no-time': 1,
      'no-case': 3,
      'unreadable-time': 1,
      'no-activity': 2
    });
    expect(imported.quarantine.rows.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['first.xes', 2, 'no-activity'],
      ['first.xes', 3, 'no-time'],
      ['first.xes', 4, 'no-case'],
      ['first.xes', 5, 'no-case'],
      ['first.xes', 6, 'unreadable-time'],
      ['first.xes', 8, 'no-activity'],
      ['second.xes', 1, 'no-case']
    ]);
    const unreadable = imported.quarantine.rows.find((row) => row.reason === 'unreadable-time')!;
    expect(unreadable).toMatchObject({
      column: 'time:timestamp',
      value: 'yesterday',
      text: 'concept:name=E; time:timestamp=yesterday'
    });
    expect(imported.unnamedTraces).toBe(2);
    expect(imported.rowsRead).toBe(9);
    expect(imported.table.rows).toBe(2);
    expect(valuesOf(imported.table, 'concept:name')).toEqual(['A', 'F']);
    expect(valuesOf(imported.table, 'case:concept:name')).toEqual(['1', '2']);
    expect(instantsOf(imported.table.timeMs)).toEqual(['2024-03-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z']);
    expect(derived.report.cases).toBe(2);
  });

  test('takes a trace’s attributes that stand behind its events', async () => {
    const { imported } = await importAll([
      fileOf(logOf(event('A', DAY) + name('1'), event('B', DAY) + event('C', DAY) + name('2'), event('D', DAY)))
    ]);
    expect(valuesOf(imported.table, 'case:concept:name')).toEqual(['1', '2', '2']);
    expect(imported.quarantine.byReason).toEqual({ 'no-case': 1 });
  });

  test('merges traces of one name, over files too', async () => {
    const a = fileOf(
      logOf(name('1') + event('A', '2024-01-01T00:00:00Z'), name('1') + event('C', '2024-01-03T00:00:00Z')),
      'a.xes'
    );
    const b = fileOf(logOf(name('1') + event('B', '2024-01-02T00:00:00Z')), 'b.xes');
    const { derived } = await importAll([a, b]);
    expect(derived.report).toMatchObject({ cases: 1, events: 3, variants: 1, rowsOutOfOrder: 1 });
    expect(Array.from(derived.log.activity, (code) => derived.log.activities[code])).toEqual(['A', 'B', 'C']);
  });

  test('takes any column as case and activity, ignores what is to be ignored, reads starts', async () => {
    const more = (order: string): string =>
      `<string key="order" value="${order}"/><string key="secret" value="s"/><date key="start_timestamp" value="2024-02-29T00:00:00Z"/>`;
    const text = logOf(event('A', DAY, more('o1')), name('x') + event('B', DAY, more('o2')));
    const { imported, draft } = await importAll([fileOf(text)], {
      roles: { 'case:concept:name': 'attribute', order: 'case', secret: 'ignore', start_timestamp: 'start' }
    });
    expect(draft.columns.find((column) => column.name === 'start_timestamp')!.role).toBe('start');
    expect(imported.quarantine.total).toBe(0);
    expect(imported.table.columns.map((column) => column.name)).toEqual(['concept:name', 'order', 'case:concept:name']);
    expect(instantsOf(imported.table.startMs!)).toEqual(['2024-02-29T00:00:00.000Z', '2024-02-29T00:00:00.000Z']);
    expect(valuesOf(imported.table, 'case:concept:name')).toEqual([null, 'x']);
  });

  test('adds columns that only appear behind the preview', async () => {
    const filler = '<string key="filler" value="'.padEnd(2000, 'x') + '"/>';
    const early = Array.from({ length: 2600 }, () => event('A', DAY, filler)).join('\n');
    const text = logOf(
      name('1') + early + event('B', DAY, '<int key="late" value="7"/>'),
      name('2') + '<float key="rate" value="1"/>' + event('C', DAY)
    );
    const { draft, imported } = await importAll([fileOf(text)]);
    expect(draft.complete).toBe(false);
    expect(draft.columns.map((column) => column.name)).not.toContain('late');
    const late = imported.table.columns.find((column) => column.name === 'late')!;
    expect(late).toMatchObject({ role: 'attribute', type: 'number', xesType: 'int' });
    expect(valuesOf(imported.table, 'late').filter((value) => value !== null)).toEqual(['7']);
    expect(valuesOf(imported.table, 'late').at(-2)).toBe('7');
    expect(valuesOf(imported.table, 'case:rate').at(-1)).toBe('1');
  });

  test('keeps odd names and values as they are', async () => {
    const odd = ['&lt;script&gt;alert(1)&lt;/script&gt;', '\u202Eabc', '__proto__', 'constructor', 'x'.repeat(10_000)];
    const text = logOf(name('__proto__') + odd.map((value) => event(value, DAY, `<string key="__proto__" value="p"/>`)).join(''));
    const { derived, imported } = await importAll([fileOf(text)]);
    expect(derived.log.activities).toEqual([
      '<script>alert(1)</script>',
      '\u202Eabc',
      '__proto__',
      'constructor',
      'x'.repeat(10_000)
    ]);
    expect(valuesOf(imported.table, '__proto__')).toEqual(odd.map(() => 'p'));
    expect(derived.report.cases).toBe(1);
  });

  test('tells progress up to the size of the files', async () => {
    const file = fileOf(fixture('tickets.xes.gz'), 'tickets.xes.gz');
    const draft = await inspectFiles([file, file], {});
    let now = 0;
    const told: number[] = [];
    await importFiles(
      [file, file],
      planOf(draft),
      ({ done, rows, phase }) => {
        told.push(done);
        expect(phase).toBe('read');
        expect(rows).toBeGreaterThanOrEqual(0);
      },
      () => (now += 1000)
    );
    expect(told.at(-1)).toBe(file.size * 2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});

describe('encodings', () => {
  const text = `<?xml version="1.0" encoding="LABEL"?>${logOf(name('件') + event('発注', DAY) + event('検収', DAY)).replace(/^.*\n/, '')}`;
  const activities = async (bytes: Uint8Array): Promise<readonly string[]> =>
    (await importAll([fileOf(bytes)])).derived.log.activities;

  test('UTF-16 with and without a mark, either way round', async () => {
    for (const mark of ['\uFEFF', '']) {
      const little = Buffer.from(mark + text.replace('LABEL', 'UTF-16'), 'utf16le');
      expect(await activities(little)).toEqual(['発注', '検収']);
      expect(await activities(Buffer.from(little).swap16())).toEqual(['発注', '検収']);
    }
  });

  test('UTF-8 with a mark, and UTF-8 that says it is UTF-16', async () => {
    expect(await activities(Buffer.from('\uFEFF' + text.replace('LABEL', 'UTF-8')))).toEqual(['発注', '検収']);
    expect(await activities(Buffer.from(text.replace('LABEL', 'utf-16')))).toEqual(['発注', '検収']);
  });

  test('Shift_JIS and EUC-JP as declared', async () => {
    const encoded = (label: string, codes: Record<string, number[]>): Buffer =>
      Buffer.concat(
        [...text.replace('LABEL', label)].map((character) => Buffer.from(codes[character] ?? [character.charCodeAt(0)]))
      );
    const shiftJis = { 件: [0x8c, 0x8f], 発: [0x94, 0xad], 注: [0x92, 0x8d], 検: [0x8c, 0x9f], 収: [0x8e, 0xfb] };
    const eucJp = { 件: [0xb7, 0xef], 発: [0xc8, 0xaf], 注: [0xc3, 0xed], 検: [0xb8, 0xa1], 収: [0xbc, 0xfd] };
    expect(await activities(encoded('Shift_JIS', shiftJis))).toEqual(['発注', '検収']);
    expect(await activities(encoded('EUC-JP', eucJp))).toEqual(['発注', '検収']);
    const draft = await inspectFiles([fileOf(encoded('Shift_JIS', shiftJis))], {});
    expect(draft.files[0]).toMatchObject({ encoding: 'shift_jis', encodingBy: 'declared' });
  });

  test('Latin-1 as declared, though no draft can name it', async () => {
    const latin = Buffer.from(
      text.replace('LABEL', 'ISO-8859-1').replace('件', 'é').replace('発注', 'Prüfung').replace('検収', 'Ende'),
      'latin1'
    );
    expect(await activities(latin)).toEqual(['Prüfung', 'Ende']);
  });
});
