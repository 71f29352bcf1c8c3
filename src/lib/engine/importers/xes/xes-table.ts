import { codeArray } from '$lib/model/dictionary';
import { MiningError } from '$lib/model/errors';
import type { ColumnPlan, ImportedTable, ImportPlan } from '$lib/model/import';
import type { CodeArray, ColumnType, TableColumn } from '$lib/model/log';
import { compileTimeReader } from '../columns/time-reader';
import { type AttributeColumn, STORE } from './attribute-column';
import type { EventRows, RowRules } from './event-rows';
import type { TimeFormatReader } from './time-column';

/** The plan as rules for `EventRows`. @throws MiningError `no-case-column`, `no-activity-column`, `bad-time-pattern` */
export function rulesOf(plan: ImportPlan): RowRules {
  const roles = new Map(plan.columns.map((column) => [column.name, column.role]));
  const names = (indices: readonly number[]): Set<string> =>
    new Set(plan.columns.filter((column) => indices.includes(column.index)).map((column) => column.name));
  const [caseColumns, activityColumns] = [names(plan.caseColumns), names(plan.activityColumns)];
  if (caseColumns.size === 0) throw new MiningError('no-case-column', {});
  if (activityColumns.size === 0) throw new MiningError('no-activity-column', {});
  return {
    roleOf: (name) => roles.get(name),
    caseColumns,
    activityColumns,
    complete: timeReaderOf(plan, 'timestamp'),
    start: timeReaderOf(plan, 'start')
  };
}

function timeReaderOf(plan: ImportPlan, role: 'timestamp' | 'start'): TimeFormatReader {
  const format = plan.columns.find((column) => column.role === role)?.format ?? { pattern: 'iso', zoned: true };
  return { read: compileTimeReader(format, plan.timeZone), zoned: format.pattern === 'iso' ? null : format.zoned };
}

/**
 * The rows as a table, unusable ones left out. Columns stand in the plan's order; those the plan does not know come behind, as attributes.
 *
 * @throws MiningError where no event can be used: `xes-no-traces`, `xes-no-time`, `no-time-column`, `all-times-unreadable`,
 * `no-usable-rows`
 */
export function xesTable(rows: EventRows, plan: ImportPlan): ImportedTable {
  refuseUseless(rows, plan);
  const live = liveRows(rows);
  const planned = new Map(plan.columns.map((column, order) => [column.name, { column, order }]));
  const order = (column: AttributeColumn): number => planned.get(column.name)?.order ?? planned.size;
  const stored = rows.attributes.all.filter((column) => column.use === STORE).sort((a, b) => order(a) - order(b));
  const hasStart = plan.columns.some((column) => column.role === 'start');
  return {
    table: {
      name: plan.name,
      rows: rows.usedRows,
      columns: stored.map((column) => tableColumn(column, planned.get(column.name)?.column, rows.row, live)),
      timeMs: kept(rows.complete.finish(), live),
      startMs: hasStart ? kept(rows.start.finish(), live) : null
    },
    rowsRead: rows.event,
    quarantine: rows.quarantine.finish(),
    unnamedTraces: rows.unnamedTraces,
    emptyTraces: rows.emptyTraces,
    zoneAssumed: rows.complete.zoneAssumed || rows.start.zoneAssumed
  };
}

function refuseUseless(rows: EventRows, plan: ImportPlan): void {
  const { event, trace, quarantine } = rows;
  if (trace === 0 && event === 0) throw new MiningError('xes-no-traces', {});
  const timed = plan.columns.find((column) => column.role === 'timestamp');
  if (!timed) {
    const dates = rows.attributes.ofEvents.some((column) => column.xesType === 'date');
    throw new MiningError(dates ? 'no-time-column' : 'xes-no-time', { events: event });
  }
  if (event === 0 || rows.usedRows > 0) return;
  const unreadable = quarantine.countOf('unreadable-time');
  if (unreadable > 0 && rows.complete.given === unreadable) {
    const first = quarantine.firstOf('unreadable-time');
    throw new MiningError('all-times-unreadable', { column: timed.name, value: first?.value ?? null, line: first?.line ?? null });
  }
  if (rows.complete.given === 0) throw new MiningError('xes-no-time', { events: event });
  throw new MiningError('no-usable-rows', { rows: event });
}

/** [used rows] numbers of the rows that stay; null where all do. */
function liveRows(rows: EventRows): Uint32Array | null {
  if (rows.dead.length === 0) return null;
  const isDead = new Uint8Array(rows.row);
  for (const row of rows.dead) isDead[row] = 1;
  const live = new Uint32Array(rows.usedRows);
  for (let row = 0, at = 0; row < isDead.length; row++) if (isDead[row] === 0) live[at++] = row;
  return live;
}

function kept(times: Float64Array, live: Uint32Array | null): Float64Array {
  return live === null ? times : Float64Array.from(live, (row) => times[row]!);
}

function tableColumn(column: AttributeColumn, plan: ColumnPlan | undefined, rows: number, live: Uint32Array | null): TableColumn {
  const { codes, dictionary } = column.finish(rows);
  return {
    name: column.name,
    role: plan?.role ?? 'attribute',
    type: plan?.type ?? typeOf(column.xesType),
    scope: column.scope,
    path: column.path,
    xesType: column.xesType,
    ...(plan?.type === 'time' && plan.format !== null && { format: plan.format }),
    codes: live === null ? codes : keptCodes(codes, dictionary.size, live),
    dictionary
  };
}

function keptCodes(codes: CodeArray, size: number, live: Uint32Array): CodeArray {
  const some = codeArray(size - 1, live.length);
  for (let i = 0; i < live.length; i++) some[i] = codes[live[i]!]!;
  return some;
}

/** How a column's values are taken, by the tag they came in. */
export function typeOf(xesType: string): ColumnType {
  if (xesType === 'int' || xesType === 'float') return 'number';
  if (xesType === 'boolean') return 'boolean';
  return xesType === 'date' ? 'time' : 'text';
}
