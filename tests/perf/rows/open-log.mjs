/** Rows of a log that is open as the app has it, inside Chromium: filters, brush, statistics; native DuckDB takes turns. */
import { bundled } from '../bundle.mjs';
import { failedRow, judgedAt, median, medianOf, ms, times, verdictOf } from '../figures.mjs';
import { CLAUSE_NAMES, clauseOf } from '../filter-clauses.mjs';
import { ensureLog, eventsOf } from '../generate-log.mjs';
import { openKernelPage } from '../kernel-page.mjs';
import { PeerSession } from '../peer-runs.mjs';

const TITLES = {
  filters: (size) => `one filter clause of any kind -> every number of the map page, ${size} events`,
  brush: (size) => `a step of a brush over the case durations -> figures and map, ${size} events`,
  statistics: (size) => `statistics page, first open, ${size} events`
};
const REACH = {
  filters: '<= 1/20 of the same filter and map in native DuckDB SQL, 1 thread',
  brush: '<= 3 x floor of the activity column',
  statistics: '<= 3 x native DuckDB (1 thread) doing the same aggregates'
};
const JUDGED = { filters: ['1M', '10M'], brush: ['1M'], statistics: ['1M'] };
const COLUMNS = ['case_id', 'activity', 'timestamp', 'resource', 'region', 'product', 'amount', 'cost', 'note'];
/** every number of the map page: figures, counts and times of activities and paths */
const MAP_STATEMENTS = ['case-figures', 'totals', 'activities', 'process-map', 'map-times'];
/** what the statistics page asks for when it opens */
const STATISTICS_STATEMENTS = [
  { name: 'overview', params: {} },
  { name: 'time-series', params: {} },
  { name: 'case-histogram', params: { metric: 'duration', bins: 60 } },
  { name: 'activity-statistics', params: {} },
  { name: 'resource-statistics', params: { column: 'resource' } }
];

/** @param {import('../options.mjs').Options} options @returns {Promise<import('../figures.mjs').Row[]>} */
export async function openLogRows(options) {
  const names = /** @type {const} */ (['filters', 'brush', 'statistics']).filter((name) => options.rows.has(name));
  if (names.length === 0) return [];
  const { sqlOf, SqlLog } = await bundled(['engine/store/sql-of', 'engine/store/selection-sql/sql-log']);
  const columns = new SqlLog(COLUMNS.map((name) => ({ name, role: 'attribute', type: 'text', scope: 'event' })));
  const statement = (request, clauses) => asNumbers(sqlOf(request, { clauses: clauses.map(peerClause) }, columns, false));
  const rows = [];
  for (const size of options.events) {
    const wanted = names.filter((name) => name === 'filters' || JUDGED[name].includes(size) || options.events.length === 1);
    const done = new Set();
    let page;
    let peer;
    try {
      peer = new PeerSession('duckdb', ['sql', await ensureLog(size, 'csv')]);
      const facts = await peer.next();
      page = await openKernelPage();
      const opened = await page.askLog({ kind: 'open', events: eventsOf(size) });
      if (facts.events !== opened.facts.events || facts.cases !== opened.facts.cases) throw new Error('DuckDB sees another log');
      for (const name of wanted) {
        const [measured, good, figures] = await MEASURES[name](page.askLog, peer, statement, options);
        done.add(name);
        const verdict = judgedAt(verdictOf(good), size, JUDGED[name]);
        rows.push({ name, title: TITLES[name](size), reach: REACH[name], measured, verdict, figures });
      }
    } catch (error) {
      rows.push(
        ...wanted.filter((name) => !done.has(name)).map((name) => failedRow(name, TITLES[name](size), REACH[name], error))
      );
    } finally {
      peer?.close();
      await page?.close();
    }
  }
  return rows;
}

// DuckDB compares numbers as it has them: the app's own statement reads them from text, which would cost it more than it needs.
const peerClause = (clause) =>
  clause.kind === 'range' ? { ...clause, kind: 'attribute', values: [`at least ${clause.min}`] } : clause;
const asNumbers = (sql) => sql.replaceAll(/ IN \('at least ([\d.]+)'\)/g, ' >= $1');

const MEASURES = {
  /** Every kind in turn, each round another clause; the row shows the kind that is nearest to its limit. */
  async filters(askLog, peer, statement, options) {
    const kinds = {};
    let round = 0;
    for (const name of CLAUSE_NAMES) {
      // the loops are compiled before they are timed, as they are when someone filters the second time
      await askLog({ kind: 'filter', clause: clauseOf(name, round++) });
      const ours = [];
      const theirs = [];
      for (let run = 0; run < Math.max(3, options.runs); run++) {
        const clause = clauseOf(name, round++);
        const answer = await askLog({ kind: 'filter', clause });
        ours.push(answer.ms);
        if (run >= options.runs) continue;
        const statements = MAP_STATEMENTS.map((asked) => statement({ name: asked, params: {} }, [clause]));
        const said = await peer.measure(JSON.stringify(statements));
        if (said.count !== answer.facts.cases)
          throw new Error(`${name}: DuckDB keeps ${said.count} cases, we keep ${answer.facts.cases}`);
        theirs.push(said);
      }
      kinds[name] = { oursMs: median(ours), duckdbMs: medianOf(theirs, 'wallMs'), ours, theirs };
    }
    const ratios = Object.entries(kinds).map(([name, { oursMs, duckdbMs }]) => ({
      name,
      ratio: duckdbMs / oursMs,
      oursMs,
      duckdbMs
    }));
    ratios.sort((a, b) => a.ratio - b.ratio);
    const told = ratios.map(
      ({ name, ratio, oursMs, duckdbMs }) => `${name} 1/${ratio.toFixed(0)} (${ms(oursMs)} : ${ms(duckdbMs)})`
    );
    return [`${told.join(', ')}; wall`, ratios[0].ratio >= 20, kinds];
  },

  async brush(askLog, _peer, _statement, options) {
    const DAY_MS = 86_400_000;
    const ours = [];
    const floors = [];
    for (let step = -8; step < Math.max(40, options.kernelRuns); step++) {
      const min = (5 + step / 7) * DAY_MS;
      const taken = await askLog({ kind: 'brush', min, max: min + 25 * DAY_MS });
      const floor = await askLog({ kind: 'floor' });
      if (step < 0) continue;
      ours.push(taken.ms);
      floors.push(floor.ms);
    }
    const ratio = median(ours) / median(floors);
    return [`${times(ratio)} (${ms(median(ours))} : ${ms(median(floors))} wall)`, ratio <= 3, { ours, floors }];
  },

  async statistics(askLog, peer, statement) {
    // the first time only: what the page keeps afterwards makes the second open quicker
    const answer = await askLog({ kind: 'statistics' });
    const said = await peer.measure(JSON.stringify(STATISTICS_STATEMENTS.map((request) => statement(request, []))));
    const ratio = answer.ms / said.wallMs;
    return [`${times(ratio)} (${ms(answer.ms)} : ${ms(said.wallMs)} wall)`, ratio <= 3, { oursMs: answer.ms, ...said }];
  }
};
