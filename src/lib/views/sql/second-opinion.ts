import type { Engine } from '$lib/engine/protocol';
import type { CaseFigures, LogSummary, SqlAnswer, TimeHistogram, VariantList } from '$lib/model/analysis';
import type { DurationStatistics, FrequencyMap, MapTimes, ReworkMap } from '$lib/model/map';
import type { LogSelection } from '$lib/model/selection';
import type { SqlAnalysis, SqlCatalogue, SqlRequest } from '$lib/model/sql-catalogue';
import { rowsAgree, type Agreement, type OurRow, type SqlRows } from './agreement';
import { STATISTICS_COMPARES } from './statistics-agree';

/** The open log and the selection whose numbers are compared. */
export interface Compared {
  readonly engine: Pick<Engine, 'analyse'>;
  readonly summary: Pick<LogSummary, 'logId' | 'activities' | 'edgeFrom' | 'edgeTo'>;
  readonly selection: LogSelection;
  readonly figures: CaseFigures | undefined;
}

type Compare<N extends SqlAnalysis> = (answer: SqlAnswer, of: Compared, params: SqlCatalogue[N]) => Promise<Agreement>;

/** Rows that both sides list at most. */
const MOST_ROWS = 100_000;

/** How the answer to a statement is compared with our numbers. Those that are missing here are shown without. */
const COMPARES: { readonly [N in SqlAnalysis]?: Compare<N> } = {
  'process-map': edges,
  'map-times': edges,
  activities: async (answer, of) => activitiesAgree(answer, of.summary, (await map(of)).frequency),
  'service-times': async (answer, of) => servicesAgree(answer, of.summary, await times(of)),
  'rework-map': async (answer, of) => reworkAgrees(answer, of.summary, await of.engine.analyse('rework-map', ...asked(of), {})),
  totals: async (answer, of) => {
    const { cases, events, variants } = (await map(of)).frequency;
    return rowsAgree(answer, [], [{ key: [0], numbers: { cases, events, variants } }]);
  },
  'case-count': async (answer, of) => rowsAgree(answer, [], [{ key: [0], numbers: { cases: of.figures?.cases } }]),
  'case-figures': async (answer, of) => figuresAgree(answer, await of.engine.analyse('case-figures', ...asked(of), {})),
  variants: async (answer, of) => variantsAgree(answer, await of.engine.analyse('variants', ...asked(of), { limit: MOST_ROWS })),
  'edge-histogram': async (answer, of, { from, to, bins }) => {
    const { activities, edgeFrom, edgeTo } = of.summary;
    const edge = edgeFrom.findIndex((code, e) => activities[code] === from && activities[edgeTo[e]!] === to);
    return histogramsAgree(answer, await of.engine.analyse('edge-histogram', ...asked(of), { edge, bins }));
  },
  'node-histogram': async (answer, of, { activity: label, bins }) => {
    const activity = of.summary.activities.indexOf(label);
    return histogramsAgree(answer, await of.engine.analyse('node-histogram', ...asked(of), { activity, bins }));
  },
  'attribute-values': async (answer, of, { column }) => {
    const { values } = await of.engine.analyse('attribute-values', ...asked(of), { column, search: '', limit: MOST_ROWS });
    return rowsAgree(
      answer,
      ['value'],
      values.map(({ value, cases }) => ({ key: [value], numbers: { cases } }))
    );
  },
  ...STATISTICS_COMPARES
};

/** Compare an answer with our numbers of the same selection; undefined where that cannot be done. */
export async function secondOpinion(
  { name, params }: SqlRequest,
  answer: SqlAnswer,
  of: Compared
): Promise<Agreement | undefined> {
  return (COMPARES[name] as Compare<SqlAnalysis> | undefined)?.(answer, of, params);
}

const asked = ({ summary, selection }: Compared): [logId: string, selection: LogSelection] => [summary.logId, selection];
const map = (of: Compared) => of.engine.analyse('process-map', ...asked(of), {});
const times = (of: Compared) => of.engine.analyse('map-times', ...asked(of), {});

async function edges(answer: SqlAnswer, of: Compared): Promise<Agreement> {
  const [{ frequency }, found] = await Promise.all([map(of), times(of)]);
  return edgesAgree(answer, of.summary, frequency, found);
}

