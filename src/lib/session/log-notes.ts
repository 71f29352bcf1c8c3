import { boolean, listOf, number, objectOf, orNull, text, type Reader } from '$lib/model/json-shape';
import type { Renaming } from '$lib/model/selection';
import { selectionFrom } from '$lib/model/selection-json';
import type { AreaNotes } from '$lib/model/vault';
import { findingFrom } from './finding-json';
import type { Finding } from './findings.svelte';
import type { LogSource } from './log-source';
import { logSourceFrom } from './log-source-json';
import type { NoteChanges } from './note-book';
import { viewWithNames } from './renamed-view';
import type { SavedFilters } from './saved-filters.svelte';
import type { SqlMemory } from './sql-desk.svelte';
import type { VariantName } from './variants-view';
import type { ViewState } from './view-state';
import { viewStateFrom } from './view-state-json';

/** What is noted of an open log: everything that an analyst made of it, and would miss. */
export interface Noted {
  readonly view: ViewState;
  readonly findings: readonly Finding[];
  readonly filters: readonly SavedFilters[];
  readonly sql: SqlMemory;
  readonly source: LogSource;
  /** what the import said was sent away */
  readonly isReportClosed: boolean;
}

/** Entries of a kept log's notes that other tabs take over: one a finding, a saved filter, a name of an activity, a name of a variant. */
const SHARED = ['finding:', 'filter:', 'name:', 'variant:'] as const;

export function isSharedNote(name: string): boolean {
  return SHARED.some((family) => name.startsWith(family));
}

/** The same object gives the same text, and what was read gives the text it was read from: only changes are written. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  let known = texts.get(value);
  if (known === undefined) texts.set(value, (known = JSON.stringify(value)));
  return known;
}

/** undefined where the text is not what it should be */
function valueOf<T>(source: string | undefined, reader: Reader<T>): T | undefined {
  if (source === undefined) return undefined;
  try {
    const value = reader(JSON.parse(source), '');
    if (typeof value === 'object' && value !== null) texts.set(value, source);
    return value;
  } catch {
    return undefined;
  }
}

const filterFrom: Reader<SavedFilters> = objectOf<SavedFilters>({
  id: text(40),
  name: text(200),
  columns: listOf(text(), 10_000),
  selection: selectionFrom
});
const sqlFrom: Reader<SqlMemory> = objectOf<SqlMemory>({
  draft: text(1_000_000),
  past: listOf(objectOf({ sql: text(1_000_000), rows: orNull(number(0)) }), 1_000)
});
const nameFrom = text();
const variantKeyFrom = objectOf<Omit<VariantName, 'name'>>({ group: orNull(text()), sequence: listOf(orNull(text())) });

const variantKey = ({ group, sequence }: Omit<VariantName, 'name'>): string => JSON.stringify({ group, sequence });

/** Everything that is noted, as entries of strict JSON. */
export function notesOf({ view, findings, filters, sql, source, isReportClosed }: Noted): ReadonlyMap<string, string> {
  return new Map([
    ['view', textOf(view)],
    ['sql', textOf(sql)],
    ['source', textOf(source)],
    ['report', JSON.stringify({ isReportClosed })],
    ...findings.map((finding) => [`finding:${finding.id}`, textOf(finding)] as const),
    ...filters.map((saved) => [`filter:${saved.id}`, textOf(saved)] as const),
    ...(view.selection.names ?? []).map(({ from, to }) => [`name:${from}`, JSON.stringify(to)] as const),
    ...view.variants.names.map((named) => [`variant:${variantKey(named)}`, JSON.stringify(named.name)] as const)
  ]);
}

/** What notes say, as far as they can be read; the names of those that cannot in `unread`. */
export interface ReadNotes {
  readonly view: ViewState | undefined;
  readonly findings: readonly Finding[];
  readonly filters: readonly SavedFilters[];
  readonly sql: SqlMemory | undefined;
  readonly source: LogSource | undefined;
  readonly isReportClosed: boolean;
  readonly unread: readonly string[];
}

/**
 * Read the notes of a kept log.
 * @param ownLabels activities as the log calls them
 */
