import fc from 'fast-check';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { Dialect, TextEncoding } from '$lib/model/import';
import { encodeText } from './encode-text.fixture';
import { importFiles, inspectFiles } from './index';
import { file, HEADER, importAll, planOf, ROWS, valuesOf } from './text-import.fixture';

test('a random table in a random dialect and encoding comes back as it was', async () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', '受', '注', 'ア', ',', ';', '"', "'", ' ', '\n', '\t', '|'),
    maxLength: 5
  });
  const value = word.map((text) => `x${text}y`);
  const row = fc.tuple(value, value, fc.integer({ min: 0, max: 86_399 }), fc.oneof(value, fc.constant('')));
  const rows = fc.array(row, { minLength: 5, maxLength: 20 });
  const delimiters = fc.constantFrom(',', ';', '\t', '|');
  const encodings = fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'shift_jis', 'euc-jp');
  await fc.assert(
    fc.asyncProperty(rows, delimiters, encodings, fc.constantFrom('\n', '\r\n'), async (table, delimiter, encoding, end) => {
      const cells = table.map(([a, b, seconds, d]) => [
        a,
        b,
        new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '),
        d
      ]);
      const quote = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`);
      const text = [['case', 'activity', 'time', 'note'], ...cells].map((record) => record.map(quote).join(delimiter)).join(end);
      const dialect: Partial<Dialect> = { delimiter };
      const imported = await importAll([file(encodeText(text, encoding))], { encoding, dialect });
      const { case: cases, activity, time, note } = valuesOf(imported);
      expect(cases).toEqual(table.map(([a]) => a));
      expect(activity).toEqual(table.map(([, b]) => b));
      expect(time).toEqual(cells.map(([, , at]) => at!.replace(' ', 'T')));
      expect(note).toEqual(table.map(([, , , d]) => (d === '' ? null : d)));
    }),
    { numRuns: 150 }
  );
});

test('five hundred mutated files end in a table or an error by code', async () => {
  const base = strToU8(
    `\uFEFF${HEADER},note\r\n${ROWS.map((row) => `${row},"a ""b"", c\n受注"\r\n`)
      .join('')
      .repeat(6)}`
  );
  const packed = [base, encodeText(new TextDecoder().decode(base), 'utf-16le'), gzipSync(base), zipSync({ 'a.csv': base })];
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), kind: fc.constantFrom('set', 'cut', 'drop', 'repeat') });
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...packed), fc.array(change, { minLength: 1, maxLength: 6 }), async (whole, changes) => {
      let bytes = Buffer.from(whole);
      for (const { at, byte, kind } of changes) {
        const place = at % Math.max(1, bytes.length);
        if (kind === 'set' && bytes.length > 0) bytes[place] = byte;
        else if (kind === 'cut' && byte < 32) bytes = bytes.subarray(0, place);
        else if (kind === 'drop') bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + (byte % 9))]);
        else bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(Math.max(0, place - byte))]);
      }
      try {
        const draft = await inspectFiles([file(bytes)], {});
        const plan = planOf(draft);
        const imported = await importFiles([file(bytes)], plan, () => undefined);
        expect(imported.rowsRead).toBe(imported.table.rows + imported.quarantine.total);
        for (const { codes } of imported.table.columns) expect(codes).toHaveLength(imported.table.rows);
        read++;
      } catch (why) {
        if (!(why instanceof MiningError)) throw why;
        expect(why.code).not.toBe('internal');
      }
    }),
    { numRuns: 500 }
  );
  expect(read).toBeGreaterThan(50);
});
