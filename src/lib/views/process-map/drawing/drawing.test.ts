import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrowOf, lineOf, pointsOf } from './geometry';
import { smallDrawing, smallMap } from '../small-map.fixture';
import { fitted, visibleLabel } from './label-text';
import { countScale, stepOf, STEPS, timeScale } from './scales';
import { tickOf } from './ticks';

const ORDER = smallMap(
  ['receive', 'check', 'ship'],
  [
    [0, 1, 900],
    [1, 2, 100],
    [1, 1, 7]
  ]
);

describe('a drawing', () => {
  test('joins start and end with counts, and asks for a layout with both named', () => {
    const { nodes, edges, request } = smallDrawing(ORDER);
    expect(nodes.map(({ key }) => key)).toEqual(['start', 'a0', 'a1', 'a2', 'end']);
    expect(edges.map(({ key }) => key)).toEqual(['e0', 'e1', 'e2', 's0', 't2']);
    expect([request.start, request.end]).toEqual([0, 4]);
    expect(request.edges[2]).toMatchObject({ from: 2, to: 2 });
  });

  test('writes how many, then how long, for a time; one number for a count', () => {
    expect(smallDrawing(ORDER).edges[0]).toMatchObject({ many: '900', long: '1 h' });
    expect(smallDrawing(ORDER, { edgeMetric: 'cases' }).edges[0]).toMatchObject({ many: '900', long: '' });
  });

  test('ranks the paths that take most time in all', () => {
    expect(
      smallDrawing(ORDER)
        .edges.slice(0, 3)
        .map(({ rank }) => rank)
    ).toEqual([1, 2, 3]);
  });

  test('is drawn before the times are there: thin air instead of a number', () => {
    const drawing = smallDrawing({ ...ORDER }, { times: undefined });
    expect(drawing.edges[0]).toMatchObject({ many: '900', long: '', rank: 0, step: 1 });
  });

  test('asks for the same picture whatever metric is chosen', () => {
    const boxes = (nodeMetric: 'total' | 'rework'): unknown => smallDrawing(ORDER, { nodeMetric }).request.nodes;
    expect(boxes('rework')).toEqual(boxes('total'));
  });

  test('is empty for an empty selection', () => {
    const none = { ...ORDER.simplified, nodes: new Uint32Array(), edges: new Uint32Array() };
    expect(smallDrawing(ORDER, { simplified: none })).toMatchObject({
      nodes: [],
      edges: [],
      request: { start: null, end: null }
    });
  });

  test('makes wider lines for more cases', () => {
    const [many, few] = smallDrawing(ORDER).edges;
    expect(many!.width).toBeGreaterThan(few!.width);
  });
});

describe('scales', () => {
  test('rise strictly, put the largest count into the last step and the least into the first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 40 }), (counts) => {
        const scale = countScale(counts);
        expect([...scale.thresholds].sort((a, b) => a - b)).toEqual(scale.thresholds);
        expect(new Set(scale.thresholds).size).toBe(5);
        expect(stepOf(scale, Math.max(...counts))).toBe(STEPS);
        if (Math.max(...counts) > STEPS) expect(stepOf(scale, 0)).toBe(1);
      })
    );
  });

  test('of durations rise strictly and stand at durations that people say', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e11, noNaN: true }), { minLength: 1, maxLength: 60 }), (ms) => {
        const { thresholds } = timeScale(
          ms,
          ms.map(() => 1)
        );
        for (let i = 1; i < thresholds.length; i++) expect(thresholds[i]!).toBeGreaterThan(thresholds[i - 1]!);
        expect(thresholds).toHaveLength(5);
      })
    );
  });

  test('have no step for what is not there', () => {
    expect(timeScale([NaN], [1]).thresholds).toEqual([]);
  });

  test('are written short', () => {
    expect(tickOf({ kind: 'count', thresholds: [] }, 1200, 'en')).toBe('1.2k');
    expect(tickOf({ kind: 'time', thresholds: [] }, 2 * 3_600_000, 'en')).toBe('2h');
    expect(tickOf({ kind: 'time', thresholds: [] }, 7 * 86_400_000, 'ja')).toBe('7日');
  });
});

describe('labels', () => {
  const measure = (text: string): number => [...text].length;

  test('show what would hide or turn text', () => {
    expect(visibleLabel('a\u202Eb\u0000\n\ud800')).toBe('a⟨RLO⟩b␀⏎\ufffd');
    expect(visibleLabel('   ')).toBe('␣');
    expect(visibleLabel('😀与信')).toBe('😀与信');
  });

  test('of ten kilobytes are cut before they are measured', () => {
    expect(visibleLabel('x'.repeat(10_000)).length).toBeLessThan(300);
  });

  test('fit their width, or are the ellipsis alone, and never split a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const shown = fitted(text, width, measure);
        expect(measure(shown)).toBeLessThanOrEqual(width);
        if (measure(text) <= width) expect(shown).toBe(text);
        expect(shown).not.toMatch(/[\ud800-\udfff](?![\udc00-\udfff])/u);
      })
    );
  });
});

describe('a line', () => {
  const a = { x: 10, y: 20, width: 100, height: 30 };
  const b = { x: 210, y: 160, width: 100, height: 30 };
  const points = Float64Array.of(30, 35, 60, 90, 150, 60, 190, 145);

  test('comes back as it was while its boxes stand', () => {
    const back = pointsOf(lineOf(points, { x: 0, y: 0 }, a, b), a, b, false);
    back.forEach((value, i) => expect(value).toBeCloseTo(points[i]!, 6));
  });

  test('follows both boxes when both move alike', () => {
    const [to, too] = [
      { ...a, x: a.x + 50, y: a.y - 7 },
      { ...b, x: b.x + 50, y: b.y - 7 }
    ];
    const moved = pointsOf(lineOf(points, { x: 0, y: 0 }, a, b), to, too, false);
    moved.forEach((value, i) => expect(value).toBeCloseTo(points[i]! + (i % 2 === 0 ? 50 : -7), 6));
  });

  test('ends on the border of a box that was moved', () => {
    const to = { ...b, x: -300, y: 40 };
    const moved = pointsOf(lineOf(points, { x: 0, y: 0 }, a, b), a, to, true);
    const [dx, dy] = [Math.abs(moved.at(-2)! - to.x), Math.abs(moved.at(-1)! - to.y)];
    expect(Math.max(dx / 50, dy / 15)).toBeCloseTo(1, 6);
  });

  test('has its arrowhead at its end, pointing along it', () => {
    const { tip, base } = arrowOf(Float64Array.of(0, 0, 0, 50, 0, 100), 4);
    expect(tip).toEqual({ x: 0, y: 100 });
    expect(base.x).toBeCloseTo(0);
    expect(base.y).toBeLessThan(100);
  });
});
