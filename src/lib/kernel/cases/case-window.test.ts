import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textAt } from '$lib/model/dictionary';
import type { AttributeCell, CaseListing } from '$lib/model/cases';
import { arbitraryMask, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, inputOf, logOf, MINUTE_MS } from '../testing/log-of';
import { variantList } from '../variants/variant-list';
import { caseWindow } from './case-window';

const LISTING: CaseListing = {
  columns: [],
  order: { by: { fact: 'case' }, descending: false },
  search: { text: '', column: null },
  pinned: []
};

const ORDERS = [
  { by: { fact: 'case' }, descending: true },
  { by: { fact: 'duration' }, descending: true },
  { by: { fact: 'start' }, descending: false },
  { by: { fact: 'events' }, descending: true },
  { by: { fact: 'variant' }, descending: false },
  { by: { attribute: 'colour' }, descending: false },
  { by: { attribute: 'colour' }, descending: true }
] as const;

type Small = ReturnType<typeof derivedFrom>;
const listInput = (small: Small, keep: Uint8Array | null) => ({ ...inputOf(small), keep });

/** Every case as plain values, the naive way. */
function plainCases(small: Small, keep: Uint8Array | null) {
  const ranks = new Map(variantList(small.log, 1000, keep).rows.map((row) => [JSON.stringify(row.sequence), row.rank]));
  return casesOf(small).map((events, c) => {
    const starts = events.map(({ startMs, timeMs }) => (Number.isNaN(startMs) ? timeMs : startMs));
    const colours = events.map(({ colour }) => (colour === 0 ? null : textAt(small.table.columns[4]!.dictionary, colour)));
    const start = Math.min(...starts);
    const end = Math.max(...events.map(({ timeMs }) => timeMs));
    return {
      c,
      case: textAt(small.log.caseIds, c),
      variant: ranks.get(JSON.stringify(events.map(({ activity }) => activity))) ?? 0,
      start,
      end,
      duration: end - start,
      events: events.length,
      colour: colours[0]!,
      colours: [...new Set(colours.filter((colour) => colour !== null && colour !== colours[0]))]
    };
  });
}

test('rows, their order and their places are those of a plain sort', () => {
  fc.assert(
    fc.property(
      arbitraryRows,
      arbitraryMask,
      fc.constantFrom(...ORDERS),
      fc.nat(8),
      fc.nat(8),
      (rows, mask, order, offset, limit) => {
        const small = derivedFrom(rows);
        const keep = mask(small.log.caseStart.length - 1);
        const key = 'fact' in order.by ? order.by.fact : 'colour';
        const expected = plainCases(small, keep)
          .filter(({ c }) => keep?.[c] !== 0)
          .sort((a, b) => {
            const [x, y] = [a[key], b[key]];
            if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0) || a.c - b.c;
            const way = x < y ? -1 : x > y ? 1 : 0;
            return (order.descending ? -way : way) || a.c - b.c;
          });
        const listing: CaseListing = {
          ...LISTING,
          columns: [
            { fact: 'variant' },
            { fact: 'start' },
            { fact: 'end' },
            { fact: 'duration' },
            { fact: 'events' },
            { attribute: 'colour' }
          ],
          order
        };
        const located = expected[offset]?.case ?? null;
        const window = caseWindow(listInput(small, keep), listing, offset, limit, located);
        expect(window.total).toBe(expected.length);
        expect(window.rows).toEqual(
          expected.slice(offset, offset + limit).map((row) => ({
            caseNo: row.c,
            caseId: row.case,
            cells: [row.variant, row.start, row.end, row.duration, row.events, { value: row.colour, others: row.colours.length }]
          }))
        );
        expect(window.located).toEqual(
          located === null
            ? null
            : {
                caseId: located,
                index: offset,
                previousId: expected[offset - 1]?.case ?? null,
                nextId: expected[offset + 1]?.case ?? null
              }
        );
      }
    )
  );
});

