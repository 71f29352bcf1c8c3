import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOTTED_ROWS, DOTTED_X, type DottedPoints, type DottedRaster } from '$lib/model/timing';
import { arbitraryMask, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { dottedChart } from './dotted-chart';

const PARAMS = { x: 'time', rows: 'start', colours: 2, width: 10, height: 10, maxPoints: 1000 } as const;

test('a dot an event: rows by start, the most frequent activities in colours of their own', () => {
  const { log } = logOf('abc', 'aab');
  const chart = dottedChart(log, null, null, PARAMS);
  expect(chart).toMatchObject({ events: 6, rows: 2, xFrom: 0, xTo: 1002 * MINUTE_MS, legend: ['a', 'b'], rowLabels: null });
  expect([...chart.legendEvents]).toEqual([3, 2, 1]);
  const { row, colour, caseNo, activity } = chart.drawing as DottedPoints;
  expect([...row]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...colour]).toEqual([0, 1, 2, 0, 0, 1]);
  expect([...caseNo]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...activity]).toEqual([0, 1, 2, 0, 0, 1]);
});

test('rows are cases by duration, or values of a column by their first event, with their labels', () => {
  const { log, table } = derivedFrom([
    { case: '1', activity: 'a', at: 5, colour: 'red' },
    { case: '1', activity: 'a', at: 9, colour: null },
    { case: '2', activity: 'a', at: 1, colour: 'blue' }
  ]);
  const byDuration = dottedChart(log, null, null, { ...PARAMS, rows: 'duration' });
  expect([...(byDuration.drawing as DottedPoints).row]).toEqual([1, 1, 0]);
  const byColour = dottedChart(log, table.columns[4]!, table.columns[4]!, { ...PARAMS, rows: 'column' });
  expect(byColour).toMatchObject({ rows: 3, rowLabels: ['blue', 'red', null] });
  expect([...(byColour.drawing as DottedPoints).row]).toEqual([1, 2, 0]);
  expect(byColour.legend).toEqual([null, 'red']);
});

test('the raster counts what the points are, whatever the axes', () => {
  fc.assert(
    fc.property(
      arbitraryRows,
      arbitraryMask,
      fc.constantFrom(...DOTTED_X),
      fc.constantFrom(...DOTTED_ROWS),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, maskOf, x, order, width, height) => {
        const derived = derivedFrom(rows);
        const { log, table } = derived;
        const keep = maskOf(log.caseStart.length - 1);
        const column = order === 'column' ? table.columns[4]! : null;
        const params = { x, rows: order, colours: 2, width, height };
        const chart = dottedChart(log, column, null, { ...params, maxPoints: Infinity }, keep);
        const points = chart.drawing as DottedPoints;
        const chosen = casesOf(derived).flatMap((events, c) =>
          keep === null || keep[c] === 1 ? events.map((event) => ({ event, c })) : []
        );
        expect(chart.events).toBe(chosen.length);
        expect([...points.caseNo]).toEqual(chosen.map(({ c }) => c));
        if (x === 'time') expect([...points.x]).toEqual(chosen.map(({ event }) => event.timeMs));
        expect(new Set(points.row).size).toBe(chart.rows);
        for (const at of points.x) expect(at >= chart.xFrom && at <= chart.xTo).toBe(true);

        const raster = dottedChart(log, column, null, { ...params, maxPoints: -1 }, keep).drawing as DottedRaster;
        const cells = new Map<number, number[]>();
        points.x.forEach((at, i) => {
          const span = chart.xTo - chart.xFrom;
          const across = span > 0 ? Math.min(raster.width - 1, Math.floor((at - chart.xFrom) * (raster.width / span))) : 0;
          const down = Math.min(raster.height - 1, Math.floor(points.row[i]! * (raster.height / chart.rows)));
          const cell = down * raster.width + across;
          cells.set(cell, [...(cells.get(cell) ?? []), points.colour[i]!]);
        });
        raster.count.forEach((count, cell) => {
          const colours = cells.get(cell) ?? [];
          expect(count).toBe(colours.length);
          const times = (k: number) => colours.filter((colour) => colour === k).length;
          const most = Math.max(...[0, 1, 2].map(times));
          expect(raster.colour[cell]).toBe(count === 0 ? 255 : [0, 1, 2].find((k) => times(k) === most));
        });
        expect(raster.maxCount).toBe(Math.max(0, ...raster.count));
      }
    ),
    { numRuns: 150 }
  );
});

test('nothing selected is an empty chart', () => {
  const { log } = logOf('ab');
  expect(dottedChart(log, null, null, PARAMS, Uint8Array.of(0))).toMatchObject({ events: 0, rows: 0, xFrom: NaN, legend: [] });
});
