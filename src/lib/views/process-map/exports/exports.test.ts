import { describe, expect, test } from 'vitest';
import { messages } from '$lib/i18n/messages';
import { PALETTE, smallDrawing, smallMap, smallScene } from '../small-map.fixture';
import { fileStem } from './download';
import { mapCsv } from './map-csv';
import { mapJson } from './map-json';
import { escaped, mapSvg } from './map-svg';

const WORDS = { title: 'Small', edgeLegend: 'Path', nodeLegend: 'Box', ringLegend: null, tick: () => '1d' };
const EVIL = ['<script>alert(1)</script>', '__proto__', '"&\'', '\u202Eevil\u0000', '=1+1', 'a"b,c'];

describe('map JSON', () => {
  test('has the shape others read', () => {
    const { summary, frequency, times, rework } = smallMap(['a', 'b'], [[0, 1, 4]], { hasStart: true });
    expect(mapJson(summary, frequency, times, rework)).toEqual({
      format: 'kiseki.map/1',
      cases: 10,
      events: 40,
      activities: [
        {
          label: 'a',
          count: 10,
          cases: 10,
          maxRepetition: 2,
          starts: 10,
          ends: 0,
          serviceMs: all(60_000, 600_000),
          reworkCases: 1,
          extra: 0,
          selfLoops: 3,
          loops: 2
        },
        {
          label: 'b',
          count: 4,
          cases: 4,
          maxRepetition: 2,
          starts: 0,
          ends: 10,
          serviceMs: all(120_000, 480_000),
          reworkCases: 1,
          extra: 0,
          selfLoops: 3,
          loops: 2
        }
      ],
      edges: [{ from: 'a', to: 'b', count: 4, cases: 4, maxRepetition: 1, transitionMs: all(3_600_000, 14_400_000), extra: 2 }],
      variants: 3
    });
  });

  test('leaves out what does not occur in the selection and has null where there is no time', () => {
    const { summary, frequency, times, rework } = smallMap(
      ['a', 'b', 'c'],
      [
        [0, 1, 4],
        [1, 2, 0]
      ]
    );
    const json = mapJson(summary, frequency, times, rework);
    expect(json.activities.map(({ label }) => label)).toEqual(['a', 'b']);
    expect(json.edges).toHaveLength(1);
    expect(json.activities.every(({ serviceMs }) => serviceMs === null)).toBe(true);
    expect(JSON.stringify(json)).not.toContain('NaN');
  });

  test('sorts edges by count, then by label in the order of code points', () => {
    // U+1F600 comes after U+FF5E by code point and before it by UTF-16 unit
    const labels = ['a', '\u{1F600}', '\uFF5E', '__proto__'];
    const { summary, frequency, times, rework } = smallMap(labels, [
      [0, 1, 2],
      [0, 2, 2],
      [0, 3, 5],
      [1, 0, 2]
    ]);
    const edges = mapJson(summary, frequency, times, rework).edges.map(({ from, to }) => [from, to]);
    expect(edges).toEqual([
      ['a', '__proto__'],
      ['a', '\uFF5E'],
      ['a', '\u{1F600}'],
      ['\u{1F600}', 'a']
    ]);
  });
});

function all(ms: number, sum: number) {
  return { mean: ms, median: ms, p90: ms, min: ms, max: ms, sum };
}

test('map CSV opens in a spreadsheet: mark, CRLF, guarded labels, plain numbers', () => {
  const { summary, frequency, times, rework } = smallMap(
    EVIL,
    EVIL.slice(1).map((_, i) => [i, i + 1, 3] as const)
  );
  const csv = mapCsv(mapJson(summary, frequency, times, rework), messages.en.map.csv);
  expect(csv.startsWith('\uFEFFkind,from,to,count,cases,max_repetition,starts,ends,mean_ms')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(csv).toContain("activity,'=1+1,");
  expect(csv).toContain('path,\'=1+1,"a""b,c",3,3,1,,,');
  expect(csv.split('\r\n')).toHaveLength(1 + 6 + 5 + 1);
});

describe('map SVG', () => {
  const svg = mapSvg(
    smallScene(
      smallDrawing(
        smallMap(
          EVIL,
          EVIL.slice(1).map((_, i) => [i, i + 1, 3] as const)
        )
      )
    ),
    PALETTE,
    WORDS
  );

  test('holds no markup of a label', () => {
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
    // every tag is one that the writer writes, every attribute quoted
    const tags = [...svg.matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]);
    expect(new Set(tags)).toEqual(new Set(['svg', 'title', 'rect', 'path', 'polygon', 'circle', 'text', 'g', 'tspan']));
    expect(svg).not.toMatch(/\son\w+=|href|style=/);
  });

  test('is well-formed: tags close in order, ampersands are entities, no character that XML forbids', () => {
    const open: string[] = [];
    for (const [, end, name, self] of svg.replace(/<\?.*?\?>/, '').matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!self) open.push(name!);
    }
    expect(open).toEqual([]);
    expect(svg.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    expect([...svg].every((letter) => letter >= ' ' || letter === '\n')).toBe(true);
  });

  test('shows hidden characters as marks and names its fonts', () => {
    expect(svg).toContain('⟨RLO⟩');
    expect(svg).not.toContain('\u202E');
    expect(svg).toContain('font-family="&quot;Noto Sans JP&quot;, sans-serif"');
  });

  test('draws each edge twice, a casing and its colour, with an arrowhead', () => {
    // 5 edges, start and end
    expect(svg.match(/<polygon /g)).toHaveLength(7);
    expect(svg.match(/<path [^>]*fill="none"/g)).toHaveLength(14);
  });
});

test('a ring in each box: the share of the cases, a check where all pass', () => {
  const map = smallMap(['a', 'b', 'c'], [[0, 1, 4]]);
  const scene = smallScene(smallDrawing(map, { hasRings: true }));
  const svg = mapSvg(scene, PALETTE, { ...WORDS, ringLegend: 'Ring: cases' });
  expect([...svg.matchAll(/data-share="([\d.]+)"/g)].map((found) => Number(found[1]))).toEqual([1, 0.4, 0.75]);
  expect(svg.match(/<polyline /g)).toHaveLength(1);
  expect(svg).toContain('Ring: cases');
});

test('text for XML replaces what XML cannot hold', () => {
  expect(escaped('a\u0000b\ud800c\uffff<')).toBe('a\ufffdb\ufffdc\ufffd&lt;');
});

test('a log name becomes a file name on every system', () => {
  expect(fileStem('a/b\\c:*?"<>|d\u202E')).toBe('a_b_c_d_');
  expect(fileStem('..')).toBe('log');
  expect(fileStem('受注 2026')).toBe('受注 2026');
  expect([...fileStem('長'.repeat(500))]).toHaveLength(80);
});
