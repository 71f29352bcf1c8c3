import { boolean, objectOf, oneOf, orNull, text, type Reader } from '$lib/model/json-shape';
import { CASE_METRICS } from '$lib/model/selection';
import { TIME_UNITS, VALUE_ORDERS } from '$lib/model/statistics';
import { CALENDAR_COUNTS, DOTTED_ROWS, DOTTED_X } from '$lib/model/timing';
import { COURSES, STATISTICS_SECTIONS, type StatisticsView } from './statistics-view';

/** What a file or a link may hold of the statistics page. A field without a line here fails the type check. */
export const statisticsFrom: Reader<StatisticsView> = objectOf<StatisticsView>({
  section: oneOf(STATISTICS_SECTIONS),
  metric: oneOf(CASE_METRICS),
  scale: oneOf(['linear', 'log']),
  course: oneOf(COURSES),
  unit: oneOf([...TIME_UNITS, 'auto']),
  activityOrder: objectOf({ by: text(), descending: boolean }),
  column: orNull(text()),
  valueOrder: objectOf({ by: oneOf(VALUE_ORDERS), descending: boolean }),
  dots: objectOf({ x: oneOf(DOTTED_X), rows: oneOf(DOTTED_ROWS), rowColumn: orNull(text()), colourColumn: orNull(text()) }),
  calendar: oneOf(CALENDAR_COUNTS),
  edge: orNull(objectOf({ from: text(), to: text() })),
  activity: orNull(text()),
  reach: oneOf(['directly', 'eventually'])
});
