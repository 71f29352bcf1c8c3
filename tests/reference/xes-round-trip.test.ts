import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { exportLog } from '$lib/engine/exporters';
import { deriveLog } from '$lib/kernel/log/derive';
import { csvCell } from '$lib/model/csv-cell';
import { textAt } from '$lib/model/dictionary';
import { MiningError } from '$lib/model/errors';
import type { LogColumns, LogTable } from '$lib/model/log';
import { hasShared, SHARED } from './expected';
import { importAll, type Imported, type PlanChanges, valuesOf } from './xes-import';
import { xesDocument } from './xes-documents';
import { fileOf, walkWithSaxes } from './xes-oracle';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/xes/${name}`, import.meta.url));

/** Every event in order: case, activity, time to the microsecond, start, and its other attributes by column name. */
function eventsOf(table: LogTable, log: LogColumns, leftOut: ReadonlySet<string> = new Set()): unknown[] {
  const events: unknown[] = [];
  const columns = table.columns.filter((column) => column.dictionary.size > 1 && !leftOut.has(column.name));
  for (let c = 0; c + 1 < log.caseStart.length; c++) {
    for (let e = log.caseStart[c]!; e < log.caseStart[c + 1]!; e++) {
      const attributes: Record<string, string> = {};
      for (const { name, codes, dictionary } of columns) {
        const code = codes[log.row[e]!]!;
        if (code !== 0) attributes[`=${name}`] = textAt(dictionary, code);
      }
      const micros = (ms: number | undefined): number | null =>
        ms === undefined || Number.isNaN(ms) ? null : Math.round(ms * 1000);
      events.push([
        textAt(log.caseIds, c),
        log.activities[log.activity[e]!],
        micros(log.timeMs[e]),
        micros(log.startMs?.[e]),
        attributes
      ]);
    }
  }
  return events;
}

/**
 * The attributes of events but for those that tell case, activity and time: all traces are one case here, whose attributes are those
 * of its first event, and a key with a standard meaning gives way. Which of several of one key has a value is not told in XES.
 */
function ownAttributes({ imported, derived }: Imported): unknown[] {
  const events = eventsOf(imported.table, derived.log) as [string, string, number, number, Record<string, string>][];
  return events.map((event) =>
    Object.entries(event[4])
      .filter(([name]) => !/^=(case:|concept:name|time:timestamp|what)/.test(name))
      .map(([name, value]) => `${name.replaceAll(/ \(\d+\)/g, '')} ${value}`)
      .sort()
  );
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Export as XES and import that again. */
async function throughXes(files: readonly File[], changes: PlanChanges = {}) {
  const first = await importAll(files, changes);
  const { table } = first.imported;
  const blob = await exportLog('xes', 'again', table, first.derived.log, null);
  const bytes = await bytesOf(blob);
  return { first, text: gunzipSync(bytes).toString('utf8'), again: await importAll([fileOf(bytes, 'again.xes.gz')]) };
}

describe('a log that is exported as XES and imported again is the same', () => {
  test('with nested attributes, lists, line ends and Japanese', async () => {
    const { first, again, text } = await throughXes([fileOf(fixture('nested.xes'))]);
    expect(eventsOf(again.imported.table, again.derived.log)).toEqual(eventsOf(first.imported.table, first.derived.log));
    expect(again.derived.report).toEqual(first.derived.report);
    const tags = ({ columns }: LogTable): object =>
      Object.fromEntries(columns.map(({ name, xesType, path, scope, type }) => [name, { xesType, path, scope, type }]));
    expect(tags(again.imported.table)).toEqual(tags(first.imported.table));
    expect(text).toContain('<list key="items">');
    expect(text).toContain('<container key="address">');
    expect(text.match(/<values>/g)).toHaveLength(1);
  });

  test('with every attribute of any document', async () => {
    let compared = 0;
    const given = { 'case:which': 'case', what: 'activity', when: 'timestamp' } as const;
    const written = { 'case:concept:name': 'case', 'concept:name': 'activity', 'time:timestamp': 'timestamp' } as const;
    await fc.assert(
      fc.asyncProperty(xesDocument, async (document) => {
        const told = document
          .replaceAll(
            /<((?:xes:)?event)([ \n]*)>/g,
            '<$1$2><string key="what" value="A"/><date key="when" value="2024-01-01T00:00:00Z"/>'
          )
          .replaceAll(/<((?:xes:)?trace)([ \n]*)>/g, '<$1$2><string key="which" value="T"/>');
        try {
          const first = await importAll([fileOf(told)], { roles: given, onlyRoles: true });
          const blob = await exportLog('xes', 'x', first.imported.table, first.derived.log, null);
          const again = await importAll([fileOf(await bytesOf(blob), 'x.xes.gz')], { roles: written, onlyRoles: true });
          expect(ownAttributes(again)).toEqual(ownAttributes(first));
          compared++;
        } catch (thrown) {
          // no event stands in a trace: nothing to compare
          const codes = ['no-usable-rows', 'no-case-column', 'no-activity-column', 'xes-no-traces', 'xes-no-time'];
          if (!(thrown instanceof MiningError && codes.includes(thrown.code))) throw thrown;
        }
      }),
      { numRuns: 100 }
    );
    expect(compared).toBeGreaterThan(40);
  });

  test('with starts, paired from transitions', async () => {
    const event = (activity: string, transition: string, time: string): string =>
      `<event><string key="concept:name" value="${activity}"/><string key="lifecycle:transition" value="${transition}"/><date key="time:timestamp" value="${time}"/></event>`;
    const text = `<log><trace><string key="concept:name" value="1"/>${event('A', 'start', '2024-01-01T09:00:00Z')}${event('A', 'complete', '2024-01-01T10:00:00.123456Z')}${event('B', 'complete', '2024-01-01T11:00:00Z')}</trace></log>`;
    const { first, again, text: written } = await throughXes([fileOf(text)], { lifecycleMode: 'pair' });
    expect(first.derived.report.pairedInstances).toBe(1);
    expect(written).toContain('<date key="start_timestamp" value="2024-01-01T09:00:00.000+00:00"/>');
    expect(written).toContain('value="2024-01-01T10:00:00.123456+00:00"');
    expect(eventsOf(again.imported.table, again.derived.log)).toEqual(eventsOf(first.imported.table, first.derived.log));
  });

  test('from CSV, with standard keys by role and valid types', async () => {
    const csv = [
      'Case ID,Activity,Complete Timestamp,Start Timestamp,Resource,Lifecycle,Cost,Count,Code,Flag,Note,concept:name',
      '1,受注,2024-01-01 10:00:00,2024-01-01 09:00:00,佐藤,complete,12.50,3,007,true,"a ""b"" <c> & \'d\'\ne",x',
      '1,出荷,2024-01-02 10:00:00,,鈴木,complete,-1,-4,012,false,\u0007bell,y',
      '2,受注,2024-01-03 10:00:00,2024-01-03 09:00:00,,complete,,,,,,'
    ].join('\r\n');
    const { first, again, text } = await throughXes([fileOf(csv, 'orders.csv')], {
      roles: {
        'Case ID': 'case',
        Activity: 'activity',
        'Complete Timestamp': 'timestamp',
        'Start Timestamp': 'start',
        Resource: 'resource',
        Lifecycle: 'lifecycle',
        Cost: 'cost',
        Count: 'attribute',
        Code: 'attribute',
        Flag: 'attribute',
        Note: 'attribute',
        'concept:name': 'attribute'
      }
    });
    expect(first.imported.table.rows).toBe(3);
    expect(again.derived.report).toMatchObject({ cases: 2, events: 3, variants: 2 });
    const { events } = walkWithSaxes(text);
    expect(Object.fromEntries(events[0]!)).toEqual({
      'case:concept:name': '1',
      'concept:name': '受注',
      'time:timestamp': '2024-01-01T10:00:00.000+00:00',
      start_timestamp: '2024-01-01T09:00:00.000+00:00',
      'org:resource': '佐藤',
      'lifecycle:transition': 'complete',
      'cost:total': '12.50',
      Count: '3',
      Code: '007',
      Flag: 'true',
      Note: `a "b" <c> & 'd'\ne`,
      'concept:name (2)': 'x'
    });
    expect(Object.fromEntries(events[1]!)).toMatchObject({ Note: '\uFFFDbell', 'cost:total': '-1' });
    expect([...events[2]!.keys()]).toEqual([
      'case:concept:name',
      'concept:name',
      'time:timestamp',
      'start_timestamp',
      'lifecycle:transition'
    ]);
    expect(text).toContain('<float key="cost:total" value="12.50"/>');
    expect(text).toContain('<int key="Count" value="3"/>');
    expect(text).toContain('<string key="Code" value="007"/>');
    expect(text).toContain('<boolean key="Flag" value="true"/>');
    expect(text).toContain('<string key="org:resource" value="佐藤"/>');
  });

  test('with an activity of several columns, whose parts stay', async () => {
    const { imported, shape } = await importAll([fileOf(fixture('tickets.xes'))]);
    const { table } = imported;
    const resource = table.columns.findIndex((column) => column.role === 'resource');
    const { log } = deriveLog(table, { ...shape, activityColumns: [...shape.activityColumns, resource] });
    const again = await importAll([fileOf(await bytesOf(await exportLog('xes', 'x', table, log, null)), 'x.xes.gz')]);
    expect(again.derived.log.activities).toEqual(log.activities);
    expect(again.imported.table.columns.map((column) => column.name)).toContain('concept:name (2)');
  });

  test('of chosen cases only, and of none', async () => {
    const { imported, derived } = await importAll([fileOf(fixture('tickets.xes'))]);
    const { log } = derived;
    const keep = new Uint8Array(log.caseIds.size);
    const none = gunzipSync(await bytesOf(await exportLog('xes', 'n', imported.table, log, keep))).toString();
    expect(none).not.toContain('<trace>');
    expect(() => walkWithSaxes(none)).not.toThrow();
    keep[1] = 1;
    const again = await importAll([fileOf(await bytesOf(await exportLog('xes', 'n', imported.table, log, keep)), 'x.xes.gz')]);
    expect([again.derived.report.cases, textAt(again.derived.log.caseIds, 0)]).toEqual([1, textAt(log.caseIds, 1)]);
    expect(again.derived.report.events).toBe(log.caseStart[2]! - log.caseStart[1]!);
  });

  test('as well-formed XML with its elements in the standard’s order', async () => {
    const { text } = await throughXes([fileOf(fixture('nested.xes'))]);
    const children: string[] = [];
    let depth = 0;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', (tag) => {
      if (++depth === 2 && children.at(-1) !== tag.local) children.push(tag.local);
      expect(tag.uri).toBe('http://www.xes-standard.org/');
    });
    parser.on('closetag', () => depth--);
    parser.write(text).close();
    expect(children).toEqual(['extension', 'global', 'classifier', 'string', 'trace']);
  });
});

test('more distinct values than are kept, odd ones among them, go out and come back in both formats', async () => {
  const odd = ['&amp;', '&lt;x', 'a,b', '&quot;q', 'é', '＝1', 'x&#10;y', '007', '-1', '1.', '.5', '+7', ' '];
  const value = (i: number): string => (i % 50 === 0 ? `${odd[(i / 50) % odd.length]!}${i}` : `value ${i}`);
  const number = (i: number): string => (i % 90 === 0 ? ['-', '00', '1e', '', '.'][(i / 90) % 5]! : '') + String(i);
  const events = Array.from(
    { length: 66_000 },
    (_, i) =>
      `<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2024-01-01T00:00:00Z"/><string key="text" value="${value(i)}"/><float key="size" value="${number(i)}"/></event>`
  );
  const file = fileOf(`<log><trace><string key="concept:name" value="1"/>${events.join('')}</trace></log>`);
  const { first, again } = await throughXes([file]);
  const expected = eventsOf(first.imported.table, first.derived.log);
  expect(new Set(first.imported.table.columns.map(({ dictionary }) => dictionary.size > 65_537))).toContain(true);
  expect(eventsOf(again.imported.table, again.derived.log)).toEqual(expected);
  const csv = Buffer.from(await bytesOf(await exportLog('csv', 'x', first.imported.table, first.derived.log, null))).toString(
    'utf8'
  );
  const texts = valuesOf(first.imported.table, 'text') as string[];
  const sizes = valuesOf(first.imported.table, 'size') as string[];
  const isNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
  const lines = texts.map((text, i) => {
    const size = isNumber.test(sizes[i]!) ? sizes[i]! : csvCell(sizes[i]!);
    return `1,A,${csvCell(text)},${size},2024-01-01T00:00:00.000Z\r\n`;
  });
  expect(csv === `\uFEFFcase:concept:name,concept:name,text,size,time:timestamp\r\n${lines.join('')}`).toBe(true);
});

