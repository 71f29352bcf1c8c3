import type { AnalysisName, AnalysisParams } from '$lib/model/analysis';
import type { CaseColumn, CaseListing } from '$lib/model/cases';
import { named, ofMetric, type Need } from '../store/needs';

type NeedsOf<N extends AnalysisName> = (params: AnalysisParams<N>) => readonly Need[];

/** The core is enough. */
const none = (): readonly Need[] => [];
const times = (): readonly Need[] => ['events'];

/**
 * What each analysis reads of a log besides its core; what its selection reads comes on top. Those of a map's first drawing read nothing
 * else, so that a kept log shows its map before its attributes are read. A new analysis fails the type check until it says what it reads.
 */
const ANALYSIS_NEEDS: { readonly [N in AnalysisName]: NeedsOf<N> } = {
  'process-map': none,
  'map-times': times,
  'rework-map': none,
  'simplified-map': none,
  // those of all cases lie in the core, others ask for the times themselves
  'case-figures': none,
  variants: times,
  'variant-window': ({ group }) => ['events', ...named(group)],
  'variant-details': ({ group }) => ['events', ...named(group)],
  'variant-alignment': ({ group }) => ['events', ...named(group)],
  'variant-csv': ({ group }) => ['events', ...named(group)],
  'edge-histogram': times,
  'node-histogram': times,
  // each of its selections says what it reads when it is counted
  'case-counts': none,
  'attribute-values': ({ column }) => named(column),
  'case-window': ({ listing }) => ofListing(listing),
  'case-events': () => ['events', 'columns'],
  'case-list-text': ({ listing }) => ofListing(listing),
  'case-events-text': () => ['events', 'columns'],
  overview: times,
  'time-series': times,
  'case-histogram': ({ metric }) => ['events', ...ofMetric(metric)],
  'case-brush': ({ metric }) => ['events', ...ofMetric(metric)],
  'activity-statistics': () => ['events', { role: 'resource' }],
  'resource-statistics': ({ column }) => ['events', ...named(column)],
  // by number, so that of several columns of one name each is there
  'attribute-statistics': () => ['events', 'columns'],
  'dotted-chart': ({ rowColumn, colourColumn }) => ['events', 'rows', ...named(rowColumn), ...named(colourColumn)],
  'calendar-heatmap': times,
  'performance-spectrum': times,
  'activity-relations': times,
  'eventually-follows': times,
  'case-tokens': times,
  'activity-attribute': ({ column }) => ['events', ...named(column)],
  'edge-attribute': ({ column }) => ['events', ...named(column)]
};

/** What an analysis reads of a log besides its core and what its selection reads. */
export function needsOfAnalysis<N extends AnalysisName>(name: N, params: AnalysisParams<N>): readonly Need[] {
  return ANALYSIS_NEEDS[name](params);
}

function ofListing({ columns, order, search }: CaseListing): readonly Need[] {
  return ['events', 'rows', ...columns.flatMap(ofColumn), ...ofColumn(order.by), ...named(search.column)];
}

function ofColumn(column: CaseColumn): readonly Need[] {
  return 'fact' in column ? ofMetric(column.fact) : named(column.attribute);
}
