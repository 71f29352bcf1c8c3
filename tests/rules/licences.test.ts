import { describe, expect, test } from 'vitest';
import { EMBEDDED, EXCEPTIONS, isAllowed, licenceOf, shippedPackages, shippedVariants } from '../setup/licences.mjs';
import { noticeText } from '../setup/notice.mjs';
import { filesUnder, textOf } from './tree';

/** Packages whose code SvelteKit's build put into the server, by its source maps. */
function packagesInServerBuild(): string[] {
  const maps = filesUnder('build').filter((path) => path.endsWith('.js.map'));
  const sources = maps.flatMap((path) => (JSON.parse(textOf(path)) as { sources: string[] }).sources);
  const names = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
  return [...new Set(names)];
}

describe('licence gate', () => {
  const packages = shippedPackages();

  test('knows the packages that are shipped', () => {
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['@duckdb/duckdb-wasm', 'apache-arrow', 'flatbuffers', 'svelte', '@sveltejs/kit'])
    );
    expect(names).not.toContain('vitest');
    const built = packagesInServerBuild();
    expect(built, 'build/ is missing: npm run build').not.toEqual([]);
    expect(built.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('every one is under a licence that we may ship', () => {
    const all = [...packages, ...shippedVariants()];
    expect(all.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  test('what is compiled into them is, too, or is an exception that was thought over', () => {
    const refused = EMBEDDED.filter(({ name, licence }) => !isAllowed(licence) && EXCEPTIONS.get(name) !== licence);
    expect(refused).toEqual([]);
    for (const { inside } of EMBEDDED) expect(packages.map(({ name }) => name)).toContain(inside);
  });

  test.each([
    'GPL-3.0-only',
    'AGPL-3.0',
    'LGPL-2.1',
    'EPL-2.0',
    'MPL-2.0',
    'SEE LICENSE IN LICENSE',
    'unknown',
    'MIT AND GPL-2.0',
    ''
  ])('refuses %j', (licence) => {
    expect(isAllowed(licence)).toBe(false);
  });

  test.each(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND MIT', 'BlueOak-1.0.0'])('takes %j', (licence) => {
    expect(isAllowed(licence)).toBe(true);
  });

  test('reads the licence in each form that packages give it', () => {
    expect(licenceOf({ license: 'ISC' })).toBe('ISC');
    expect(licenceOf({ license: { type: 'MIT' } })).toBe('MIT');
    expect(licenceOf({ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })).toBe('MIT AND GPL-2.0');
    expect(licenceOf({})).toBe('unknown');
  });

  test('NOTICE is current (node tests/setup/notice.mjs writes it)', () => {
    expect(textOf('NOTICE')).toBe(noticeText());
    expect(textOf('NOTICE')).toContain('Graphviz 16.1.0 - EPL-2.0');
  });
});
