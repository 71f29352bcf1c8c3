import { MiningError } from '$lib/model/errors';

/** What a number in a time stands for. */
export type NumberField = 'year' | 'month' | 'day' | 'hour' | 'hour12' | 'minute' | 'second';

/** A piece of a pattern, in the order of the text. */
export type PatternItem =
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly min: number;
      readonly max: number;
      readonly twoDigitYear: boolean;
    }
  | { readonly kind: 'era-year' }
  | { readonly kind: 'month-name' | 'weekday' | 'marker' | 'era' | 'zone' }
  /** digits after the seconds: exactly so many, or any number of them for 0 */
  | { readonly kind: 'fraction'; readonly digits: number }
  /** a point or comma and digits, where the text has them */
  | { readonly kind: 'point-fraction' }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'space'; readonly required: boolean };

type Token =
  | { readonly kind: 'field'; readonly letter: string; readonly count: number }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'optional'; readonly tokens: readonly Token[] };

const FIELD_LETTERS = new Set('GyuMLdHhmsSaEXxZzO');
const NUMBERS: Readonly<Record<string, NumberField>> = {
  y: 'year',
  u: 'year',
  M: 'month',
  L: 'month',
  d: 'day',
  H: 'hour',
  h: 'hour12',
  m: 'minute',
  s: 'second'
};
const MAX_ALTERNATIVES = 256;

/** A year, month and day as ISO 8601 writes them, with what may follow; the meaning of the pattern `iso`. */
const ISO_PATTERN = "yyyy-MM-dd[ HH:mm[:ss][X]]||yyyy-MM-dd['T'HH:mm[:ss][X]]||yyyyMMdd'T'HHmm[ss][X]||yyyy-MM-dd'T'HHmm[ss][X]";

/**
 * A time pattern as the straight lists of pieces it allows, in the order they are to be tried.
 *
 * Fields are those of Unicode TS 35 (`yyyy yy y M MM MMM MMMM d dd H HH h hh m mm s ss S.. a E G X x Z z`), other text stands for
 * itself, letters in quotes. Beyond it: `[...]` may be left out of the text, and `||` parts patterns of which the first that fits
 * is taken. Reading is lenient where nothing can be misread: `MM` takes one digit as well unless it touches another number, a
 * space takes several, a fraction after the seconds is read with or without `.SSS`, `h` without `a` is `H`.
 *
 * @throws MiningError `bad-time-pattern` {pattern, why, at}
 */
export function patternAlternatives(pattern: string): readonly (readonly PatternItem[])[] {
  const source = pattern === 'iso' ? ISO_PATTERN : pattern.normalize('NFKC').trim();
  const all: PatternItem[][] = [];
  for (const part of source.split('||')) {
    const tokens = parse(part, pattern);
    for (const flat of expand(tokens)) {
      all.push(itemsOf(flat, pattern));
      if (all.length > MAX_ALTERNATIVES) throw refusal(pattern, 'too-many-alternatives');
    }
  }
  return all;
}

function refusal(pattern: string, why: string, at = 0): MiningError {
  return new MiningError('bad-time-pattern', { pattern, why, at });
}

function parse(text: string, pattern: string): readonly Token[] {
  const stack: Token[][] = [[]];
  let i = 0;
  const literal = (added: string): void => {
    const tokens = stack[stack.length - 1]!;
    const last = tokens[tokens.length - 1];
    if (last?.kind === 'literal') tokens[tokens.length - 1] = { kind: 'literal', text: last.text + added };
    else tokens.push({ kind: 'literal', text: added });
  };
  while (i < text.length) {
    const c = text[i]!;
    if (c === "'") {
      let quoted = '';
      let at = i + 1;
      for (; ; at++) {
        if (at >= text.length) throw refusal(pattern, 'unclosed-quote', i);
        if (text[at] !== "'") quoted += text[at];
        else if (text[at + 1] === "'") quoted += text[at++];
        else break;
      }
      literal(at === i + 1 ? "'" : quoted);
      i = at + 1;
    } else if (c === '[') {
      stack.push([]);
      if (stack.length > 9) throw refusal(pattern, 'too-deep', i);
      i++;
    } else if (c === ']') {
      const tokens = stack.pop()!;
      if (stack.length === 0) throw refusal(pattern, 'unopened-bracket', i);
      stack[stack.length - 1]!.push({ kind: 'optional', tokens });
      i++;
    } else if (FIELD_LETTERS.has(c)) {
      let count = 1;
      while (text[i + count] === c) count++;
      stack[stack.length - 1]!.push({ kind: 'field', letter: c, count });
      i += count;
    } else {
      if (/[A-Za-z]/.test(c) && c !== 'T') throw refusal(pattern, 'unknown-field', i);
      literal(c);
      i++;
    }
  }
  if (stack.length > 1) throw refusal(pattern, 'unclosed-bracket', text.length);
  return stack[0]!;
}