describe('search', () => {
  const small = derivedFrom(
    ['PO-10', 'po-9', 'ＰＯ－１１', '発注２', 'İstanbul', 'x'].map((id, i) => ({
      case: id,
      activity: 'a',
      at: i,
      colour: i === 5 ? 'Dark RED' : null
    }))
  );
  const found = (text: string, column: string | null = null) =>
    caseWindow(listInput(small, null), { ...LISTING, search: { text, column } }, 0, 10, null).rows.map(({ caseId }) => caseId);

  test('takes letters of any case and width', () => {
    expect(found('po-')).toEqual(['PO-10', 'po-9', 'ＰＯ－１１']);
    expect(found('Ｐｏ')).toEqual(['PO-10', 'po-9', 'ＰＯ－１１']);
    expect(found('1')).toEqual(['PO-10', 'ＰＯ－１１']);
    expect(found('注2')).toEqual(['発注２']);
    expect(found('stan')).toEqual(['İstanbul']);
    expect(found(' x ')).toEqual(['x']);
    expect(found('nowhere')).toEqual([]);
    expect(found('')).toHaveLength(6);
  });

  test('looks into a column, the missing value never fits', () => {
    expect(found('red', 'colour')).toEqual(['x']);
    expect(found('e', 'lifecycle:transition')).toEqual([]);
    expect(() => found('e', 'none')).toThrow('unknown-column');
  });
});

test('pinned cases stand first, in their order, found by the search or not; those not selected are left out', () => {
  const small = logOf('a', 'ab', 'abc', 'abcd', 'b');
  const listing: CaseListing = { ...LISTING, search: { text: '3', column: null }, pinned: ['c2', 'c0', 'c4', 'nobody', 'c2'] };
  const keep = Uint8Array.of(1, 1, 1, 1, 0);
  const window = caseWindow(listInput(small, keep), listing, 0, 10, 'c0');
  expect(window).toMatchObject({ total: 3, pinned: 2 });
  expect(window.rows.map(({ caseId }) => caseId)).toEqual(['c2', 'c0', 'c3']);
  expect(window.located).toEqual({ caseId: 'c0', index: 1, previousId: 'c2', nextId: 'c3' });
  expect(caseWindow(listInput(small, keep), listing, 0, 10, 'c4').located).toBeNull();
});

test('numbers and times go by size, what is no number stands last', () => {
  const small = derivedFrom(['9', '-2', '10.5', null, 'x'].map((colour, i) => ({ case: `c${i}`, activity: 'a', at: i, colour })));
  const table = {
    ...small.table,
    columns: small.table.columns.map((column) => (column.name === 'colour' ? { ...column, type: 'number' as const } : column))
  };
  const listing: CaseListing = { ...LISTING, columns: [{ attribute: 'colour' }] };
  const values = (descending: boolean) =>
    caseWindow(
      listInput({ ...small, table }, null),
      { ...listing, order: { by: { attribute: 'colour' }, descending } },
      0,
      9,
      null
    ).rows.map(({ cells }) => (cells[0] as AttributeCell).value);
  expect(values(false)).toEqual(['-2', '9', '10.5', null, 'x']);
  expect(values(true)).toEqual(['10.5', '9', '-2', null, 'x']);
});

test('a log without cases has an empty list', () => {
  expect(caseWindow(listInput(logOf(), null), LISTING, 0, 10, 'x')).toEqual({
    total: 0,
    pinned: 0,
    offset: 0,
    rows: [],
    located: null
  });
});

test('a period goes from the first start to the last complete', () => {
  const small = derivedFrom([
    { case: 'x', activity: 'a', at: 5, start: 3 },
    { case: 'x', activity: 'b', at: 6, start: 1 }
  ]);
  const [row] = caseWindow(listInput(small, null), { ...LISTING, columns: [{ fact: 'duration' }] }, 0, 1, null).rows;
  expect(row!.cells).toEqual([5 * MINUTE_MS]);
});
