import type { AnalysisName } from '$lib/model/analysis';
import type { Analysis } from './analysis';
import attributeValues from './attribute-values';
import caseCounts from './case-counts';
import caseEvents from './case-events';
import caseEventsText from './case-events-text';
import caseFigures from './case-figures';
import caseListText from './case-list-text';
import caseWindow from './case-window';
import edgeHistogram from './edge-histogram';
import mapTimes from './map-times';
import nodeHistogram from './node-histogram';
import processMap from './process-map';
import reworkMap from './rework-map';
import simplifiedMap from './simplified-map';
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
  'case-events-text': caseEventsText
} satisfies { [N in AnalysisName]: Analysis<N> };
