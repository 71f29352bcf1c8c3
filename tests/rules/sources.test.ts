import { describe, expect, test } from 'vitest';
import { filesUnder, textOf } from './tree';

/** Names of formats and standards, which look like addresses and are never fetched. */
const NAMES_ONLY = /^https?:\/\/(www\.w3\.org|(www\.)?xes-standard\.org|schemas\.openxmlformats\.org|www\.ocel-standard\.org)\b/;

/** Blank what is commented out, but keep the line breaks. Strings are skipped, so that `'//'` starts no comment. */
function withoutComments(text: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<![:(])\/\/[^\n]*/g;
  return text.replace(token, (found) => (/^(\/\*|\/\/|<!--)/.test(found) ? found.replace(/[^\n]/g, ' ') : found));
}

/** `path:line: what` for each match of a pattern outside comments. */
function matches(pattern: RegExp, files: ReadonlyMap<string, string>, but: (found: string) => boolean = () => false): string[] {
  return [...files].flatMap(([path, text]) => {
    const code = withoutComments(text);
    return [...code.matchAll(new RegExp(pattern, 'g'))]
      .filter((match) => !but(match[0]))
      .map((match) => `${path}:${code.slice(0, match.index).split('\n').length}: ${match[0]}`);
  });
}

const isCode = (path: string): boolean => /\.(ts|svelte|html|css|js)$/.test(path) && !/\.(test|fixture)\.ts$/.test(path);
const read = (paths: readonly string[]): Map<string, string> => new Map(paths.filter(isCode).map((path) => [path, textOf(path)]));
const sources = read(filesUnder('src'));
const pure = read(
  ['model', 'kernel'].flatMap((room) => filesUnder(`src/lib/${room}`)).filter((path) => !path.includes('/testing/'))
);

const ADDRESS = /(?:https?:|wss?:|(?<=["'`(]))\/\/[a-z0-9][\w.-]*\.[a-z]{2,}[^\s"'`)]*/i;
const CODE_FROM_TEXT = /\beval\s*\(|\bnew Function\b|\bsetTimeout\s*\(\s*["'`]|\bsetInterval\s*\(\s*["'`]/;
const HTML_FROM_TEXT =
  /\{@html|\.(?:inner|outer)HTML\s*\+?=(?!=)|\.insertAdjacentHTML\b|\bdocument\.write|\bsrcdoc\b|createContextualFragment/;
const HIDDEN_LISTS = /\bimport\.meta\.glob\b/;
const FIELD = /<input\b(?:[^>{]|\{[^}]*\}|(?<==)>)*|<(?:textarea|select)\b(?:[^>{]|\{[^}]*\}|(?<==)>)*/;
const IMPURE =
  /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bcrypto\.\w|\b(?:window|document|navigator|localStorage|globalThis)\.|\bfetch\(/;

describe('the program', () => {
  test('was read', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(pure.size).toBeGreaterThan(10);
  });

  test('names no address of another origin', () => {
    expect(matches(ADDRESS, sources, (found) => NAMES_ONLY.test(found))).toEqual([]);
  });

  test('makes no code and no HTML from text', () => {
    expect(matches(CODE_FROM_TEXT, sources)).toEqual([]);
    expect(matches(HTML_FROM_TEXT, sources)).toEqual([]);
  });

  test('has its lists written out', () => {
    expect(matches(HIDDEN_LISTS, sources)).toEqual([]);
  });

  test('leaves nothing of its fields in the form memory of browsers', () => {
    // Chromium writes what fields hold into its session files, but for those without autocompletion
    // what a password manager fills in is nobody's log; ui/Field.svelte is off unless told such a word
    const known =
      /type="(checkbox|radio|range|file)"|autocomplete="(off|username|current-password|new-password|one-time-code|organization|name)"|\{autocomplete\}/;
    const typed = matches(FIELD, sources, (found) => known.test(found));
    expect(typed).toEqual([]);
  });

  test('keeps the clock, chance and the browser out of model and kernel', () => {
    expect(matches(IMPURE, pure)).toEqual([]);
  });
});

describe('these rules bite', () => {
  const in1 = (text: string): Map<string, string> => new Map([['x.ts', text]]);

  test.each([
    [ADDRESS, "fetch('https://cdn.example.com/x.js')"],
    [ADDRESS, "import('//cdn.example.com/x.js')"],
    [ADDRESS, 'const a = `wss://example.com`'],
    [ADDRESS, '.a { background: url(//example.com/a.png) }'],
    [CODE_FROM_TEXT, 'eval (code)'],
    [CODE_FROM_TEXT, "new Function('return 1')"],
    [CODE_FROM_TEXT, "setTimeout('go()', 1)"],
    [HTML_FROM_TEXT, '<p>{@html label}</p>'],
    [HTML_FROM_TEXT, 'node.innerHTML = label'],
    [HTML_FROM_TEXT, "node.insertAdjacentHTML('beforeend', label)"],
    [HIDDEN_LISTS, "import.meta.glob('./*.ts')"],
    [IMPURE, 'const now = new Date()'],
    [IMPURE, 'Math.random() < 0.5']
  ])('%s on %s', (pattern, text) => {
    expect(matches(pattern, in1(`const a = '/*';\n${text}`))).toHaveLength(1);
  });

  test.each([
    [ADDRESS, '// see https://example.com/paper'],
    [ADDRESS, '/* https://example.com */'],
    [ADDRESS, "const scheme = 'https:'"],
    [ADDRESS, 'const half = a //half the width.of it'],
    [HTML_FROM_TEXT, "if (node.innerHTML === '') return"],
    [IMPURE, 'const day = new Date(ms)'],
    [CODE_FROM_TEXT, 'setTimeout(go, 1)']
  ])('%s not on %s', (pattern, text) => {
    expect(matches(pattern, in1(text))).toEqual([]);
  });

  test('say the line', () => {
    expect(matches(CODE_FROM_TEXT, in1('/*\n*/\neval(1)'))).toEqual(['x.ts:3: eval(']);
  });
});
