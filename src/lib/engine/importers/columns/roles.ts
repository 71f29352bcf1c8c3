import { SINGLE_ROLES, type ColumnRole } from '$lib/model/log';
import type { ColumnFacts } from './column-facts';
import { isIndexName, isPlannedName, type NamedRole } from './column-names';
import { guessActivityByContent, guessCaseByContent, guessStart, isLifecycle, isRunningNumber } from './role-content';

/** A name alone must speak this strongly for its role. */
const LEAST_SCORE = 45;

/**
 * The role of each column. Names decide where they speak, corrected by content: a name whose values cannot be what it says loses.
 * Where no name speaks, content decides for case, activity, timestamp and start; other roles need a name.
 *
 * Standard names (XES, pm4py) win. If the log is not written in them (no `case:concept:name`, no `time:timestamp`), its own names
 * do: exports of Disco keep `concept:name` beside the `Activity` they were made from.
 *
 * Each single role goes to one column at most; the rest are attributes; a table's own index is ignored.
 */
export function guessRoles(columns: readonly ColumnFacts[]): ColumnRole[] {
  const roles = new Map<number, ColumnRole>();
  const taken = new Set<NamedRole>();
  const take = (role: NamedRole, column: ColumnFacts | null): void => {
    if (column === null || taken.has(role) || roles.has(column.index)) return;
    roles.set(column.index, role);
    taken.add(role);
  };
  const free = (): ColumnFacts[] =>
    columns.filter((column) => !roles.has(column.index) && column.filled > 0 && isEventColumn(column));

  for (const { role, column } of rankedByName(columns)) take(role, column);
  take('lifecycle', free().find(isLifecycle) ?? null);
  take('case', guessCaseByContent(free()));
  const caseColumn = columns.find((column) => roles.get(column.index) === 'case') ?? null;
  guessTimes(columns, roles, taken, free, caseColumn);
  take('activity', guessActivityByContent(free(), caseColumn));
  return columns.map(
    (column) => roles.get(column.index) ?? (isIndexName(column.name) && isRunningNumber(column) ? 'ignore' : 'attribute')
  );
}

/** Columns that can say something of an event: not those a name marks as belonging to the whole case, or to another event. */
function isEventColumn(column: ColumnFacts): boolean {
  return column.scope === 'event' && !/^(?:case:|\(case\)|@@)/.test(column.name.trim());
}

interface Claim {
  readonly role: NamedRole;
  readonly column: ColumnFacts;
  readonly score: number;
}

/** What names claim, corrected by content, strongest first; among equals the fuller column, then the first. */
function rankedByName(columns: readonly ColumnFacts[]): readonly Claim[] {
  const standard = columns.some(({ nameScores }) => nameScores.case === 100 || nameScores.timestamp === 100);
  const claims: Claim[] = [];
  for (const column of columns) {
    for (const [role, score] of Object.entries(column.nameScores) as [NamedRole, number][]) {
      if (!SINGLE_ROLES.has(role)) continue;
      const claimed = score === 100 && !standard && (role === 'activity' || role === 'resource') ? 89 : score;
      const corrected = claimed + correction(role, column, score === 100);
      if (corrected >= LEAST_SCORE) claims.push({ role, column, score: corrected });
    }
  }
  return claims.sort(
    (a, b) => b.score - a.score || a.column.values.empty - b.column.values.empty || a.column.index - b.column.index
  );
}

/** Points for what the content says against (or for) a role that the name claims; -200 forbids it. */
function correction(role: NamedRole, column: ColumnFacts, standard: boolean): number {
  const { filled, type, values } = column;
  const distinct = values.texts.length;
  if (filled === 0) return -200;
  const mostlyEmpty = values.empty > values.rows / 2 ? -20 : 0;
  const unique = distinct === filled && filled >= 20;
  switch (role) {
    case 'timestamp':
    case 'start':
      // a column that is called a time and is not readable is still offered, for a pattern typed by hand
      if (type !== 'time') return (column.nameScores[role] ?? 0) >= 80 && type === 'text' && distinct > 1 ? -40 : -200;
      return mostlyEmpty + Math.min(4, (4 * distinct) / filled);
    case 'case':
      if (type === 'time' || type === 'boolean') return standard ? 0 : -200;
      if (standard) return 0;
      if (isRunningNumber(column) && filled >= 20) return -200;
      return mostlyEmpty + (unique ? -30 : 0) + (values.texts.some((text) => /^[+-]?\d+\.\d*[1-9]/.test(text)) ? -40 : 0);
    case 'activity':
      if (standard) return 0;
      if (type === 'time') return -200;
      if (isLifecycle(column)) return -50;
      return (
        mostlyEmpty +
        (type === 'boolean' ? -50 : 0) +
        (type === 'number' ? (distinct <= 500 ? -15 : -60) : 0) +
        (unique ? -50 : filled >= 100 && distinct > filled / 2 ? -30 : 0) +
        (distinct === 1 && filled >= 20 ? -15 : 0)
      );
    case 'cost':
      return type === 'number' ? mostlyEmpty / 4 : -200;
    case 'lifecycle':
      return isLifecycle(column) ? 0 : standard ? -5 : -200;
    default:
      if (type === 'time' || type === 'boolean') return -200;
      return mostlyEmpty / 4 + (unique && !standard ? -30 : 0);
  }
}

/**
 * The timestamp: where no name gave it, the readable time with the most distinct values; where only a start is named, that one. The
 * start: by name, or the other time that is never later.
 */
function guessTimes(
  columns: readonly ColumnFacts[],
  roles: Map<number, ColumnRole>,
  taken: Set<NamedRole>,
  free: () => readonly ColumnFacts[],
  caseColumn: ColumnFacts | null
): void {
  const times = (): ColumnFacts[] => free().filter(({ type, name }) => type === 'time' && !isPlannedName(name));
  const holder = (role: ColumnRole): ColumnFacts | undefined => columns.find((column) => roles.get(column.index) === role);
  const byDistinct = (a: ColumnFacts, b: ColumnFacts): number =>
    b.values.texts.length - a.values.texts.length || b.filled - a.filled;
  if (!taken.has('timestamp')) {
    const start = holder('start');
    const best = times().sort(byDistinct)[0] ?? start ?? free().find(({ type }) => type === 'time');
    if (best) {
      if (best === start) taken.delete('start');
      roles.set(best.index, 'timestamp');
      taken.add('timestamp');
    }
  }
  const timestamp = holder('timestamp');
  if (taken.has('start') || timestamp === undefined || timestamp.type !== 'time') return;
  const start = guessStart(times(), timestamp, caseColumn);
  if (start === null) return;
  const [earlier, later] = start.earlier ? [start.column, timestamp] : [timestamp, start.column];
  roles.set(earlier.index, 'start');
  roles.set(later.index, 'timestamp');
}
