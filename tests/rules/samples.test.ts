import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, SAMPLE_FOLDER, SAMPLES, sampleTexts } from '../setup/make-samples.mjs';

/** The start page fetches these; the app's offline shell carries all six. */
const MAX_TOTAL_BYTES = 1_200_000;

const committed = (name: string, language: string) => readFileSync(`${SAMPLE_FOLDER}${name}-${language}.csv.gz`);

describe.each(SAMPLES.map((sample) => ({ name: sample.name, texts: sampleTexts(sample) })))('sample $name', ({ name, texts }) => {
  test.each(LANGUAGES)('the generator gives the committed %s text', (language) => {
    // not toBe: a difference would be printed line by line over a megabyte
    expect(gunzipSync(committed(name, language)).toString() === texts[language]).toBe(true);
  });

  test('the gzip header names no time and no operating system', () => {
    for (const language of LANGUAGES) expect([...committed(name, language).subarray(3, 10)]).toEqual([0, 0, 0, 0, 0, 2, 255]);
  });

  test('both languages have the same structure: labels map one to one, times and numbers are equal', () => {
    const [en, ja] = LANGUAGES.map((language) => cellsOf(texts[language]));
    expect(ja!.length).toBe(en!.length);
    const toJapanese = new Map<string, string>();
    en!.forEach((row, i) => {
      row.forEach((cell, column) => {
        const key = `${column} ${cell}`;
        const other = ja![i]![column]!;
        if (/^[\d-]/.test(cell)) expect(other).toBe(cell);
        else if ((toJapanese.get(key) ?? other) !== other) throw new Error(`${cell} is ${toJapanese.get(key)} and ${other}`);
        toJapanese.set(key, other);
      });
    });
    const activities = new Set(en!.slice(1).map((row) => row[1]));
    expect(new Set(ja!.slice(1).map((row) => row[1])).size).toBe(activities.size);
  });

  test('a newcomer sees one clear happy path, a readable number of variants, and no work on a closed day', () => {
    const cases = grouped(cellsOf(texts.en).slice(1), (row) => row[0]!);
    const variants = grouped([...cases.values()], (rows) => rows.map((row) => row[1]).join(','));
    const shares = [...variants.values()].map((list) => list.length / cases.size).sort((a, b) => b - a);
    expect(shares[0]).toBeGreaterThan(0.3);
    expect(shares[0]).toBeLessThan(0.4);
    expect(shares[1]).toBeLessThan(shares[0]! / 2);
    expect(variants.size).toBeGreaterThanOrEqual(40);
    expect(variants.size).toBeLessThanOrEqual(200);
    for (const rows of cases.values()) {
      for (const [, , start, complete, person] of rows as [string, string, string, string, string][]) {
        expect(start >= '2026-04-01' && start <= complete && complete < '2026-10-01').toBe(true);
        // people with a family name and a given name keep Sundays free
        if (person.includes(' ')) expect(new Date(start.slice(0, 10)).getUTCDay(), start).not.toBe(0);
      }
    }
  });
});

test('all samples together stay small', () => {
  const sizes = SAMPLES.flatMap(({ name }) => LANGUAGES.map((language) => committed(name, language).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_TOTAL_BYTES);
});

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function cellsOf(text: string): string[][] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}
