import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importFiles, inspectFiles } from '$lib/engine/importers';
import { MiningError } from '$lib/model/errors';
import { hasShared, SHARED } from './expected';
import { importAll, planOf } from './xes-import';
import { errorOf, fileOf, walkWithScanner } from './xes-oracle';

const tickets = readFileSync(new URL('../fixtures/xes/tickets.xes', import.meta.url));
const nested = readFileSync(new URL('../fixtures/xes/nested.xes', import.meta.url));

const inspectError = (content: string | Uint8Array, name = 'bad.xes'): Promise<MiningError | null> =>
  errorOf(() => inspectFiles([fileOf(content, name)], {}));

const EVENT = '<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2024-01-01T00:00:00Z"/></event>';
const NAMED = '<string key="concept:name" value="1"/>';

describe('a document is refused with its code and line', () => {
  const refusals: [what: string, text: string, code: string, line: number | null][] = [
    ['a document type', '<?xml version="1.0"?>\n<!DOCTYPE log>\n<log/>', 'xes-doctype', 2],
    ['entities that grow', '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><log><trace/></log>', 'xes-doctype', 1],
    ['an entity on its own', '<log>\n<!ENTITY x "y"></log>', 'xes-doctype', 2],
    ['an outside file', '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', 'xes-doctype', 1],
    ['an undefined reference', '<log><trace>\n<string key="a" value="&nbsp;"/></trace></log>', 'xes-malformed', 2],
    ['a bare ampersand', '<log><trace>\n\n<string key="a" value="A & B"/></trace></log>', 'xes-malformed', 3],
    ['a reference without an end', '<log><trace><string key="a" value="&#12"/></trace></log>', 'xes-malformed', 1],
    ['a < in a value', '<log><trace><string key="a" value="a<b"/></trace></log>', 'xes-malformed', 1],
    ['a value without quotes', '<log><trace><string key=a value="b"/></trace></log>', 'xes-malformed', 1],
    ['no space between attributes', '<log><trace><string key="a"value="b"/></trace></log>', 'xes-malformed', 1],
    ['a key given twice', '<log><trace><string key="a" key="b" value="c"/></trace></log>', 'xes-malformed', 1],
    ['crossed elements', '<log>\n<trace>\n<event>\n</trace></event></log>', 'xes-malformed', 4],
    ['an end too many', '<log></log>\n</log>', 'xes-malformed', 2],
    ['a second root', '<log></log><log></log>', 'xes-malformed', 1],
    ['text behind the root', '<log></log>\nrubbish', 'xes-malformed', 2],
    ['another root', '<pnml>\n</pnml>', 'xes-malformed', 1],
    ['no markup', 'case,activity,time\n1,A,2024', 'xes-malformed', 1],
    ['a NUL in a value', '<log><trace><string key="a" value="b\0"/></trace></log>', 'xes-malformed', 1],
    ['no traces', '<?xml version="1.0"?><log><string key="a" value="b"/></log>', 'xes-no-traces', null],
    ['an OCEL log', '<log><events><event><string key="id" value="1"/></event></events></log>', 'xes-no-traces', null],
    ['no time', `<log><trace>${NAMED}<event><string key="concept:name" value="A"/></event></trace></log>`, 'xes-no-time', null],
    ['only empty traces', `<log><trace>${NAMED}</trace></log>`, 'xes-no-time', null],
    ['blanks only', '   \n', 'xes-malformed', null],
    ['nothing', '', 'empty-file', null]
  ];
  test.each(refusals)('%s', async (_what, text, code, line) => {
    const error = await inspectError(text);
    expect(error?.code).toBe(code);
    expect(error?.detail['file']).toBe('bad.xes');
    if (line !== null) expect(error?.detail['line']).toBe(line);
  });

  test('more than 64 elements in one another', async () => {
    const deep = (levels: number): string =>
      `<log><trace>${NAMED}${EVENT}${'<list key="a">'.repeat(levels)}${'</list>'.repeat(levels)}</trace></log>`;
    expect(await inspectError(deep(62))).toBeNull();
    expect(await inspectError(deep(63))).toMatchObject({ code: 'xes-too-deep', detail: { max: 64, line: 1 } });
    expect((await inspectError('<a>'.repeat(100_000)))?.code).toBe('xes-malformed');
    expect((await inspectError(`<log>${'<a>'.repeat(100_000)}`))?.code).toBe('xes-too-deep');
  });

  test('more than 4,096 attributes', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `<int key="k${i}" value="1"/>`).join('');
    expect(await inspectError(`<log><trace>${many}${EVENT}</trace></log>`)).toMatchObject({
      code: 'too-many-columns',
      detail: { limit: 4096 }
    });
  });

  test('binary under the name of a log', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255);
    expect(await inspectError(noise)).toBeInstanceOf(MiningError);
  });

  test('an encoding that nobody knows', async () => {
    expect(await inspectError('<?xml version="1.0" encoding="klingon"?><log/>')).toMatchObject({
      code: 'wrong-encoding',
      detail: { encoding: 'klingon' }
    });
  });
});

