import type { LogColumns } from '$lib/model/log';
import type { TimeSeries, TimeUnit } from '$lib/model/statistics';
import { activeByBin, caseBorders, keptTimes } from './active-cases';
import { binFinder, calendarBins } from './calendar-edges';
import type { ZoneOffsets } from './zone-offsets';

/**
 * Events, case starts, case ends and active cases from the first start to the last complete of a selection, in bins of the calendar
 * (see `calendarBins`). No bins where nothing is selected.
 *
 * @param zone covers the log's period
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events of the selected cases + bins).
 */
export function timeSeries(
  log: LogColumns,
  zone: ZoneOffsets,
  unit: TimeUnit | 'auto',
  keep: Uint8Array | null = null
): TimeSeries {
  const borders = caseBorders(log);
  const starts = keptTimes(borders.starts, keep);
  const ends = keptTimes(borders.ends, keep);
  if (starts.length === 0) {
    const none = new Uint32Array(0);
    const noTimes = new Float64Array(0);
    return {
      unit: unit === 'auto' ? 'day' : unit,
      size: 1,
      edgeUtcMs: noTimes,
      events: none,
      casesStarted: none,
      casesEnded: none,
      activeMost: none,
      activeMean: noTimes
    };
  }
  const bins = calendarBins(zone, Math.min(starts[0]!, firstComplete(log, keep)), ends.at(-1)!, unit);
  const { started, ended, most, mean } = activeByBin(bins.edgeUtcMs, starts, ends);
  const events = eventsByBin(log, bins.edgeUtcMs, keep);
  return { ...bins, events, casesStarted: started, casesEnded: ended, activeMost: most, activeMean: mean };
}

/** Before every start where a log has a start behind its complete time. */
function firstComplete({ caseStart, timeMs }: LogColumns, keep: Uint8Array | null): number {
  let first = Infinity;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (caseStart[c] === caseStart[c + 1] || (keep !== null && keep[c] === 0)) continue;
    if (timeMs[caseStart[c]!]! < first) first = timeMs[caseStart[c]!]!;
  }
  return first;
}

function eventsByBin({ caseStart, timeMs }: LogColumns, edge: Float64Array, keep: Uint8Array | null): Uint32Array {
  const count = new Uint32Array(edge.length - 1);
  const binOf = binFinder(edge);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]!; e < end; e++) count[binOf(timeMs[e]!)]!++;
  }
  return count;
}
