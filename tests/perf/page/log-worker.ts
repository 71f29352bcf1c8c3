import type { OpenLog } from '$lib/engine/store/open-log';
import { EVERYTHING, type Clause } from '$lib/model/selection';
import { analysed } from './analysed';
import { openBenchLog } from './open-log';
import type { KernelAnswer, LogAsk } from './protocol';

let open: OpenLog | null = null;

function floorOf(activity: ArrayLike<number>): number {
  let sum = 0;
  for (let e = 0; e < activity.length; e++) sum = (sum + activity[e]!) | 0;
  return sum;
}

/** Every number of the map page: key figures, counts and times of activities and paths. */
async function mapNumbers(log: OpenLog, clause: Clause): Promise<Record<string, number>> {
  const selection = { clauses: [clause] };
  const figures = await analysed(log, 'case-figures', selection, {});
  const map = await analysed(log, 'process-map', selection, {});
  const times = await analysed(log, 'map-times', selection, {});
  return {
    cases: figures.cases,
    events: figures.events,
    medianMs: figures.medianMs,
    pairs: map.frequency.edgeCount.reduce((sum, count) => sum + count, 0),
    sumMs: times.transition.sumMs.reduce((sum, ms) => sum + (Number.isNaN(ms) ? 0 : ms), 0)
  };
}

/** What the statistics page asks for when it opens, section by section. */
async function statisticsPage(log: OpenLog): Promise<Record<string, number>> {
  const overview = await analysed(log, 'overview', EVERYTHING, {});
  const series = await analysed(log, 'time-series', EVERYTHING, { unit: 'auto' });
  const histogram = await analysed(log, 'case-histogram', EVERYTHING, { metric: 'duration', bins: 60, scale: 'linear' });
  const activities = await analysed(log, 'activity-statistics', EVERYTHING, {});
  const resources = await analysed(log, 'resource-statistics', EVERYTHING, {
    column: 'resource',
    search: '',
    order: 'events',
    descending: true,
    offset: 0,
    limit: 100
  });
  return {
    cases: overview.cases,
    bins: series.events.length,
    binned: histogram.bins.count.reduce((sum, count) => sum + count, 0),
    activities: activities.events.length,
    resources: resources.total
  };
}

async function answer(ask: LogAsk): Promise<KernelAnswer> {
  if (ask.kind === 'open') {
    open = null;
    const began = performance.now();
    open = openBenchLog(ask.events);
    // what the map's first drawing has asked for by the time anyone filters
    await mapNumbers(open, { id: '', kind: 'activity', activities: [], negated: true, muted: true });
    return { ms: performance.now() - began, facts: { events: open.log.activity.length, cases: open.log.caseStart.length - 1 } };
  }
  if (!open) throw new Error('open first');
  const log = open;
  const timed = async (work: () => Promise<Record<string, number>> | Record<string, number>): Promise<KernelAnswer> => {
    const began = performance.now();
    const facts = await work();
    return { ms: performance.now() - began, facts };
  };
  switch (ask.kind) {
    case 'floor':
      return timed(() => ({ sum: floorOf(log.log.activity) }));
    case 'filter':
      return timed(() => mapNumbers(log, ask.clause));
    case 'brush': {
      const { min, max } = ask;
      const clause: Clause = { id: 'brush', kind: 'metric', metric: 'duration', min, max, negated: false, muted: false };
      return timed(async () => {
        const figures = await analysed(log, 'case-figures', { clauses: [clause] }, {});
        const map = await analysed(log, 'process-map', { clauses: [clause] }, {});
        return { cases: figures.cases, events: map.frequency.events, medianMs: figures.medianMs };
      });
    }
    case 'statistics':
      return timed(() => statisticsPage(log));
  }
}

self.addEventListener('message', (event: MessageEvent<LogAsk>) => {
  answer(event.data)
    .then((found) => self.postMessage({ answer: found }))
    .catch((error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }));
});
