import { boolean, listOf, number, objectOf, oneOf, optional, orNull, text, type Reader } from '$lib/model/json-shape';
import { EDGE_METRICS, MAP_METRICS } from '$lib/model/map';
import { PLAY_CLOCKS } from '$lib/model/playback';
import { selectionFrom } from '$lib/model/selection-json';
import { casesViewFrom } from './cases-view-json';
import { MOST_OVERLAID } from './variants-view';
import { variantsViewFrom } from './variants-view-json';
import { statisticsFrom } from './statistics-view-json';
import type { MapSettings, ViewState } from './view-state';

/** Every field of a view state, as a file or a link may hold it. A field without a line here fails the type check. */
const FIELDS: { readonly [K in keyof ViewState]-?: Reader<ViewState[K]> } = {
  selection: selectionFrom,
  activityShare: number(0, 1),
  pathShare: number(0, 1),
  hidden: listOf(text()),
  nodeMetric: oneOf(MAP_METRICS),
  edgeMetric: oneOf(EDGE_METRICS),
  direction: oneOf(['down', 'right']),
  map: objectOf<MapSettings>({
    ring: boolean,
    rework: boolean,
    breakdown: orNull(text()),
    play: objectOf<MapSettings['play']>({ clock: oneOf(PLAY_CLOCKS), most: number(1, 5000) })
  }),
  cases: optional(casesViewFrom),
  variants: variantsViewFrom,
  overlay: listOf(listOf(text()), MOST_OVERLAID),
  statistics: statisticsFrom
};

/** A view state of unknown origin. @throws MiningError `bad-analysis` */
export const viewStateFrom: Reader<ViewState> = objectOf<ViewState>(FIELDS);
