import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { IMPORTERS } from '$lib/engine/importers';
import { messages } from '$lib/i18n/messages';
import { ERROR_CODES } from '$lib/model/errors';
import { filesUnder, foldersIn, textOf } from './tree';

/** The first bytes of a fixture, inflated, as an importer is asked about them. */
function headOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).subarray(0, 1 << 16);
}

describe('importers', () => {
  const kinds = IMPORTERS.map(({ kind }) => kind);
  const files = filesUnder('src/lib/engine/importers').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));

  test('every one is in the list', () => {
    const declared = files.flatMap((path) =>
      [...textOf(path).matchAll(/export const (\w+): Importer\b/g)].map((match) => match[1]!)
    );
    const index = textOf('src/lib/engine/importers/index.ts');
    const list = /IMPORTERS[^=]*=\s*\[([^\]]*)\]/.exec(index)?.[1] ?? '';
    expect(declared).not.toEqual([]);
    expect(declared.filter((name) => !new RegExp(`\\b${name}\\b`).test(list))).toEqual([]);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('every one has fixtures, which it accepts and those before it do not', () => {
    expect(foldersIn('tests/fixtures')).toEqual(expect.arrayContaining(kinds));
    for (const kind of kinds) {
      const fixtures = filesUnder(`tests/fixtures/${kind}`);
      expect(fixtures, `tests/fixtures/${kind}`).not.toEqual([]);
      for (const path of fixtures) {
        const name = path.split('/').at(-1)!.toLowerCase().replace(/\.gz$/, '');
        expect(IMPORTERS.find((importer) => importer.accepts(headOf(path), name))?.kind, path).toBe(kind);
      }
    }
  });
});

test('every analysis is in the list', () => {
  const frame = ['index', 'analysis'];
  const index = textOf('src/lib/engine/analyses/index.ts');
  const named = filesUnder('src/lib/engine/analyses')
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && /export default defineAnalysis/.test(textOf(path)))
    .map((path) => path.replace(/^.*\/analyses\/(.*)\.ts$/, '$1'));
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !frame.includes(name) && !index.includes(`'./${name}'`))).toEqual([]);
});

describe('messages', () => {
  /** path -> what stands there: a text, or a function of so many parameters (an error's may leave its detail unread) */
  function shapeOf(value: unknown, path = ''): Map<string, string> {
    if (typeof value === 'string') return new Map([[path, 'text']]);
    if (typeof value === 'function') return new Map([[path, path.startsWith('errors.') ? 'of a detail' : `of ${value.length}`]]);
    if (typeof value !== 'object' || value === null) throw new TypeError(`${path} is no message`);
    return new Map(Object.entries(value).flatMap(([key, child]) => [...shapeOf(child, path ? `${path}.${key}` : key)]));
  }

  function emptyIn(value: unknown, path = ''): string[] {
    if (typeof value === 'string') return value.trim() === '' ? [path] : [];
    return typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => emptyIn(child, path ? `${path}.${key}` : key))
      : [];
  }

  test('Japanese and English have the same keys and parameters', () => {
    expect([...shapeOf(messages.ja)].sort()).toEqual([...shapeOf(messages.en)].sort());
    expect(shapeOf(messages.en).size).toBeGreaterThan(100);
  });

  test('none is empty', () => {
    expect([...emptyIn(messages.en, 'en'), ...emptyIn(messages.ja, 'ja')]).toEqual([]);
    expect(emptyIn({ a: 'x', b: { c: ' ' } })).toEqual(['b.c']);
  });

  test('the Japanese is Japanese', () => {
    const lines = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(lines)
          : [];
    // names, formats and signs are the same in both
    const foreign = lines(messages.ja).filter(
      (line) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(line) && !/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(line)
    );
    expect(foreign).toEqual([]);
  });

  test('every error has its words in both', () => {
    for (const { errors } of [messages.en, messages.ja])
      expect(Object.keys(errors)).toEqual(expect.arrayContaining([...ERROR_CODES]));
  });
});
