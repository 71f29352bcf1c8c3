import { timeSeries } from '$lib/kernel/statistics/time-series';
import { zoneTable } from '../store/zone-table';
import { defineAnalysis } from './analysis';

/** Events, case starts and ends, active cases, in bins of the calendar of the log's zone. */
export default defineAnalysis<'time-series'>(({ open, log, keep }, { unit }) =>
  timeSeries(log, zoneTable(open.log, open.timeZone), unit, keep)
);
