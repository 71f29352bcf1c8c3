import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, foldersIn, linesOf, ROOT, textOf } from './tree';

const CODE = /\.(ts|js|mjs|cjs|svelte|css)$/;
const code = [...filesUnder('src'), ...filesUnder('tests')].filter((path) => CODE.test(path));

const MAX_LINES = 400;
const MAX_PAGE_LINES = 60;
const MAX_ENDPOINT_LINES = 40;

const VAGUE = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'data', 'new', 'misc'];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|fixture|svelte|server|sql|d|config))*\.(ts|js|mjs|cjs|css)$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*\.svelte$/;

const TOP_LEVEL = [
  '.ci',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  // the README's pictures
  '.readme',
  'LICENSE',
  'NOTICE',
  'README.md',
  'package-lock.json',
  'package.json',
  'src',
  'static',
  'svelte.config.js',
  'tests',
  'tsconfig.json',
  'vite.config.ts'
];

/** The words of a path: `src/lib/new-map/data.ts` has `new`, `map`, `data`. */
const wordsOf = (path: string): string[] => path.toLowerCase().split(/[/.\-_+]/);

const longer = (paths: readonly string[], limit: number): string[] =>
  paths.map((path) => `${path}: ${linesOf(path)}`).filter((line) => Number(line.split(': ')[1]) > limit);

describe('files', () => {
  test(`are no longer than ${MAX_LINES} lines`, () => {
    expect(code.length).toBeGreaterThan(50);
    expect(longer(code, MAX_LINES)).toEqual([]);
  });

  test(`pages have at most ${MAX_PAGE_LINES} lines, endpoints ${MAX_ENDPOINT_LINES}`, () => {
    const routes = filesUnder('src/routes');
    expect(
      longer(
        routes.filter((path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('+server.ts')),
        MAX_PAGE_LINES
      )
    ).toEqual([]);
    expect(
      longer(
        routes.filter((path) => path.endsWith('+server.ts')),
        MAX_ENDPOINT_LINES
      )
    ).toEqual([]);
  });

  test('say by their names what is in them', () => {
    expect(wordsOf('src/lib/new-map/data.ts').filter((word) => VAGUE.includes(word))).toEqual(['new', 'data']);
    expect(wordsOf('src/lib/metadata.ts').filter((word) => VAGUE.includes(word))).toEqual([]);
    expect(code.filter((path) => wordsOf(path).some((word) => VAGUE.includes(word)))).toEqual([]);
  });

  test('are named in kebab-case, components in PascalCase', () => {
    const named = code.filter((path) => !path.startsWith('src/routes/'));
    expect(named.filter((path) => !(path.endsWith('.svelte') ? PASCAL : KEBAB).test(basename(path)))).toEqual([]);
    expect(['x.ts', 'a-b.test.ts', 'x.svelte.ts'].every((name) => KEBAB.test(name))).toBe(true);
    expect(['fooBar.ts', 'Foo.ts', 'foo_bar.ts'].some((name) => KEBAB.test(name))).toBe(false);
  });
});

describe('folders', () => {
  test('the top level stays as it is', () => {
    // tracked, or about to be
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 26
    });
    const top = [
      ...new Set(
        listed
          .trim()
          .split('\n')
          .map((path) => path.split('/')[0]!)
      )
    ];
    expect(top.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
    expect(TOP_LEVEL.filter((name) => !top.includes(name))).toEqual([]);
  });

  test('the README names the rooms that there are', () => {
    const named = new Set([...textOf('README.md').matchAll(/`src\/(?:lib\/)?([a-z0-9-]+)`/g)].map((match) => match[1]!));
    expect([...named].sort()).toEqual([...foldersIn('src/lib'), 'routes'].sort());
  });
});
