import { codeArray } from '$lib/model/dictionary';
import { MiningError } from '$lib/model/errors';
import type { CodeArray, Dictionary } from '$lib/model/log';
import { ColumnBuilder } from '../column-builder';
import { MAX_COLUMNS } from '../text-parser';

export type AttributeScope = 'case' | 'event';

/** What becomes of an attribute's values: stored in the dictionary, left out, or read as the complete or the start time. */
export const STORE = 0;
export const LEAVE_OUT = 1;
export const COMPLETE_TIME = 2;
export const START_TIME = 3;
export type AttributeUse = typeof STORE | typeof LEAVE_OUT | typeof COMPLETE_TIME | typeof START_TIME;

/** The name of a column whose key is empty. */
const KEYLESS_NAME = '(empty key)';

/**
 * One attribute as it can occur in an event (a trace): told from others by its scope, the attribute it is nested in, its key,
 * and, where a key occurs several times in one event, by the how-manieth it is.
 */
export class AttributeColumn {
  readonly children = new Map<string, AttributeColumn>();
  /** the same key, occurring once more in the same event */
  later: AttributeColumn | null = null;
  use: AttributeUse = STORE;
  /** number of the event (trace) it occurred in last; both count from 1 */
  seen = 0;
  /** its code in that event (trace) */
  code = 0;
  readonly builder = new ColumnBuilder();
  #filled = 0;
  /** [3 x runs] first row, row behind the last, code; for traces */
  #runs = new Uint32Array(12);
  #runsLength = 0;

  constructor(
    readonly name: string,
    readonly key: string,
    readonly scope: AttributeScope,
    readonly parent: AttributeColumn | null,
    readonly prior: AttributeColumn | null,
    readonly path: readonly string[] | null,
    /** the tag it came in */
    public xesType: string
  ) {}

  /** Store the value of row `row`. Rows must ascend; those in between have none. */
  putRow(row: number, bytes: Uint8Array, from: number, to: number, hash: number): void {
    if (this.#filled !== row) this.builder.padTo(row);
    this.#filled = row + 1;
    this.code = this.builder.push(bytes, from, to, hash);
  }

  /** The value of the current trace, given to rows by `putRun` at its end. */
  hold(bytes: Uint8Array, from: number, to: number, hash: number): void {
    this.code = from === to ? 0 : this.builder.codeOf(bytes, from, to, hash);
  }

  /** The current code for the rows `from .. to)`. */
  putRun(from: number, to: number): void {
    if (this.#runsLength + 3 > this.#runs.length) {
      const longer = new Uint32Array(this.#runs.length * 2);
      longer.set(this.#runs);
      this.#runs = longer;
    }
    this.#runs[this.#runsLength++] = from;
    this.#runs[this.#runsLength++] = to;
    this.#runs[this.#runsLength++] = this.code;
  }

  /** The whole column. It must not be used afterwards. */
  finish(rows: number): { codes: CodeArray; dictionary: Dictionary } {
    if (this.scope === 'event') {
      this.builder.padTo(rows);
      return this.builder.finish();
    }
    const { dictionary } = this.builder.finish();
    const codes = codeArray(dictionary.size - 1, rows);
    for (let i = 0; i < this.#runsLength; i += 3) codes.fill(this.#runs[i + 2]!, this.#runs[i], this.#runs[i + 1]);
    return { codes, dictionary };
  }
}

/** Every attribute met so far, in order of first appearance, each with a name of its own. */
export class AttributeSet {
  readonly all: AttributeColumn[] = [];
  readonly ofEvents: AttributeColumn[] = [];
  readonly ofTraces: AttributeColumn[] = [];
  readonly #roots = { case: new Map<string, AttributeColumn>(), event: new Map<string, AttributeColumn>() };
  readonly #names = new Set<string>();

  /** @param onNew told of every column once, before it gets a value */
  constructor(private readonly onNew: (column: AttributeColumn) => void) {}

  /** The first occurrence of `key` in `parent` (null: directly in the event or trace). */
  first(scope: AttributeScope, parent: AttributeColumn | null, key: string, xesType: string): AttributeColumn {
    const siblings = parent === null ? this.#roots[scope] : parent.children;
    let column = siblings.get(key);
    if (column === undefined) {
      column = this.#add(key, scope, parent, null, xesType);
      siblings.set(key, column);
    }
    return column;
  }

  /** The occurrence behind `column`. */
  later(column: AttributeColumn, xesType: string): AttributeColumn {
    return (column.later ??= this.#add(column.key, column.scope, column.parent, column, xesType));
  }

  #add(
    key: string,
    scope: AttributeScope,
    parent: AttributeColumn | null,
    prior: AttributeColumn | null,
    xesType: string
  ): AttributeColumn {
    if (this.all.length === MAX_COLUMNS) throw new MiningError('too-many-columns', { limit: MAX_COLUMNS });
    const label = key === '' ? KEYLESS_NAME : key;
    const plain = parent !== null ? `${parent.name} > ${label}` : scope === 'case' ? `case:${label}` : label;
    let name = plain;
    for (let n = 2; this.#names.has(name); n++) name = `${plain} (${n})`;
    this.#names.add(name);
    const keyed = parent !== null || name !== plain || key === '';
    const column = new AttributeColumn(name, key, scope, parent, prior, keyed ? keysOf(parent, key) : null, xesType);
    this.all.push(column);
    (scope === 'event' ? this.ofEvents : this.ofTraces).push(column);
    this.onNew(column);
    return column;
  }
}

function keysOf(parent: AttributeColumn | null, key: string): string[] {
  return parent === null ? [key] : [...keysOf(parent.parent, parent.key), key];
}

/** The tag that holds what both tags hold: `int` and `float` make `float`, `list` and `container` a list, everything else text. */
export function widerTag(a: string, b: string): string {
  if (a === b) return a;
  if ((a === 'int' || a === 'float') && (b === 'int' || b === 'float')) return 'float';
  return isGroup(a) && isGroup(b) ? 'list' : 'string';
}

/** Whether the tag holds attributes instead of a value. */
export function isGroup(tag: string): boolean {
  return tag === 'list' || tag === 'container';
}
