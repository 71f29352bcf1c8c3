import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { describeColumns } from '$lib/engine/importers/columns';

/** The roles guessed for real logs, against the columns their reference results were made with. */
const LOGS = fileURLToPath(new URL('../../../shared/logs/', import.meta.url));
const present = existsSync(LOGS);
if (!present) console.warn(`LEFT OUT: no logs at ${LOGS}, so the roles guessed for real files are not tested`);

const PREVIEW_BYTES = 2 << 20;
const ROLES = ['case', 'activity', 'timestamp', 'start', 'resource'] as const;
type Expected = readonly (string | null)[];

const XES: Expected = ['case:concept:name', 'concept:name', 'time:timestamp', 'start_timestamp', 'org:resource'];
const DISCO: Expected = ['Case ID', 'Activity', 'Complete Timestamp', 'Start Timestamp', 'Resource'];
const OTHERS: Readonly<Record<string, Expected>> = {
  'ConsultaDataMining201618.csv': DISCO,
  'Production.csv': DISCO,
  'repairExample.csv': DISCO,
  'Insurance_Claims_train.csv': ['case_id', 'activity', 'end_time', 'start_time', 'resource'],
  'raw_invoice_approval_2024.csv': ['invoice_id', 'approval_status', 'status_time', null, 'processor_id'],
  'raw_itsm_2024.csv': ['incident_id', 'status', 'reported_at', null, 'assigned_to'],
  'raw_order_to_cash_2024.csv': ['order_id', 'order_status', 'status_changed_at', null, 'employee_id'],
  // its start_timestamp is empty
  'BPIC15_1.csv.gz': ['case:concept:name', 'concept:name', 'time:timestamp', null, 'org:resource']
};

/** Whole records of the first bytes of a file, comma separated, quotes doubled. */
function preview(file: string): { header: string[]; rows: string[][]; lines: number[] } {
  const raw = readFileSync(LOGS + file);
  const bytes = file.endsWith('.gz') ? gunzipSync(raw) : raw;
  const cut = bytes.length > PREVIEW_BYTES;
  const text = new TextDecoder().decode(bytes.subarray(0, PREVIEW_BYTES));
  const records: string[][] = [];
  const lines: number[] = [];
  let cells: string[] = [];
  let line = 1;
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  for (let m = cell.exec(text); m !== null; m = cell.exec(text)) {
    const value = m[1]!;
    if (value === '' && m[2] === '' && cells.length === 0) break;
    cells.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (m[2] === ',') continue;
    if (m[2] !== '' || !cut) {
      records.push(cells);
      lines.push(line);
    }
    line++;
    cells = [];
    if (m[2] === '') break;
  }
  return { header: records[0]!, rows: records.slice(1), lines: lines.slice(1) };
}

describe.skipIf(!present)('roles guessed for the reference logs', () => {
  const files = present ? readdirSync(LOGS).filter((name) => /\.csv(?:\.gz)?$/.test(name)) : [];

  test('all separated texts are here', () => expect(files.length).toBeGreaterThanOrEqual(15));

  test.each(files)('%s', (file) => {
    const { header, rows, lines } = preview(file);
    expect(rows.length).toBeGreaterThan(10);
    const columns = describeColumns(header, rows, lines);
    const expected = OTHERS[file] ?? XES.map((name) => (header.includes(name!) ? name : null));
    expect(ROLES.map((role) => columns.find((column) => column.role === role)?.name ?? null)).toEqual(expected);
    for (const role of ['timestamp', 'start'] as const) {
      const column = columns.find((one) => one.role === role);
      if (column) expect(column.evidence).toMatchObject({ readable: 1, ambiguous: false });
    }
  });
});
