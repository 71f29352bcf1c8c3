import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOf, leastZoom } from './canvas/fit';
import { Grid } from './canvas/declutter';
import { edgesAgree, variantsAgree } from '$lib/views/sql/second-opinion';
import { percentOf, shareFor, steppedShare } from './slider';
import { smallDrawing, smallMap, smallScene } from './small-map.fixture';
import { activityRows, edgeRows, sortedRows } from './table-rows';
import { heaviest, readingOrder, walked } from './walk';

const MAP = smallMap(
  ['a', 'b', 'c', 'd'],
  [
    [0, 1, 9],
    [1, 2, 6],
    [1, 1, 50],
    [1, 3, 2],
    [2, 1, 4]
  ]
);
const SCENE = smallScene(smallDrawing(MAP));

describe('sliders', () => {
  test('a step changes by exactly one item, whatever the share was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (all, pick) => {
        const shown = pick % (all + 1);
        // as the kernel counts: so many of all that the share is reached
        const kept = (share: number): number => Math.max(0, Math.ceil(share * all - 1e-9));
        expect(kept(steppedShare(shown, all, 1))).toBe(Math.min(all, shown + 1));
        expect(kept(steppedShare(shown, all, -1))).toBe(Math.max(0, shown - 1));
        expect(kept(shareFor(shown, all))).toBe(shown);
      })
    );
  });

  test('never goes below what must stay', () => {
    expect(steppedShare(1, 13, -1, 1)).toBeCloseTo(1 / 13);
  });

  test('shows an end of the range only when it is reached', () => {
    expect([percentOf(1), percentOf(0.999), percentOf(0.001), percentOf(0), percentOf(0.2)]).toEqual([100, 99, 1, 0, 20]);
  });
});

describe('walking', () => {
  test('follows the most frequent path, never a self-loop', () => {
    expect(walked(SCENE, 'a1', 'next')).toBe('a2');
    expect(walked(SCENE, 'a1', 'previous')).toBe('a0');
    expect(walked(SCENE, 'a3', 'next')).toBeUndefined();
    expect(heaviest(SCENE, 'a1', true)).toMatchObject({ target: 'a2' });
  });

  test('goes to the neighbours as they stand, and comes to each', () => {
    expect(readingOrder(SCENE)).toEqual(['a0', 'a1', 'a2', 'a3']);
    expect(walked(SCENE, 'a1', 'after')).toBe('a2');
    expect(walked(SCENE, 'a0', 'before')).toBeUndefined();
  });
});

describe('tables', () => {
  test('hold every number of what occurs', () => {
    const rows = activityRows(MAP.summary, MAP.frequency, MAP.times, MAP.rework);
    expect(rows[0]).toEqual({ key: 'a0', labels: ['a'], numbers: [10, 10, 2, 1, 0, 0, 3, 2, 10, 0] });
    expect(edgeRows(MAP.summary, MAP.frequency, MAP.times, MAP.rework)[0]!.numbers).toHaveLength(11);
    expect(edgeRows(MAP.summary, MAP.frequency, undefined, undefined)[0]!.numbers).toHaveLength(5);
  });

  test('sort both ways, what is missing last', () => {
    const rows = [3, NaN, 1, 2].map((value, i) => ({ key: String(i), labels: ['x'], numbers: [value] }));
    expect(sortedRows(rows, 1, true).map(({ key }) => key)).toEqual(['0', '3', '2', '1']);
    expect(sortedRows(rows, 1, false).map(({ key }) => key)).toEqual(['2', '3', '0', '1']);
  });
});

describe('the second opinion', () => {
  const columns = ['from', 'to', 'count', 'cases'];
  const rows = [
    ['a', 'b', 9, 9],
    ['b', 'c', 6, 6],
    ['b', 'b', 50, 50],
    ['b', 'd', 2, 2],
    ['c', 'b', 4, 4]
  ];

  test('counts every number that is equal', () => {
    expect(edgesAgree({ columns, rows }, MAP.summary, MAP.frequency, MAP.times)).toEqual({ all: 10, equal: 10 });
  });

  test('sees a wrong number, a missing row and a row too many', () => {
    const wrong = [['a', 'b', 8, 9], ...rows.slice(1, 4), ['z', 'z', 1, 1]];
    expect(edgesAgree({ columns, rows: wrong }, MAP.summary, MAP.frequency, MAP.times)).toEqual({ all: 12, equal: 7 });
  });

  test('compares variants in their order', () => {
    const list = {
      total: 1,
      cases: 3,
      rows: [{ variant: 0, rank: 1, cases: 3, sequence: [0], medianMs: 5, stepMs: new Float64Array() }]
    };
    const answer = (cases: number) => ({ columns: ['sequence', 'cases', 'median_ms'], rows: [['a', cases, 5]] });
    expect(variantsAgree(answer(3), list)).toEqual({ all: 2, equal: 2 });
    expect(variantsAgree(answer(4), list)).toEqual({ all: 2, equal: 1 });
  });
});

