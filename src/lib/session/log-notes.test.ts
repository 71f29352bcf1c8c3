import { describe, expect, test } from 'vitest';
import type { Finding } from './findings.svelte';
import { FILTERS, FINDINGS, isSharedNote, notesOf, readNotes, taken, withNames, type Noted } from './log-notes';
import type { SavedFilters } from './saved-filters.svelte';
import { FIRST_VIEW, type ViewState } from './view-state';

const OWN = ['a', 'b', 'c', '__proto__'];
const view: ViewState = {
  ...FIRST_VIEW,
  selection: {
    names: [{ from: 'a', to: 'A' }],
    clauses: [{ id: '1', negated: false, muted: false, kind: 'activity', activities: ['A'] }]
  },
  variants: { ...FIRST_VIEW.variants, names: [{ group: null, sequence: ['A', 'b'], name: 'short' }] }
};
const finding = (id: string, pinnedUtcMs: number): Finding => ({
  id,
  title: `<b>${id}</b>`,
  note: '気づき',
  pinnedUtcMs,
  path: '/map',
  view,
  figures: { cases: 3, events: 9, medianMs: null }
});
const saved: SavedFilters = { id: 'f1', name: '月次', columns: ['case'], selection: { clauses: [] } };
const noted: Noted = {
  view,
  findings: [finding('x', 1), finding('y', 2)],
  filters: [saved],
  sql: { draft: 'SELECT 1', past: [{ sql: 'SELECT 2', rows: null }] },
  source: { files: ['a.csv'], sample: null },
  isReportClosed: true
};
const stored = (what: Noted = noted): Record<string, string> => Object.fromEntries(notesOf(what));

describe('notes of a log', () => {
  test('what is noted is read again, and gives the same notes', () => {
    const read = readNotes(stored(), OWN);
    expect(read).toEqual({ ...noted, unread: [] });
    const again = { ...noted, ...read, view: read.view!, sql: read.sql!, source: read.source! };
    expect(stored(again)).toEqual(stored());
  });

  test('nothing noted is nothing, and no error', () => {
    expect(readNotes({}, OWN)).toEqual({
      view: undefined,
      findings: [],
      filters: [],
      sql: undefined,
      source: undefined,
      isReportClosed: false,
      unread: []
    });
  });

  test('what cannot be read is named and left out, the rest is there', () => {
    const broken = { ...stored(), view: '{"selection":', 'finding:x': '{"id":"x"}', 'dashboard:1': '{}' };
    const read = readNotes(broken, OWN);
    expect(read.unread.toSorted()).toEqual(['dashboard:1', 'finding:x', 'view']);
    expect(read.view).toBeUndefined();
    expect(read.findings.map(({ id }) => id)).toEqual(['y']);
  });

  test('names that another tab gave after the view was noted count', () => {
    const notes = { ...stored(), 'name:b': '"B"', 'name:__proto__': '"P"' };
    const { selection, variants } = readNotes(notes, OWN).view!;
    expect(selection.names).toEqual([
      { from: 'a', to: 'A' },
      { from: 'b', to: 'B' },
      { from: '__proto__', to: 'P' }
    ]);
    expect(variants.names).toEqual([{ group: null, sequence: ['A', 'B'], name: 'short' }]);
  });

  test('findings, filters and names are the log’s, the view is the tab’s', () => {
    const shared = [...notesOf(noted).keys()].filter(isSharedNote);
    expect(shared).toEqual(['finding:x', 'finding:y', 'filter:f1', 'name:a', expect.stringMatching(/^variant:/)]);
  });
});

describe('what another tab changed', () => {
  test('is put where it was, or at the end, or removed', () => {
    const changes = {
      'finding:x': JSON.stringify({ ...finding('x', 1), title: 'theirs' }),
      'finding:y': null,
      'finding:z': JSON.stringify(finding('z', 3)),
      'filter:f1': null,
      'finding:broken': '{'
    };
    const all = taken(noted.findings, changes, FINDINGS);
    expect(all.map(({ id, title }) => [id, title])).toEqual([
      ['x', 'theirs'],
      ['z', '<b>z</b>']
    ]);
    expect(taken(noted.filters, changes, FILTERS)).toEqual([]);
    expect(taken(noted.filters, {}, FILTERS)).toBe(noted.filters);
  });

  test('of names goes through the whole view, and back', () => {
    const renamed = withNames(view, { 'name:a': '"Alpha"', 'variant:{"group":null,"sequence":["Alpha","b"]}': '"new"' }, OWN);
    expect(renamed.selection.names).toEqual([{ from: 'a', to: 'Alpha' }]);
    expect(renamed.selection.clauses[0]).toMatchObject({ activities: ['Alpha'] });
    expect(renamed.variants.names).toEqual([{ group: null, sequence: ['Alpha', 'b'], name: 'new' }]);
    const own = withNames(renamed, { 'name:a': null, 'variant:{"group":null,"sequence":["a","b"]}': null }, OWN);
    expect(own.selection.names).toBeUndefined();
    expect(own.variants.names).toEqual([]);
    expect(withNames(view, { 'finding:x': null }, OWN)).toBe(view);
  });
});
