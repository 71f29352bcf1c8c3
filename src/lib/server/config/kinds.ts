import { parseRange } from '$lib/api/network-ranges';

/** One setting of the environment: how it is read, and what its line in the table says. */
export interface Setting<T> {
  readonly name: string;
  /** what holds where it is not set, in words */
  readonly standard: string;
  readonly means: string;
  /** its value is never shown */
  readonly secret: boolean;
  /** @throws Error whose message goes on after the setting's name, without its value */
  read(value: string | undefined): T;
}

type Words = readonly [standard: string, means: string];

const made = <T>(name: string, [standard, means]: Words, read: (value: string | undefined) => T, secret = false): Setting<T> => ({
  name,
  standard,
  means,
  secret,
  // an empty value is none: it is how a compose file leaves a setting out
  read: (value) => read(value === undefined || value.trim() === '' ? undefined : value.trim())
});

/** Any text. */
export const text = (name: string, words: Words, standard?: string): Setting<string | undefined> =>
  made(name, words, (value) => value ?? standard);

/** Any text, with one that holds where there is none. */
export const textOr = (name: string, standard: string, means: string): Setting<string> =>
  made(name, [standard, means], (value) => value ?? standard);

/** A text that nobody is shown. */
export const secret = (name: string, words: Words): Setting<string | undefined> => made(name, words, (value) => value, true);

/** An address with a password in it. */
export const secretUrl = (name: string, schemes: readonly string[], words: Words): Setting<string | undefined> =>
  made(
    name,
    words,
    (value) => {
      if (value === undefined) return undefined;
      const scheme = /^([a-z]+):\/\/\S+$/i.exec(value)?.[1]?.toLowerCase();
      if (!scheme || !schemes.includes(scheme) || !URL.canParse(value)) {
        throw new Error(`is no address that begins with ${schemes.map((each) => `${each}://`).join(' or ')}`);
      }
      return value;
    },
    true
  );

function wholeOf(value: string, from: number, to: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < from || number > to) throw new Error(`is no whole number from ${from} to ${to}`);
  return number;
}

/** A whole number. */
export const whole = (name: string, standard: number, [from, to]: readonly [number, number], means: string): Setting<number> =>
  made(name, [String(standard), means], (value) => (value === undefined ? standard : wholeOf(value, from, to)));

/** A TCP port; 0 takes any that is free. */
export const port = (name: string, words: Words): Setting<number | undefined> =>
  made(name, words, (value) => {
    try {
      return value === undefined ? undefined : wholeOf(value, 0, 65_535);
    } catch {
      throw new Error('is not a port (0 to 65535)');
    }
  });

/** `yes` or `no`. */
export const yesNo = (name: string, standard: boolean, means: string): Setting<boolean> =>
  made(name, [standard ? 'yes' : 'no', means], (value) => {
    if (value === undefined) return standard;
    if (value !== 'yes' && value !== 'no') throw new Error('is neither yes nor no');
    return value === 'yes';
  });

/** Networks in CIDR form, parted by commas. */
export const ranges = (name: string, standard: string, means: string): Setting<readonly string[]> =>
  made(name, [standard, means], (value) =>
    (value ?? standard)
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .map((each) => {
        const range = parseRange(each);
        if (range === undefined) throw new Error('has what is no range of addresses');
        return range.cidr;
      })
  );
