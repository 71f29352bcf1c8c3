import { MiningError } from './errors';

/**
 * Reads a value of unknown origin (a file, a link) as a `T`, or refuses it.
 * @param path where the value stands, as `view.selection.clauses[3].values`
 * @throws MiningError `bad-analysis` with the path
 */
export type Reader<T> = (value: unknown, path: string) => T;

/** Refuse what stands at a path. */
export function refuse(path: string): never {
  throw new MiningError('bad-analysis', { path });
}

/** A text of at most `max` UTF-16 units. */
export function text(max = 10_000): Reader<string> {
  return (value, path) => (typeof value === 'string' && value.length <= max ? value : refuse(path));
}

/** A number that JSON can hold, within the bounds. */
export function number(min = -Number.MAX_VALUE, max = Number.MAX_VALUE): Reader<number> {
  return (value, path) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max ? value : refuse(path);
}

export const boolean: Reader<boolean> = (value, path) => (typeof value === 'boolean' ? value : refuse(path));

/** One of these values. */
export function oneOf<const T extends string | number | boolean | null>(values: readonly T[]): Reader<T> {
  return (value, path) =>
    values.find((one) => one === value) ?? (values.includes(null as T) && value === null ? (null as T) : refuse(path));
}

/** null, or what `reader` takes. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? null : reader(value, path));
}

/** A list of at most `max` items. */
export function listOf<T>(item: Reader<T>, max = 100_000): Reader<T[]> {
  return (value, path) =>
    Array.isArray(value) && value.length <= max ? value.map((one, i) => item(one, `${path}[${i}]`)) : refuse(path);
}

/** A field that may be absent. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, path) => (value === undefined ? undefined : reader(value, path));
}

/**
 * An object of these fields; a field that is absent is left out where its reader allows that. What is not named is dropped, and only own
 * properties are read, so that `__proto__` and the like mean nothing.
 */
export function objectOf<T extends object>(fields: { readonly [K in keyof T]-?: Reader<T[K]> }): Reader<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path);
    const entries = Object.entries(fields).flatMap(([name, reader]) => {
      const own: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      const read = (reader as Reader<unknown>)(own, path === '' ? name : `${path}.${name}`);
      return read === undefined ? [] : [[name, read] as const];
    });
    return Object.fromEntries(entries) as T;
  };
}

/** Any keys, one kind of value: a record as a `Map` would be, at most `max` entries. `__proto__` is an entry like any other. */
export function recordOf<T>(item: Reader<T>, max = 100_000): Reader<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path);
    const entries = Object.entries(value);
    if (entries.length > max) return refuse(path);
    return Object.fromEntries(entries.map(([name, one]) => [name, item(one, `${path}[${JSON.stringify(name)}]`)]));
  };
}