export function readNotes(notes: AreaNotes, ownLabels: readonly string[]): ReadNotes {
  const unread: string[] = [];
  const read = <T>(name: string, reader: Reader<T>): T | undefined => {
    if (!Object.hasOwn(notes, name)) return undefined;
    const value = valueOf(notes[name], reader);
    if (value === undefined) unread.push(name);
    return value;
  };
  const family = <T>(prefix: string, reader: Reader<T>): T[] =>
    Object.keys(notes).flatMap((name) => (name.startsWith(prefix) ? (read(name, reader) ?? []) : []));
  const known = ['view', 'sql', 'source', 'report'];
  unread.push(...Object.keys(notes).filter((name) => !known.includes(name) && !isSharedNote(name)));
  const view = read('view', viewStateFrom);
  const named = Object.fromEntries(
    Object.entries(notes).filter(([name]) => name.startsWith('name:') || name.startsWith('variant:'))
  );
  return {
    // names have entries of their own: those count, as another tab may have given them after the view was noted
    view: view && withNames(view, missingNames(view, named), ownLabels),
    findings: family('finding:', findingFrom).toSorted((a, b) => a.pinnedUtcMs - b.pinnedUtcMs),
    filters: family('filter:', filterFrom),
    sql: read('sql', sqlFrom),
    source: read('source', logSourceFrom),
    isReportClosed: read('report', objectOf<{ isReportClosed: boolean }>({ isReportClosed: boolean }))?.isReportClosed ?? false,
    unread
  };
}

/** What takes the view's names to those of the entries. */
function missingNames(view: ViewState, named: AreaNotes): NoteChanges {
  const now = new Map<string, string>([
    ...(view.selection.names ?? []).map(({ from, to }) => [`name:${from}`, JSON.stringify(to)] as const),
    ...view.variants.names.map((one) => [`variant:${variantKey(one)}`, JSON.stringify(one.name)] as const)
  ]);
  const gone = [...now.keys()].filter((name) => !Object.hasOwn(named, name));
  const put = Object.entries(named).filter(([name, source]) => now.get(name) !== source);
  return Object.fromEntries([...put, ...gone.map((name) => [name, null] as const)]);
}

/** The view with names of activities and variants as changed; the same object where nothing is. */
export function withNames(view: ViewState, changes: NoteChanges, ownLabels: readonly string[]): ViewState {
  const activityNames = new Map<string, string | null>();
  const variantNames = new Map<string, VariantName | null>();
  for (const [entry, source] of Object.entries(changes)) {
    const name = source === null ? null : valueOf(source, nameFrom);
    if (name === undefined) continue;
    if (entry.startsWith('name:')) activityNames.set(entry.slice('name:'.length), name);
    else if (entry.startsWith('variant:')) {
      const key = entry.slice('variant:'.length);
      const variant = valueOf(key, variantKeyFrom);
      if (variant) variantNames.set(variantKey(variant), name === null ? null : { ...variant, name });
    }
  }
  const named = activityNames.size === 0 ? view : viewWithNames(view, renamed(view, activityNames, ownLabels), ownLabels);
  if (variantNames.size === 0) return named;
  const kept = named.variants.names.filter((one) => !variantNames.has(variantKey(one)));
  const names = [...kept, ...[...variantNames.values()].filter((one) => one !== null)];
  return { ...named, variants: { ...named.variants, names } };
}

function renamed(view: ViewState, changes: ReadonlyMap<string, string | null>, ownLabels: readonly string[]): Renaming[] {
  const before = new Map((view.selection.names ?? []).map(({ from, to }) => [from, to]));
  return ownLabels.map((from) => ({ from, to: (changes.has(from) ? changes.get(from) : before.get(from)) ?? from }));
}

/** What another tab changed of a log's findings or saved filters, taken into a list: put where it was, or at the end; or removed. */
export function taken<T extends { readonly id: string }>(
  list: readonly T[],
  changes: NoteChanges,
  family: Family<T>
): readonly T[] {
  let all = list;
  for (const [name, source] of Object.entries(changes)) {
    if (!name.startsWith(family.prefix)) continue;
    const id = name.slice(family.prefix.length);
    const at = all.findIndex((one) => one.id === id);
    const value = source === null ? null : valueOf(source, family.reader);
    if (value === null) all = all.filter((one) => one.id !== id);
    else if (value !== undefined) all = at < 0 ? [...all, value] : all.with(at, value);
  }
  return all;
}

/** Entries of one kind. */
export interface Family<T> {
  readonly prefix: string;
  readonly reader: Reader<T>;
}

export const FINDINGS: Family<Finding> = { prefix: 'finding:', reader: findingFrom };
export const FILTERS: Family<SavedFilters> = { prefix: 'filter:', reader: filterFrom };
