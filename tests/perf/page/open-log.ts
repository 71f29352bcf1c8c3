import { deriveLog } from '$lib/kernel/log/derive';
import type { ImportedLog } from '$lib/engine/protocol';
import { OpenLog } from '$lib/engine/store/open-log';
import { codeArray, dictionaryOf } from '$lib/model/dictionary';
import type { ImportReport } from '$lib/model/import';
import type { ColumnRole, ColumnType, LogTable, TableColumn } from '$lib/model/log';
import { attributesOf, caseId } from '../attributes.mjs';
import { ACTIVITIES, FIRST_UTC_S, purchaseToPay } from '../purchase-to-pay.mjs';

const ATTRIBUTES = ['resource', 'region', 'amount', 'cost'] as const;
const TYPES: Record<(typeof ATTRIBUTES)[number], ColumnType> = {
  resource: 'text',
  region: 'text',
  amount: 'number',
  cost: 'number'
};
const ROLES: Record<(typeof ATTRIBUTES)[number], ColumnRole> = {
  resource: 'resource',
  region: 'attribute',
  amount: 'attribute',
  cost: 'cost'
};

/** The bench's log, open as the app has it after an import: the same events and attributes as in the file that peers read. */
export function openBenchLog(events: number): OpenLog {
  const { cases, caseStart, activity, second } = purchaseToPay(events);
  const rows = activity.length;
  const caseCodes = new Uint32Array(rows);
  for (let c = 0; c < cases; c++) caseCodes.fill(c + 1, caseStart[c], caseStart[c + 1]);
  const coded = ATTRIBUTES.map(() => ({ codes: new Uint32Array(rows), known: new Map<string, number>() }));
  for (let e = 0; e < rows; e++) {
    const values = attributesOf(caseCodes[e]! - 1, e, activity[e]!);
    ATTRIBUTES.forEach((name, i) => {
      const text = values[name];
      if (!text) return;
      const { codes, known } = coded[i]!;
      let code = known.get(text);
      if (code === undefined) known.set(text, (code = known.size + 1));
      codes[e] = code;
    });
  }
  const column = (
    name: string,
    role: ColumnRole,
    type: ColumnType,
    codes: Uint32Array,
    texts: readonly string[]
  ): TableColumn => {
    const narrow = codeArray(texts.length, rows);
    narrow.set(codes);
    return {
      name,
      role,
      type,
      scope: 'event',
      path: null,
      xesType: null,
      codes: narrow,
      dictionary: dictionaryOf(['', ...texts])
    };
  };
  const table: LogTable = {
    name: 'bench',
    rows,
    columns: [
      column(
        'case_id',
        'case',
        'text',
        caseCodes,
        Array.from({ length: cases }, (_, c) => caseId(c))
      ),
      column(
        'activity',
        'activity',
        'text',
        Uint32Array.from(activity, (code) => code + 1),
        ACTIVITIES
      ),
      ...ATTRIBUTES.map((name, i) => column(name, ROLES[name], TYPES[name], coded[i]!.codes, [...coded[i]!.known.keys()]))
    ],
    timeMs: Float64Array.from(second, (s) => (FIRST_UTC_S + s) * 1000),
    startMs: null
  };
  const shape: ImportedLog['shape'] = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' };
  return new OpenLog('bench', {
    table,
    shape,
    derived: deriveLog(table, shape),
    report: { logName: 'bench' } as ImportReport,
    timeZone: 'Asia/Tokyo'
  });
}
