import { expect, test } from 'vitest';
import type { LogSummary } from '$lib/model/analysis';
import { casesViewFrom } from './cases-view-json';
import { columnKey, FIRST_CASES, fittingCases, type CasesView } from './cases-view';

const summary = { columns: [{ name: 'region' }] } as unknown as LogSummary;

test('columns, order and search of attributes that the log lacks are left out', () => {
  const view: CasesView = {
    ...FIRST_CASES,
    columns: [{ fact: 'events' }, { attribute: 'region' }, { attribute: 'gone' }],
    order: { by: { attribute: 'gone' }, descending: false },
    search: { text: 'x', column: 'gone' },
    pinned: ['1'],
    opened: '2'
  };
  expect(fittingCases(view, summary)).toEqual({
    ...view,
    columns: [{ fact: 'events' }, { attribute: 'region' }],
    order: FIRST_CASES.order,
    search: { text: 'x', column: null }
  });
  const kept: CasesView = {
    ...view,
    columns: [],
    order: { by: { attribute: 'region' }, descending: false },
    search: { text: 'x', column: 'region' }
  };
  expect(fittingCases(kept, summary)).toEqual(kept);
});

test('a fact and an attribute of the same name have keys of their own', () => {
  expect(columnKey({ fact: 'cost' })).not.toBe(columnKey({ attribute: 'cost' }));
});

test('of unknown origin it is read as it was written, or refused', () => {
  const view: CasesView = { ...FIRST_CASES, columns: [{ attribute: 'a' }, { fact: 'cost' }], pinned: ['x'], opened: '' };
  expect(casesViewFrom(JSON.parse(JSON.stringify(view)), 'cases')).toEqual(view);
  expect(() => casesViewFrom({ ...view, columns: [{ fact: 'none' }] }, 'cases')).toThrow('bad-analysis');
  expect(() => casesViewFrom({ ...view, columns: [{}] }, 'cases')).toThrow('bad-analysis');
  expect(() => casesViewFrom({ ...view, timeAxis: 'log' }, 'cases')).toThrow('bad-analysis');
});