function timesAt(statistics: DurationStatistics | null | undefined, i: number): OurRow['numbers'] {
  return {
    mean_ms: statistics?.meanMs[i],
    median_ms: statistics?.medianMs[i],
    p90_ms: statistics?.p90Ms[i],
    min_ms: statistics?.minMs[i],
    max_ms: statistics?.maxMs[i],
    sum_ms: statistics?.sumMs[i]
  };
}

/** Counts or times of the paths. */
export function edgesAgree(
  answer: SqlRows,
  { activities, edgeFrom, edgeTo }: Pick<LogSummary, 'activities' | 'edgeFrom' | 'edgeTo'>,
  frequency: FrequencyMap,
  { transition }: Partial<MapTimes> = {}
): Agreement {
  const ours = Array.from(edgeFrom, (from, e): OurRow => ({
    key: [activities[from]!, activities[edgeTo[e]!]!],
    numbers: {
      count: frequency.edgeCount[e],
      cases: frequency.edgeCases[e],
      max_repetition: frequency.edgeMaxRepetition[e],
      rework_cases: frequency.edgeReworkCases[e],
      ...timesAt(transition, e)
    }
  }));
  return rowsAgree(
    answer,
    ['from', 'to'],
    ours.filter(({ numbers }) => numbers.count !== 0)
  );
}

function activitiesAgree(answer: SqlRows, { activities }: Compared['summary'], frequency: FrequencyMap): Agreement {
  const ours = activities.map((activity, a): OurRow => ({
    key: [activity],
    numbers: {
      count: frequency.nodeCount[a],
      cases: frequency.nodeCases[a],
      max_repetition: frequency.nodeMaxRepetition[a],
      rework_cases: frequency.nodeReworkCases[a],
      starts: frequency.starts[a],
      ends: frequency.ends[a]
    }
  }));
  return rowsAgree(
    answer,
    ['activity'],
    ours.filter(({ numbers }) => numbers.count !== 0)
  );
}

function servicesAgree(answer: SqlRows, { activities }: Compared['summary'], { service }: MapTimes): Agreement {
  const ours = activities.map((activity, a): OurRow => ({
    key: [activity],
    numbers: { count: service?.count[a] ?? 0, ...timesAt(service, a) }
  }));
  return rowsAgree(
    answer,
    ['activity'],
    ours.filter(({ numbers }) => numbers.count !== 0)
  );
}

function reworkAgrees(answer: SqlRows, { activities }: Compared['summary'], rework: ReworkMap): Agreement {
  const ours = activities.map((activity, a): OurRow => ({
    key: [activity],
    numbers: {
      extra: rework.selfLoops[a]! + rework.loops[a]!,
      self_loops: rework.selfLoops[a],
      loops: rework.loops[a],
      self_loop_cases: rework.selfLoopCases[a],
      loop_cases: rework.loopCases[a]
    }
  }));
  return rowsAgree(
    answer,
    ['activity'],
    ours.filter(({ numbers }) => numbers.extra !== 0)
  );
}

function figuresAgree(answer: SqlRows, figures: CaseFigures): Agreement {
  const numbers = {
    count: figures.cases,
    mean_ms: figures.meanMs,
    median_ms: figures.medianMs,
    p90_ms: figures.p90Ms,
    min_ms: figures.minMs,
    max_ms: figures.maxMs,
    first_ms: figures.firstUtcMs,
    last_ms: figures.lastUtcMs
  };
  return rowsAgree(answer, [], [{ key: [0], numbers }]);
}

/** Variants come in one order: row by row. */
export function variantsAgree(answer: SqlRows, list: VariantList): Agreement {
  return rowsAgree(
    answer,
    [],
    list.rows.map(({ cases, medianMs }, i) => ({ key: [i], numbers: { cases, median_ms: medianMs } }))
  );
}

/** Empty bins have no row. */
function histogramsAgree(answer: SqlRows, found: TimeHistogram): Agreement {
  const ours = Array.from(found.binCount, (count, bin): OurRow => ({
    key: [bin],
    numbers: {
      bin_count: count,
      count: found.count,
      min_ms: found.minMs,
      median_ms: found.medianMs,
      mean_ms: found.meanMs,
      p90_ms: found.p90Ms,
      max_ms: found.maxMs,
      sum_ms: found.sumMs
    }
  }));
  return rowsAgree(
    answer,
    ['bin'],
    ours.filter(({ numbers }) => numbers.bin_count !== 0)
  );
}
