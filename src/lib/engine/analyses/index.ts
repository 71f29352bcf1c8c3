import type { AnalysisName } from '$lib/model/analysis';
import type { Analysis } from './analysis';
import attributeValues from './attribute-values';
import caseCounts from './case-counts';
import caseFigures from './case-figures';
import edgeHistogram from './edge-histogram';
import mapTimes from './map-times';
import nodeHistogram from './node-histogram';
import processMap from './process-map';
import simplifiedMap from './simplified-map';
import variants from './variants';

/** Every analysis of the catalogue, by name. A missing one fails the type check. */
export const ANALYSES = {
  'process-map': processMap,
  'map-times': mapTimes,
  'simplified-map': simplifiedMap,
  'case-figures': caseFigures,
  variants,
  'edge-histogram': edgeHistogram,
  'node-histogram': nodeHistogram,
  'case-counts': caseCounts,
  'attribute-values': attributeValues
} satisfies { [N in AnalysisName]: Analysis<N> };
