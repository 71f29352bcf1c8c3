import type { AnalysisCatalogue, AnalysisName } from '$lib/model/analysis';
import type { CaseListing } from '$lib/model/cases';
import { EVERYTHING } from '$lib/model/selection';

const LISTING: CaseListing = {
  columns: [{ fact: 'duration' }, { fact: 'variant' }, { attribute: 'colour' }],
  order: { by: { fact: 'duration' }, descending: true },
  search: { text: 'c', column: null },
  pinned: ['c2']
};

/** Every analysis with parameters that a log with one edge has an answer to. */
export const ASKED = {
  'process-map': {},
  'map-times': {},
  'rework-map': {},
  'simplified-map': { activityShare: 1, pathShare: 0.5, hidden: [] },
  'case-figures': {},
  variants: { limit: 100 },
  'variant-window': { group: null, sort: 'cases', descending: true, search: '', offset: 0, limit: 10, steps: 40 },
  'variant-details': { group: null, variants: [0] },
  'variant-alignment': { group: null, first: 0, second: 0 },
  'variant-csv': { group: 'colour', sort: 'name', descending: false, search: '' },
  'edge-histogram': { edge: 0, bins: 5 },
  'node-histogram': { activity: 0, bins: 5 },
  'case-counts': { selections: [EVERYTHING] },
  'attribute-values': { column: 'colour', search: '', limit: 10 },
  'case-window': { listing: LISTING, offset: 1, limit: 3, locate: 'c1' },
  'case-events': { caseId: 'c0', offset: 0, limit: 100 },
  'case-list-text': { listing: LISTING, only: null, format: 'csv' },
  'case-events-text': { caseId: 'c0', format: 'tsv' },
  overview: {},
  'time-series': { unit: 'auto' },
  'case-histogram': { metric: 'duration', bins: 10, scale: 'linear' },
  'case-brush': { metric: 'events', min: 1, max: 4 },
  'activity-statistics': {},
  'resource-statistics': { column: 'colour', search: '', order: 'events', descending: true, offset: 0, limit: 10 },
  'attribute-statistics': { columns: null, top: 5, bins: 10 },
  'dotted-chart': {
    x: 'time',
    rows: 'start',
    rowColumn: null,
    colourColumn: null,
    colours: 6,
    width: 100,
    height: 50,
    maxPoints: 1000
  },
  'calendar-heatmap': { of: 'events', activity: null },
  'performance-spectrum': { edge: 0, maxLines: 100, bins: 10 },
  'activity-relations': { activity: 0 },
  'eventually-follows': { limit: 10 },
  'case-tokens': { most: 3, clock: 'relative' },
  'activity-attribute': { activity: 0, column: 'colour', limit: 5 },
  'edge-attribute': { edge: 0, column: 'colour', limit: 5 }
} satisfies { [N in AnalysisName]: AnalysisCatalogue[N]['params'] };
