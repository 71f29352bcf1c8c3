import { calendarHeatmap } from '$lib/kernel/statistics/calendar-heatmap';
import { zoneTable } from '../store/zone-table';
import { defineAnalysis } from './analysis';

/** Counts by hour of the clock and day of the week, in the log's zone. */
export default defineAnalysis<'calendar-heatmap'>(({ open, log, keep }, { of, activity }) =>
  calendarHeatmap(log, zoneTable(open.log, open.timeZone), of, activity, keep)
);
