import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnalysis, analysisText, type AnalysisFile } from './analysis-file';
import { fragmentOf, isFragment, readFragment } from './analysis-link';
import { FIRST_VIEW } from './view-state';

const ANALYSIS: AnalysisFile = {
  savedUtcMs: 1,
  log: {
    name: 'ログ <b>',
    hash: 'a'.repeat(64),
    cases: 3,
    events: 9,
    columns: ['case', 'activity', '__proto__'],
    caseColumns: ['case'],
    activityColumns: ['activity'],
    lifecycleMode: 'every-row',
    source: { files: ['log.csv'], sample: null }
  },
  path: '/map',
  view: {
    ...FIRST_VIEW,
    selection: { clauses: [{ id: '1', kind: 'activity', activities: ['確認', '</script>'], negated: false, muted: true }] }
  },
  findings: [
    {
      id: 'x',
      title: 't',
      note: '𝄞 note',
      pinnedUtcMs: 2,
      path: '/cases',
      view: FIRST_VIEW,
      figures: { cases: 1, events: 2, medianMs: null }
    }
  ]
};

test('a link and a file bring back what went in', async () => {
  const fragment = await fragmentOf(ANALYSIS);
  expect(isFragment(fragment)).toBe(true);
  expect(fragment).toMatch(/^#k1=[\w-]+$/);
  expect(await readFragment(fragment)).toEqual(ANALYSIS);
  expect(readAnalysis(analysisText(ANALYSIS))).toEqual(ANALYSIS);
});

test('another version is named, anything else refused', () => {
  const text = (part: object): string => JSON.stringify({ ...(JSON.parse(analysisText(ANALYSIS)) as object), ...part });
  const code = (source: string): string => {
    try {
      readAnalysis(source);
      return 'taken';
    } catch (why) {
      return (why as { code: string }).code;
    }
  };
  expect(code(text({ version: 2 }))).toBe('analysis-version');
  expect(code(text({ format: 'x' }))).toBe('bad-analysis');
  expect(code(text({ path: 'https://elsewhere.example/' }))).toBe('bad-analysis');
  expect(code(text({ path: '//elsewhere' }))).toBe('bad-analysis');
  expect(
    code(text({ log: { ...ANALYSIS.log, source: { files: [], sample: { url: '//x/y.csv.gz', name: '', timeZone: '' } } } }))
  ).toBe('bad-analysis');
  expect(code('')).toBe('bad-analysis');
  expect(code(text({ extra: 1 }))).toBe('taken');
});

test('a fragment that is cut, changed or blown up is refused', async () => {
  const fragment = await fragmentOf(ANALYSIS);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: fragment.length - 1 }),
      fc.constantFrom('A', 'z', '_', '%'),
      async (at, letter) => {
        const changed = [fragment.slice(0, at), fragment.slice(0, at) + letter + fragment.slice(at + 1)];
        for (const hash of changed.filter((one) => one !== fragment)) {
          await readFragment(hash).then(
            // a change of the last bits of a letter may mean the same bytes
            (read) => expect(read).toEqual(ANALYSIS),
            (why: unknown) => expect(why).toMatchObject({ name: 'MiningError' })
          );
        }
      }
    ),
    { numRuns: 60 }
  );
  const zeros = new Blob([new Uint8Array(17 << 20)]).stream().pipeThrough(new CompressionStream('deflate'));
  const bomb = Buffer.from(await new Response(zeros).arrayBuffer()).toString('base64url');
  await expect(readFragment(`#k1=${bomb}`)).rejects.toMatchObject({ code: 'bad-analysis' });
});
