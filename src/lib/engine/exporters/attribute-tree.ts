import type { ColumnRole, LogTable, TableColumn } from '$lib/model/log';

/** Where an exported attribute's value comes from: a column of the table, the log's own arrays, or nowhere (it only holds others). */
export type ValueSource = TableColumn | 'case' | 'activity' | 'complete' | 'start' | null;

/** An attribute of every event (or trace), with those nested in it. */
export interface AttributeNode {
  readonly key: string;
  readonly source: ValueSource;
  /** the tag to use whatever the value, where the standard fixes it */
  readonly tag: string | null;
  readonly children: AttributeNode[];
}

export interface AttributeTrees {
  readonly trace: readonly AttributeNode[];
  readonly event: readonly AttributeNode[];
}

/** Keys and tags that the standard extensions have for roles. */
const STANDARD: Partial<Record<ColumnRole, { readonly key: string; readonly tag: string | null }>> = {
  resource: { key: 'org:resource', tag: 'string' },
  role: { key: 'org:role', tag: 'string' },
  cost: { key: 'cost:total', tag: null },
  lifecycle: { key: 'lifecycle:transition', tag: 'string' }
};

/**
 * The table's columns as attributes of traces and events, nested ones in the attribute they were nested in. The case is the trace's
 * `concept:name`, the activity the event's, times are `time:timestamp` and `start_timestamp`.
 *
 * @param told columns that say the case or the activity as it is, and so need no attribute of their own
 */
export function attributeTrees(table: LogTable, hasStart: boolean, told: ReadonlySet<TableColumn>): AttributeTrees {
  const trace: AttributeNode[] = [{ key: 'concept:name', source: 'case', tag: 'string', children: [] }];
  const event: AttributeNode[] = [
    { key: 'concept:name', source: 'activity', tag: 'string', children: [] },
    { key: 'time:timestamp', source: 'complete', tag: 'date', children: [] }
  ];
  if (hasStart) event.push({ key: 'start_timestamp', source: 'start', tag: 'date', children: [] });
  const byName = new Map<string, AttributeNode>([['case:concept:name', trace[0]!]]);
  for (const node of event) byName.set(node.key, node);
  for (const column of table.columns)
    if (told.has(column)) byName.set(column.name, column.role === 'case' ? trace[0]! : event[0]!);

  const taken = { case: new Set(trace.map((node) => node.key)), event: new Set(event.map((node) => node.key)) };
  const standard = table.columns.filter((column) => !told.has(column) && standardOf(column));
  for (const column of standard) taken.event.add(standardOf(column)!.key);

  for (const column of table.columns) {
    if (told.has(column) || (column.path?.length ?? 0) > 1) continue;
    const fixed = standardOf(column);
    const key = fixed?.key ?? freeKey(plainKey(column), column.name, taken[column.scope]);
    const node: AttributeNode = { key, source: column, tag: fixed?.tag ?? null, children: [] };
    byName.set(column.name, node);
    (column.scope === 'case' ? trace : event).push(node);
  }
  // outer ones first; a parent that was left out is made
  const nested = table.columns.filter(({ path }) => path !== null && path.length > 1);
  for (const column of nested.sort((a, b) => a.path!.length - b.path!.length)) {
    const node: AttributeNode = { key: column.path!.at(-1)!, source: column, tag: null, children: [] };
    byName.set(column.name, node);
    parentOf(column.name, column.path!, byName, column.scope === 'case' ? trace : event).children.push(node);
  }
  return { trace, event };
}

/** Columns of separated text get the keys of their roles; what came from XES keeps its own, `org:group` as the role included. */
function standardOf(column: TableColumn): { readonly key: string; readonly tag: string | null } | undefined {
  return column.xesType === null ? STANDARD[column.role] : undefined;
}

function plainKey({ name, path, scope }: TableColumn): string {
  if (path !== null) return path[0]!;
  return scope === 'case' && name.startsWith('case:') ? name.slice('case:'.length) : name;
}

/** A key that means something else here gives way: the column's name, or a numbered one. */
function freeKey(key: string, name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${key} (${n})`;
  return free;
}

function parentOf(
  name: string,
  path: readonly string[],
  byName: Map<string, AttributeNode>,
  roots: AttributeNode[]
): AttributeNode {
  const label = ` > ${path.at(-1)!}`;
  const cut = name.lastIndexOf(label);
  const parentName = cut < 0 ? path.slice(0, -1).join(' > ') : name.slice(0, cut);
  const known = byName.get(parentName);
  if (known) return known;
  const parentPath = path.slice(0, -1);
  const node: AttributeNode = { key: parentPath.at(-1)!, source: null, tag: null, children: [] };
  byName.set(parentName, node);
  if (parentPath.length === 1) roots.push(node);
  else parentOf(parentName, parentPath, byName, roots).children.push(node);
  return node;
}
