import { expect, test } from 'vitest';
import type { LogSummary } from '$lib/model/analysis';
import { casesViewFrom } from './cases-view-json';
import { columnKey, FIRST_CASES, firstCases, fittingCases, type CasesView } from './cases-view';

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

test('a few attributes are shown at first, those of cases before those of events', () => {
  const of = (name: string, scope: 'case' | 'event', distinct = 5, role = 'attribute') => ({ name, scope, distinct, role });
  const columns = [
    of('e1', 'event'),
    of('one', 'case', 1),
    of('who', 'event', 9, 'resource'),
    of('c1', 'case'),
    of('e2', 'event'),
    of('e3', 'event')
  ];
  const first = firstCases({ columns } as unknown as LogSummary);
  expect(first.columns.slice(FIRST_CASES.columns.length)).toEqual([
    { attribute: 'c1' },
    { attribute: 'e1' },
    { attribute: 'e2' }
  ]);
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
