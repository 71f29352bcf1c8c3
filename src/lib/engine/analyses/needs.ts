import type { AnalysisName, AnalysisParams } from '$lib/model/analysis';
import type { CaseColumn, CaseListing } from '$lib/model/cases';
import { named, ofMetric, type Need } from '../store/needs';

type NeedsOf<N extends AnalysisName> = (params: AnalysisParams<N>) => readonly Need[];

/** The core is enough. */
const none = (): readonly Need[] => [];

/**
 * What each analysis reads of a log besides its core; what its selection reads comes on top. Those of a map's first drawing read nothing
 * else, so that a kept log shows its map before its attributes are read. A new analysis fails the type check until it says what it reads.
 */
const ANALYSIS_NEEDS: { readonly [N in AnalysisName]: NeedsOf<N> } = {
  'process-map': none,
  'map-times': none,
  'rework-map': none,
  'simplified-map': none,
  'case-figures': none,
  variants: none,
  'variant-window': ({ group }) => named(group),
  'variant-details': ({ group }) => named(group),
  'variant-alignment': ({ group }) => named(group),
  'variant-csv': ({ group }) => named(group),
  'edge-histogram': none,
  'node-histogram': none,
  // each of its selections says what it reads when it is counted
  'case-counts': none,
  'attribute-values': ({ column }) => named(column),
  'case-window': ({ listing }) => ofListing(listing),
  'case-events': () => ['columns'],
  'case-list-text': ({ listing }) => ofListing(listing),
  'case-events-text': () => ['columns'],
  overview: none,
  'time-series': none,
  'case-histogram': ({ metric }) => ofMetric(metric),
  'case-brush': ({ metric }) => ofMetric(metric),
  'activity-statistics': () => [{ role: 'resource' }],
  'resource-statistics': ({ column }) => named(column),
  // by number, so that of several columns of one name each is there
  'attribute-statistics': () => ['columns'],
  'dotted-chart': ({ rowColumn, colourColumn }) => ['rows', ...named(rowColumn), ...named(colourColumn)],
  'calendar-heatmap': none,
  'performance-spectrum': none,
  'activity-relations': none,
  'eventually-follows': none,
  'case-tokens': none,
  'activity-attribute': ({ column }) => named(column),
  'edge-attribute': ({ column }) => named(column)
};

/** What an analysis reads of a log besides its core and what its selection reads. */
export function needsOfAnalysis<N extends AnalysisName>(name: N, params: AnalysisParams<N>): readonly Need[] {
  return ANALYSIS_NEEDS[name](params);
}

function ofListing({ columns, order, search }: CaseListing): readonly Need[] {
  return ['rows', ...columns.flatMap(ofColumn), ...ofColumn(order.by), ...named(search.column)];
}

function ofColumn(column: CaseColumn): readonly Need[] {
  return 'fact' in column ? ofMetric(column.fact) : named(column.attribute);
}
