/** A word of a time, as UTF-8 bytes in lower case, and what it means. */
export interface TimeWord {
  readonly bytes: Uint8Array;
  readonly value: number;
}

const encoder = new TextEncoder();

/** Longest first, so that `sept` is not read as `sep`. */
function words(entries: Readonly<Record<string, number>>): readonly TimeWord[] {
  return Object.entries(entries)
    .map(([text, value]) => ({ bytes: encoder.encode(text), value }))
    .sort((a, b) => b.bytes.length - a.bytes.length);
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const WEEKDAYS_JA = [...'月火水木金土日'];

/** English month names, long and short, 1..12. */
export const MONTH_WORDS = words(
  Object.fromEntries([...MONTHS.flatMap((name, i) => [[name, i + 1] as const, [name.slice(0, 3), i + 1] as const]), ['sept', 9]])
);

/** Weekday names in English and Japanese; they are read, not compared with the date. */
export const WEEKDAY_WORDS = words(
  Object.fromEntries([
    ...WEEKDAYS.flatMap((name, i) => [[name, i] as const, [name.slice(0, 3), i] as const]),
    ...WEEKDAYS_JA.flatMap((name, i) => [[name, i] as const, [`${name}曜`, i] as const, [`${name}曜日`, i] as const])
  ])
);

/** 0 before noon, 1 after. */
export const MARKER_WORDS = words({ am: 0, pm: 1, 'a.m.': 0, 'p.m.': 1, 午前: 0, 午後: 1 });

/** Japanese eras: the year before the first, so that year = value + year of the era. */
export const ERA_WORDS = words({
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  明治: 1867,
  r: 2018,
  h: 1988,
  s: 1925,
  t: 1911,
  m: 1867,
  西暦: 0,
  ad: 0
});

/** Minutes ahead of UTC of names that have one meaning in practice: RFC 2822 section 4.3, Japan and Europe. */
export const ZONE_WORDS = words({
  z: 0,
  utc: 0,
  gmt: 0,
  ut: 0,
  jst: 540,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  wet: 0,
  west: 60
});

/** First year of an era, in characters: 元. */
export const FIRST_YEAR = encoder.encode('元');

/**
 * The word that stands at `at`, or null. Cost: one comparison of a byte a word.
 */
export function wordAt(list: readonly TimeWord[], bytes: Uint8Array, at: number, to: number): TimeWord | null {
  for (let w = 0; w < list.length; w++) {
    const word = list[w]!;
    const { length } = word.bytes;
    if (at + length > to) continue;
    let i = 0;
    while (i < length) {
      const byte = bytes[at + i]!;
      const lower = byte >= 65 && byte <= 90 ? byte | 32 : byte;
      if (lower !== word.bytes[i]) break;
      i++;
    }
    if (i === length) return word;
  }
  return null;
}