describe('the view', () => {
  const view = (zoom: number, pan: { x: number; y: number }): { left: number; right: number; top: number; bottom: number } => {
    const { left, top, width, height } = SCENE.bounds;
    return {
      left: left * zoom + pan.x,
      right: (left + width) * zoom + pan.x,
      top: top * zoom + pan.y,
      bottom: (top + height) * zoom + pan.y
    };
  };

  test('holds the whole map, at most slightly enlarged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 2000 }), fc.integer({ min: 120, max: 2000 }), (width, height) => {
        const { zoom, pan } = fitOf(SCENE, width, height, []);
        const shown = view(zoom, pan);
        expect(zoom).toBeLessThanOrEqual(1.2);
        expect(shown.left).toBeGreaterThanOrEqual(-1);
        expect(shown.right).toBeLessThanOrEqual(width + 1);
        expect(shown.top).toBeGreaterThanOrEqual(-1);
        expect(shown.bottom).toBeLessThanOrEqual(height + 1);
      })
    );
  });

  test('moves boxes out from under a panel', () => {
    const panel = { left: 300, top: 0, right: 600, bottom: 400 };
    const { zoom, pan } = fitOf(SCENE, 600, 400, [panel]);
    for (const { x, width } of SCENE.nodes.values()) expect((x + width / 2) * zoom + pan.x).toBeLessThanOrEqual(panel.left);
  });

  test('shows a map of few boxes whole and clear of panels at the top and in the corner, in small windows too', () => {
    const map = smallMap(
      Array.from({ length: 12 }, (_, a) => `activity ${a}`),
      Array.from({ length: 11 }, (_, e) => [e, e + 1, 9] as const)
    );
    const scene = smallScene(smallDrawing(map));
    for (const [width, height] of [
      [800, 560],
      [1024, 400],
      [1128, 560],
      [1600, 800]
    ] as const) {
      const panels = [
        { left: 12, top: 12, right: 440, bottom: 94 },
        { left: width - 400, top: 12, right: width - 12, bottom: 46 },
        { left: width - 196, top: height - 130, right: width - 12, bottom: height - 12 }
      ];
      const { zoom, pan } = fitOf(scene, width, height, panels, leastZoom(scene));
      for (const { x, y, width: w, height: h } of scene.nodes.values()) {
        const box = {
          left: (x - w / 2) * zoom + pan.x,
          right: (x + w / 2) * zoom + pan.x,
          top: (y - h / 2) * zoom + pan.y,
          bottom: (y + h / 2) * zoom + pan.y
        };
        expect(new Grid(panels).hits(box)).toBe(false);
        expect(Math.min(box.left, box.top, width - box.right, height - box.bottom)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('begins with the start where the whole would be too small to read', () => {
    const { zoom, pan } = fitOf(SCENE, 400, 60, [], 0.9);
    expect(zoom).toBe(0.9);
    expect(view(zoom, pan).top).toBeGreaterThanOrEqual(0);
  });
});

test('a grid of places sees any overlap', () => {
  const area = fc.record({
    x: fc.integer({ min: -200, max: 900 }),
    y: fc.integer({ min: -200, max: 900 }),
    w: fc.integer({ min: 1, max: 200 }),
    h: fc.integer({ min: 1, max: 40 })
  });
  fc.assert(
    fc.property(fc.array(area, { maxLength: 20 }), area, (placed, asked) => {
      const areas = placed.map(({ x, y, w, h }) => ({ left: x, top: y, right: x + w, bottom: y + h }));
      const one = { left: asked.x, top: asked.y, right: asked.x + asked.w, bottom: asked.y + asked.h };
      const isHit = areas.some(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
      );
      expect(new Grid(areas).hits(one)).toBe(isHit);
    })
  );
});
