import { expect, test } from 'vitest';
import { messages } from '$lib/i18n/messages';
import type { Quarantine } from '$lib/model/import';
import { quarantineCsv } from './quarantine-csv';

test('every kept row is written, with its reason in words and its text guarded', async () => {
  const quarantine: Quarantine = {
    total: 2,
    byReason: { 'no-case': 1, 'unreadable-time': 1 },
    truncated: false,
    rows: [
      {
        file: 'a.csv',
        line: 7,
        reason: 'unreadable-time',
        column: '終了日時',
        value: '2026/02/31',
        text: 'SO-1,受注,2026/02/31'
      },
      { file: 'a.csv', line: 9, reason: 'no-case', column: null, value: null, text: '=HYPERLINK("x")' }
    ]
  };
  const bytes = new Uint8Array(await quarantineCsv(quarantine, messages.ja.importing.quarantine).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines[0]).toBe('ファイル,行,理由,列,値,読み込んだ行');
  expect(lines[1]).toBe('a.csv,7,読めない時刻,終了日時,2026/02/31,"SO-1,受注,2026/02/31"');
  expect(lines[2]).toBe(`a.csv,9,ケースなし,,,"'=HYPERLINK(""x"")"`);
  expect(lines).toHaveLength(4);
});
