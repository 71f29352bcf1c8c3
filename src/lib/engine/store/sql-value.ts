import { DataType, TimeUnit, type Vector } from 'apache-arrow';

/**
 * A value of an answer of DuckDB as a table shows it: numbers that are exact as numbers, everything else as DuckDB would write it.
 * Integers beyond 2^53 and decimals become text, since a number would round them. Times are ISO 8601, those without a zone without one.
 *
 * @param type of the column, `value` as Arrow gives it
 */
export function sqlValue(type: DataType, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (DataType.isDictionary(type)) return sqlValue(type.dictionary as DataType, value);
  if (DataType.isDecimal(type)) return exact(decimalText(value as Uint32Array, type.scale));
  if (DataType.isTimestamp(type)) return instantText(value as number, type.timezone ? 'Z' : '');
  if (DataType.isDate(type)) return instantText(value as number, '').slice(0, -'T00:00:00'.length);
  if (DataType.isTime(type)) return timeText(BigInt(value as number | bigint), type.unit);
  if (DataType.isInterval(type)) return [...(value as Int32Array)].join(' ');
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) return listText(value as Vector);
  if (DataType.isStruct(type) || DataType.isMap(type)) return structText(value as Iterable<[string, unknown]>, type);
  if (value instanceof Uint8Array) return `\\x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return exact(value.toString());
  if (typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

/** The number a text stands for, where none of its digits is lost; otherwise the text. */
function exact(text: string): string | number {
  const number = Number(text);
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length <= 15 ? number : text;
}

/** A 128-bit integer, least word first, two's complement, with the point `scale` digits from the right. */
function decimalText(words: Uint32Array, scale: number): string {
  let unscaled = 0n;
  for (let i = words.length - 1; i >= 0; i--) unscaled = (unscaled << 32n) | BigInt(words[i]!);
  unscaled = BigInt.asIntN(32 * words.length, unscaled);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

function instantText(ms: number, zone: string): string {
  const date = new Date(Math.floor(ms));
  if (Number.isNaN(date.getTime())) return String(ms);
  return date.toISOString().replace(/(\.000)?Z$/, '') + zone;
}

const UNITS_A_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n
};

function timeText(value: bigint, unit: TimeUnit): string {
  const perSecond = UNITS_A_SECOND[unit];
  const seconds = value / perSecond;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => String(part).padStart(2, '0')).join(':');
  const rest = value % perSecond;
  return rest === 0n
    ? clock
    : `${clock}.${String(rest)
        .padStart(String(perSecond).length - 1, '0')
        .replace(/0+$/, '')}`;
}

/** Items of a list that are written out: more is not read by people, and could fill the memory. */
const MOST_ITEMS = 10_000;

function listText(list: Vector): string {
  const length = Math.min(MOST_ITEMS, list.length);
  const items = Array.from({ length }, (_, i) => sqlValue(list.type as DataType, list.get(i)) ?? 'NULL');
  return `[${items.join(', ')}${list.length > length ? `, … +${list.length - length}` : ''}]`;
}

function structText(value: Iterable<[string, unknown]>, type: DataType): string {
  const children = DataType.isMap(type) ? [] : (type.children ?? []);
  const typeOf = (name: string): DataType | undefined =>
    DataType.isMap(type)
      ? (type.children[0]?.type.children[1]?.type as DataType)
      : (children.find((child) => child.name === name)?.type as DataType);
  const parts = Array.from(value, ([name, item]) => {
    const itemType = typeOf(name);
    return `${name}: ${(itemType ? sqlValue(itemType, item) : JSON.stringify(item)) ?? 'NULL'}`;
  });
  return `{${parts.join(', ')}}`;
}