describe('a log that is exported as CSV and imported again has the same events', () => {
  test('with its columns as loaded, guarded cells and numbers as numbers', async () => {
    const csv =
      'id,act,when,amount,note\r\n1,A,2024-01-01T00:00:00Z,-5,"=1+1"\r\n1,"B, b",2024-01-01T00:00:01.5Z,2.5,"x\r\ny ""z"""\r\n';
    const { imported, derived } = await importAll([fileOf(csv, 'x.csv')], {
      roles: { id: 'case', act: 'activity', when: 'timestamp', amount: 'attribute', note: 'attribute' }
    });
    const written = Buffer.from(await bytesOf(await exportLog('csv', 'x', imported.table, derived.log, null))).toString('utf8');
    expect(written).toBe(
      '\uFEFFid,act,amount,note,time:timestamp\r\n' +
        "1,A,-5,'=1+1,2024-01-01T00:00:00.000Z\r\n" +
        '1,"B, b",2.5,"x\r\ny ""z""",2024-01-01T00:00:01.500Z\r\n'
    );
  });

  test('from XES, names and cases included', async () => {
    const first = await importAll([fileOf(fixture('nested.xes'))]);
    const blob = await exportLog('csv', 'x', first.imported.table, first.derived.log, null);
    expect(blob.type).toContain('text/csv');
    const again = await importAll([fileOf(await bytesOf(blob), 'x.csv')], {
      roles: { 'case:concept:name': 'case', 'concept:name': 'activity', 'time:timestamp': 'timestamp' }
    });
    expect(eventsOf(again.imported.table, again.derived.log)).toEqual(eventsOf(first.imported.table, first.derived.log));
  });
});

