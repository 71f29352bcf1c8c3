import type { AnalysisName } from '$lib/model/analysis';
import type { Analysis } from './analysis';
import activityAttribute from './activity-attribute';
import activityRelations from './activity-relations';
import activityStatistics from './activity-statistics';
import attributeStatistics from './attribute-statistics';
import attributeValues from './attribute-values';
import calendarHeatmap from './calendar-heatmap';
import caseBrush from './case-brush';
import caseCounts from './case-counts';
import caseEvents from './case-events';
import caseEventsText from './case-events-text';
import caseFigures from './case-figures';
import caseHistogram from './case-histogram';
import caseListText from './case-list-text';
import caseWindow from './case-window';
import caseTokens from './case-tokens';
import dottedChart from './dotted-chart';
import edgeAttribute from './edge-attribute';
import edgeHistogram from './edge-histogram';
import eventuallyFollows from './eventually-follows';
import mapTimes from './map-times';
import nodeHistogram from './node-histogram';
import overview from './overview';
import performanceSpectrum from './performance-spectrum';
import processMap from './process-map';
import resourceStatistics from './resource-statistics';
import reworkMap from './rework-map';
import simplifiedMap from './simplified-map';
import timeSeries from './time-series';
import variantAlignment from './variant-alignment';
import variantCsv from './variant-csv';
import variantDetails from './variant-details';
import variantWindow from './variant-window';
import variants from './variants';

/** Every analysis of the catalogue, by name. A missing one fails the type check. */
export const ANALYSES = {
  'process-map': processMap,
  'map-times': mapTimes,
  'rework-map': reworkMap,
  'simplified-map': simplifiedMap,
  'case-figures': caseFigures,
  variants,
  'variant-window': variantWindow,
  'variant-details': variantDetails,
  'variant-alignment': variantAlignment,
  'variant-csv': variantCsv,
  'edge-histogram': edgeHistogram,
  'node-histogram': nodeHistogram,
  'case-counts': caseCounts,
  'attribute-values': attributeValues,
  'case-window': caseWindow,
  'case-events': caseEvents,
  'case-list-text': caseListText,
  'case-events-text': caseEventsText,
  overview,
  'time-series': timeSeries,
  'case-histogram': caseHistogram,
  'case-brush': caseBrush,
  'activity-statistics': activityStatistics,
  'resource-statistics': resourceStatistics,
  'attribute-statistics': attributeStatistics,
  'dotted-chart': dottedChart,
  'calendar-heatmap': calendarHeatmap,
  'performance-spectrum': performanceSpectrum,
  'activity-relations': activityRelations,
  'eventually-follows': eventuallyFollows,
  'case-tokens': caseTokens,
  'activity-attribute': activityAttribute,
  'edge-attribute': edgeAttribute
} satisfies { [N in AnalysisName]: Analysis<N> };