describe('a truncated file is told from a whole one', () => {
  test('wherever it is cut', () => {
    for (const document of [tickets, nested]) {
      const end = document.lastIndexOf('</');
      for (let cut = document.indexOf('<', 60) + 1; cut < end; cut += 7) {
        expect(() => walkWithScanner(document.subarray(0, cut), [cut]), String(cut)).toThrow(
          expect.objectContaining({ code: 'xes-truncated' })
        );
      }
      expect(() => walkWithScanner(document, [document.length])).not.toThrow();
    }
  });

  test('with line and byte, in a draft and in an import', async () => {
    const half = tickets.subarray(0, 1500);
    const error = await inspectError(half);
    expect(error).toMatchObject({ code: 'xes-truncated', detail: { byte: 1500, line: half.toString().split('\n').length } });
    const draft = await inspectFiles([fileOf(tickets)], {});
    const imported = await errorOf(() => importFiles([fileOf(half)], planOf(draft), () => undefined));
    expect(imported).toMatchObject({ code: 'xes-truncated', detail: { file: 'log.xes' } });
  });

  test('when compressed', async () => {
    const packed = gzipSync(tickets);
    expect((await inspectError(packed.subarray(0, packed.length - 200), 'cut.xes.gz'))?.code).toBe('gzip-truncated');
  });
});

describe('what no event can be used of', () => {
  test('unreadable times, with the first of them', async () => {
    const bad = EVENT.replace('2024-01-01T00:00:00Z', 'soon');
    const text = `<log><trace>${NAMED}${EVENT}</trace></log>`;
    const draft = await inspectFiles([fileOf(text)], {});
    const error = await errorOf(() => importFiles([fileOf(text.replace(EVENT, bad + bad))], planOf(draft), () => undefined));
    expect(error).toMatchObject({ code: 'all-times-unreadable', detail: { value: 'soon', line: 1, column: 'time:timestamp' } });
  });

  test('events without a case', async () => {
    const draft = await inspectFiles([fileOf(`<log><trace>${NAMED}${EVENT}</trace></log>`)], {});
    const error = await errorOf(() =>
      importFiles([fileOf(`<log><trace>${EVENT}</trace></log>`)], planOf(draft), () => undefined)
    );
    expect(error?.code).toBe('no-usable-rows');
  });

  test('a plan without case, activity or time', async () => {
    const file = fileOf(tickets);
    const draft = await inspectFiles([file], {});
    const without = async (name: string): Promise<string | undefined> =>
      (await errorOf(() => importFiles([file], planOf(draft, { roles: { [name]: 'attribute' } }), () => undefined)))?.code;
    expect(await without('case:concept:name')).toBe('no-case-column');
    expect(await without('concept:name')).toBe('no-activity-column');
    expect(await without('time:timestamp')).toBe('no-time-column');
  });

  test('traces of which none has an event stay an empty log', async () => {
    const draft = await inspectFiles([fileOf(tickets)], {});
    const { table, emptyTraces } = await importFiles([fileOf('<log><trace/><trace/></log>')], planOf(draft), () => undefined);
    expect([table.rows, emptyTraces]).toEqual([0, 2]);
  });
});

describe.skipIf(!hasShared)('real logs without times', () => {
  test.each(['09_a32f0n00.xes.gz', 'a32f0n20.xes.gz'])(
    '%s is refused while it is looked at, and while it is read',
    async (name) => {
      const file = fileOf(readFileSync(`${SHARED}logs/${name}`), name);
      expect(await errorOf(() => inspectFiles([file], {}))).toMatchObject({ code: 'xes-no-time', detail: { file: name } });
      const other = await inspectFiles([fileOf(tickets)], {});
      expect((await errorOf(() => importFiles([file], planOf(other), () => undefined)))?.code).toBe('xes-no-time');
    }
  );
});

test('500 mutated documents end in a MiningError or in rows, and never hang', { timeout: 120_000 }, async () => {
  const sources = [tickets, nested].map((bytes) => bytes.toString('latin1'));
  const scraps = [
    'a',
    '日',
    '7',
    '<',
    '>',
    '/>',
    '"',
    "'",
    '&',
    '&#x110000;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE',
    '\0',
    '\xff',
    '<event>',
    '</event>',
    '<trace>',
    '</log>',
    'key="',
    ' ',
    '=',
    '\xe3\x81'
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
    put: fc.oneof(fc.constant(''), fc.constantFrom(...scraps))
  });
  let survived = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 4 }), async (source, edits) => {
      let text = source;
      for (const { at, cut, put } of edits) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + put + text.slice(from + cut);
      }
      const error = await errorOf(() =>
        importAll([fileOf(Buffer.from(text, 'latin1'))]).catch((thrown: unknown) => {
          // a proposal without a case or activity cannot be derived; a user would be asked
          if (thrown instanceof MiningError && thrown.code === 'unknown-column') return;
          throw thrown;
        })
      );
      if (error === null) survived++;
    }),
    { numRuns: 500 }
  );
  expect(survived).toBeGreaterThan(0);
  expect(survived).toBeLessThan(500);
});