describe.skipIf(!hasShared)('real logs survive the way through XES', () => {
  const logs = hasShared ? readdirSync(`${SHARED}logs`).filter((name) => /\.xes(\.gz)?$/.test(name) && !/a32f0n/.test(name)) : [];
  const large = /^(road_fine|BPIC1|BPI_2020|BPI_Challenge_2017|16_bpic2019)/;
  test.each(logs.filter((name) => process.env['KISEKI_LONG'] || !large.test(name)))('%s', async (name) => {
    const { first, again } = await throughXes([fileOf(readFileSync(`${SHARED}logs/${name}`), name)]);
    expect(again.derived.report).toEqual({ ...first.derived.report, rowsOutOfOrder: 0 });
    const [before, after] = [
      eventsOf(first.imported.table, first.derived.log),
      eventsOf(again.imported.table, again.derived.log)
    ];
    expect(after.length).toBe(before.length);
    const differing = before.findIndex((event, i) => JSON.stringify(sorted(event)) !== JSON.stringify(sorted(after[i])));
    if (differing >= 0) expect(after[differing]).toEqual(before[differing]);
  });
});

/** An event of `eventsOf` with its attributes in order. */
function sorted(event: unknown): unknown {
  const parts = event as unknown[];
  return [...parts.slice(0, 4), Object.entries(parts[4] as object).sort(([a], [b]) => (a < b ? -1 : 1))];
}
