import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boolean, listOf, number, objectOf, oneOf, optional, orNull, recordOf, text } from './json-shape';

interface Thing {
  readonly name: string;
  readonly kind: 'a' | 'b' | null;
  readonly sizes: readonly number[];
  readonly isOn?: boolean;
  readonly names: Readonly<Record<string, string>>;
}
const thing = objectOf<Thing>({
  name: text(5),
  kind: oneOf(['a', 'b', null]),
  sizes: listOf(number(0, 10), 3),
  isOn: optional(boolean),
  names: recordOf(text(3), 2)
});
const GOOD = { name: 'x', kind: null, sizes: [1, 2], names: { q: 'r' } };
const refusal = (value: unknown): string => {
  try {
    thing(value, '');
    return 'taken';
  } catch (why) {
    return String((why as { detail: { path: string } }).detail.path);
  }
};

test('what fits comes back as it is, without what is not named', () => {
  expect(thing({ ...GOOD, extra: 1 }, '')).toEqual(GOOD);
  expect(thing({ ...GOOD, isOn: false }, '')).toEqual({ ...GOOD, isOn: false });
  expect(orNull(number())(null, '')).toBeNull();
});

test('what does not fit is refused by its place', () => {
  expect(refusal({ ...GOOD, name: 'longer' })).toBe('name');
  expect(refusal({ ...GOOD, kind: 'c' })).toBe('kind');
  expect(refusal({ ...GOOD, sizes: [1, 11] })).toBe('sizes[1]');
  expect(refusal({ ...GOOD, sizes: [1, 2, 3, 4] })).toBe('sizes');
  expect(refusal({ ...GOOD, sizes: [NaN] })).toBe('sizes[0]');
  expect(refusal({ ...GOOD, isOn: 'yes' })).toBe('isOn');
  expect(refusal({ ...GOOD, names: { a: 'b', c: 'dddd' } })).toBe('names["c"]');
  expect(refusal({ name: 'x' })).toBe('kind');
  expect(refusal([GOOD])).toBe('');
});

test('inherited properties are none, and nobody’s prototype is touched', () => {
  expect(refusal(JSON.parse('{"__proto__": {"name": "x", "kind": null, "sizes": [], "names": {}}}'))).toBe('name');
  const read = thing(JSON.parse('{"name": "x", "kind": "a", "sizes": [], "names": {"__proto__": "q"}}'), '');
  expect(Object.hasOwn(read.names, '__proto__')).toBe(true);
  expect(({} as Record<string, unknown>).q).toBeUndefined();
});

test('any JSON is read or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const said = refusal(value);
      expect(said === 'taken' || typeof said === 'string').toBe(true);
    })
  );
});