type Flat = Exclude<Token, { kind: 'optional' }>;

/** Every choice of what may be left out; with before without. */
function expand(tokens: readonly Token[]): Flat[][] {
  let lists: Flat[][] = [[]];
  for (const token of tokens) {
    const tails: Flat[][] = token.kind === 'optional' ? [...expand(token.tokens), []] : [[token]];
    lists = lists.flatMap((list) => tails.map((tail) => [...list, ...tail]));
    if (lists.length > MAX_ALTERNATIVES) return lists;
  }
  return lists;
}

function itemsOf(tokens: readonly Flat[], pattern: string): PatternItem[] {
  const letters = tokens.map((token) => (token.kind === 'field' ? token.letter : ''));
  if (!letters.some((letter) => letter === 'y' || letter === 'u')) throw refusal(pattern, 'no-year');
  const hasEra = letters.includes('G');
  const hasMarker = letters.includes('a');
  const isNumber = (token: Flat | undefined): boolean =>
    token?.kind === 'field' &&
    (token.letter === 'S' || (token.letter in NUMBERS && !(/[ML]/.test(token.letter) && token.count > 2)));
  const items: PatternItem[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'literal') return pushLiteral(items, token.text, tokens[i - 1], tokens[i + 1]);
    const { letter, count } = token;
    const touches = isNumber(tokens[i - 1]) || isNumber(tokens[i + 1]);
    if (letter === 'G') items.push({ kind: 'era' });
    else if (letter === 'a') items.push({ kind: 'marker' });
    else if (letter === 'E') items.push({ kind: 'weekday' });
    else if ('XxZzO'.includes(letter)) items.push({ kind: 'zone' });
    else if (letter === 'S') items.push(fractionItem(items, tokens[i - 1], count));
    else if ((letter === 'M' || letter === 'L') && count > 2) items.push({ kind: 'month-name' });
    else {
      const field = letter === 'h' && !hasMarker ? 'hour' : NUMBERS[letter]!;
      if (field === 'year') items.push(hasEra ? { kind: 'era-year' } : yearItem(count));
      else items.push({ kind: 'number', field, min: touches && count > 1 ? 2 : 1, max: 2, twoDigitYear: false });
      const follower = tokens[i + 1];
      const ownPoint = follower?.kind === 'literal' && /^[.,]/.test(follower.text);
      if (letter === 's' && !ownPoint && !isNumber(follower)) items.push({ kind: 'point-fraction' });
    }
  });
  return items;
}

function yearItem(count: number): PatternItem {
  if (count === 2) return { kind: 'number', field: 'year', min: 2, max: 2, twoDigitYear: true };
  return { kind: 'number', field: 'year', min: count === 1 ? 1 : 4, max: 4, twoDigitYear: false };
}

/** `ss.SSS` reads any fraction, or none; `ssSSS` exactly three digits; `ss:SSS` some digits. */
function fractionItem(items: PatternItem[], before: Flat | undefined, count: number): PatternItem {
  const last = items[items.length - 1];
  if (last?.kind === 'literal' && (last.text === '.' || last.text === ',') && before?.kind === 'literal') {
    const seconds = items[items.length - 2];
    if (seconds?.kind === 'number' && seconds.field === 'second') {
      items.pop();
      return { kind: 'point-fraction' };
    }
  }
  return { kind: 'fraction', digits: before?.kind === 'field' ? count : 0 };
}

function pushLiteral(items: PatternItem[], text: string, before: Flat | undefined, after: Flat | undefined): void {
  const loose = (token: Flat | undefined): boolean => token?.kind === 'field' && 'aEXxZzO'.includes(token.letter);
  const parts = text.split(/(\s+)/);
  parts.forEach((part, i) => {
    if (part === '') return;
    if (i % 2 === 0) items.push({ kind: 'literal', text: part });
    else
      items.push({
        kind: 'space',
        required: !(parts.length === 3 && parts[0] === '' && parts[2] === '' && (loose(before) || loose(after)))
      });
  });
}
