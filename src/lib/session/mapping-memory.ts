import { del } from 'idb-keyval';
import type { KeptLogs } from '$lib/engine/protocol';
import type { ImportDraft, ImportPlan } from '$lib/model/import';
import { boolean, listOf, number, objectOf, oneOf, orNull, text } from '$lib/model/json-shape';
import {
  COLUMN_ROLES,
  LIFECYCLE_MODES,
  type ColumnRole,
  type ColumnType,
  type LifecycleMode,
  type TimeFormat
} from '$lib/model/log';
import { headerKey } from './import-plan';

/**
 * How a file with this header was imported last. Names, roles and formats only: no value of the log is ever kept here.
 */
export interface RememberedMapping {
  readonly header: string;
  readonly savedUtcMs: number;
  readonly columns: readonly RememberedColumn[];
  /** column names */
  readonly caseColumns: readonly string[];
  readonly activityColumns: readonly string[];
  readonly timeZone: string;
  readonly lifecycleMode: LifecycleMode;
}

export interface RememberedColumn {
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly format: TimeFormat | null;
}

/** How the vault calls the list. */
const NAME = 'mappings';
/** Where earlier versions kept it in clear. */
const CLEAR_KEY = 'kiseki.mappings';
const KEPT = 50;

const label = text(10_000);
const mappingsFrom = listOf(
  objectOf<RememberedMapping>({
    header: text(1_000_000),
    savedUtcMs: number(),
    columns: listOf(
      objectOf<RememberedColumn>({
        name: label,
        role: oneOf(COLUMN_ROLES),
        type: oneOf(['text', 'number', 'boolean', 'time']),
        format: orNull(objectOf<TimeFormat>({ pattern: label, zoned: boolean }))
      }),
      10_000
    ),
    caseColumns: listOf(label, 10_000),
    activityColumns: listOf(label, 10_000),
    timeZone: label,
    lifecycleMode: oneOf(LIFECYCLE_MODES)
  }),
  KEPT
);

/**
 * Mappings of files that were imported, for the next file with the same header. Names of columns are of the log: they are kept in the
 * vault, sealed, and in this tab alone where nothing can be kept. Nothing here ever fails: it is a convenience.
 */
export class MappingMemory {
  /** of this tab, newest first */
  #own: readonly RememberedMapping[] = [];

  constructor(private readonly kept: Pick<KeptLogs, 'deviceText' | 'putDeviceText'>) {
    void dropClear();
  }

  /** The mapping of a file with the same column names. @param all what `recall` gave */
  find(draft: ImportDraft, all: readonly RememberedMapping[]): RememberedMapping | undefined {
    const header = headerKey(draft.columns);
    return all.find((mapping) => mapping.header === header);
  }

  /** Everything remembered, the newest first. */
  async recall(): Promise<readonly RememberedMapping[]> {
    try {
      const stored = await this.kept.deviceText(NAME);
      const others = stored === null ? [] : mappingsFrom(JSON.parse(stored), '');
      const known = new Set(this.#own.map(({ header }) => header));
      return [...this.#own, ...others.filter(({ header }) => !known.has(header))].slice(0, KEPT);
    } catch {
      return this.#own;
    }
  }

  /** Keep the confirmed plan for the next file with this header; the oldest beyond 50 go. */
  async remember(draft: ImportDraft, plan: ImportPlan, nowUtcMs: number): Promise<void> {
    const mapping = mappingOf(draft, plan, nowUtcMs);
    this.#own = [mapping, ...this.#own.filter(({ header }) => header !== mapping.header)].slice(0, KEPT);
    try {
      await this.kept.putDeviceText(NAME, JSON.stringify(await this.recall()));
    } catch {
      // locked, refused or full
    }
  }

  /** The keys were dropped: what they protected is forgotten. */
  forget(): void {
    this.#own = [];
  }
}

/** What a plan says of the columns, by their names. */
export function mappingOf(draft: ImportDraft, plan: ImportPlan, nowUtcMs: number): RememberedMapping {
  const nameOf = (index: number): string => plan.columns.find((column) => column.index === index)?.name ?? '';
  return {
    header: headerKey(draft.columns),
    savedUtcMs: nowUtcMs,
    columns: plan.columns.map(({ name, role, type, format }) => ({ name, role, type, format })),
    caseColumns: plan.caseColumns.map(nameOf),
    activityColumns: plan.activityColumns.map(nameOf),
    timeZone: plan.timeZone,
    lifecycleMode: plan.lifecycleMode
  };
}

/**
 * The plan with the remembered roles. Unless `overProof`, what this file proves about a time format stays, and the remembered
 * one is taken only where it proves nothing (ambiguous, or no format found).
 */
export function applyMapping(plan: ImportPlan, draft: ImportDraft, mapping: RememberedMapping, overProof = false): ImportPlan {
  const byName = new Map(mapping.columns.map((column) => [column.name, column]));
  const indexOf = new Map(plan.columns.map((column) => [column.name, column.index]));
  const columns = plan.columns.map((column, at) => {
    const old = byName.get(column.name);
    if (!old) return column;
    const evidence = draft.columns[at]?.evidence;
    const isProved = !overProof && column.format !== null && evidence?.ambiguous === false;
    return { ...column, role: old.role, type: old.type, format: isProved ? column.format : (old.format ?? column.format) };
  });
  const indices = (names: readonly string[]): number[] => names.flatMap((name) => indexOf.get(name) ?? []);
  return {
    ...plan,
    columns,
    caseColumns: indices(mapping.caseColumns),
    activityColumns: indices(mapping.activityColumns),
    timeZone: mapping.timeZone,
    lifecycleMode: draft.lifecycle ? mapping.lifecycleMode : plan.lifecycleMode
  };
}

async function dropClear(): Promise<void> {
  try {
    await del(CLEAR_KEY);
  } catch {
    // no database, then nothing is in it
  }
}
