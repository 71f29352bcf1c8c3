import { textAt } from '$lib/model/dictionary';
import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';
import { attributeTrees } from './attribute-tree';
import { AttributeWriter } from './attribute-writer';
import { ByteWriter } from './byte-writer';
import { attributeText } from './xes-text';

const EXTENSIONS = [
  ['Concept', 'concept'],
  ['Time', 'time'],
  ['Lifecycle', 'lifecycle'],
  ['Organizational', 'org'],
  ['Cost', 'cost']
] as const;

const encoder = new TextEncoder();
const EVENT_START = encoder.encode('\t\t<event>\n');
const EVENT_END = encoder.encode('\t\t</event>\n');
const TRACE_START = encoder.encode('\t<trace>\n');
const TRACE_END = encoder.encode('\t</trace>\n');

/**
 * The selected cases as XES: a trace a case, events in the order of `LogColumns`, standard keys by role, every other column under its
 * own key with the tag its values are valid in, nested attributes nested again. A trace's attribute takes the first value that the
 * case's events have in a column of scope `case`.
 *
 * @param keep [cases] 1 = selected; null = every case
 * Cost: O(events x columns); about a megabyte is held at a time.
 * Source: IEEE 1849-2016, XML serialization.
 */
export function* exportXes(
  name: string,
  table: LogTable,
  log: LogColumns,
  keep: Uint8Array | null
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const writer = new ByteWriter();
  const trees = attributeTrees(table, log.startMs !== null, toldColumns(table, log));
  const traceAttributes = trees.trace.map((node) => new AttributeWriter(node, log, writer, 2));
  const eventAttributes = trees.event.map((node) => new AttributeWriter(node, log, writer, 3));
  writer.text(preamble(name));
  for (let c = 0; c + 1 < log.caseStart.length; c++) {
    if (keep?.[c] === 0) continue;
    const from = log.caseStart[c]!;
    const to = log.caseStart[c + 1]!;
    writer.write(TRACE_START);
    for (const attribute of traceAttributes) attribute.write(c, from, to);
    for (let e = from; e < to; e++) {
      writer.write(EVENT_START);
      for (const attribute of eventAttributes) attribute.write(e, e, e + 1);
      writer.write(EVENT_END);
      if (writer.isFull) yield writer.take();
    }
    writer.write(TRACE_END);
  }
  writer.text('</log>\n');
  yield writer.take();
}

function preamble(name: string): string {
  const extension = ([title, prefix]: readonly [string, string]): string =>
    `\t<extension name="${title}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>\n`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">\n',
    ...EXTENSIONS.map(extension),
    '\t<global scope="trace">\n\t\t<string key="concept:name" value="UNKNOWN"/>\n\t</global>\n',
    '\t<global scope="event">\n\t\t<string key="concept:name" value="UNKNOWN"/>\n',
    '\t\t<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>\n\t</global>\n',
    '\t<classifier name="Activity" scope="event" keys="concept:name"/>\n',
    `\t<string key="concept:name" value="${attributeText(name)}"/>\n`
  ].join('');
}

/** The columns of the roles case and activity, where they say what the log's cases and activities are called. */
function toldColumns(table: LogTable, log: LogColumns): Set<TableColumn> {
  const told = new Set<TableColumn>();
  for (const column of table.columns) {
    if (column.role === 'case' && tellsCase(column, log)) told.add(column);
    if (column.role === 'activity' && tellsActivity(column, log)) told.add(column);
  }
  return told;
}

function tellsCase({ codes, dictionary }: TableColumn, log: LogColumns): boolean {
  for (let c = 0; c + 1 < log.caseStart.length; c++) {
    const first = log.caseStart[c]!;
    if (first === log.caseStart[c + 1]) continue;
    const code = codes[log.row[first]!]!;
    if (!sameText(dictionary, code, log.caseIds, c)) return false;
    for (let e = first + 1; e < log.caseStart[c + 1]!; e++) if (codes[log.row[e]!] !== code) return false;
  }
  return true;
}

function tellsActivity({ codes, dictionary }: TableColumn, log: LogColumns): boolean {
  const codeOf = new Int32Array(log.activities.length).fill(-1);
  for (let e = 0; e < log.activity.length; e++) {
    const activity = log.activity[e]!;
    const code = codes[log.row[e]!]!;
    if (codeOf[activity] === code) continue;
    if (codeOf[activity] !== -1 || textAt(dictionary, code) !== log.activities[activity]) return false;
    codeOf[activity] = code;
  }
  return true;
}

function sameText(a: TableColumn['dictionary'], i: number, b: TableColumn['dictionary'], j: number): boolean {
  const from = a.offsets[i]!;
  const length = a.offsets[i + 1]! - from;
  const other = b.offsets[j]!;
  if (b.offsets[j + 1]! - other !== length) return false;
  for (let k = 0; k < length; k++) if (a.bytes[from + k] !== b.bytes[other + k]) return false;
  return true;
}
