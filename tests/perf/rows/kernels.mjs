/** The kernel rows: inside Chromium, log resident, every selection new; peers take turns where they are measured. */
import { failedRow, judgedAt, medianOf, median, ms, times, verdictOf } from '../figures.mjs';
import { ensureLog, eventsOf } from '../generate-log.mjs';
import { openKernelPage } from '../kernel-page.mjs';
import { hasPeer, PeerSession } from '../peer-runs.mjs';

const WARM_UP = 4;

const TITLES = {
  frequency: (size) => `frequency map of a new selection of cases, ${size} events, resident`,
  distinct: (size) => `the same, every case a variant of its own, ${size} events`,
  peers: (size) => `that frequency map against peers on the same share of cases, ${size} events`,
  times: (size) => `all time metrics per edge, exact median and p90, new selection, ${size} events`
};
const REACH = {
  frequency: '<= 1 x floor of the activity column',
  distinct: '<= 6 x that floor',
  peers: 'pm4py >= 500 x, DuckDB SQL on coded ints >= 60 x, rust4pm >= 10 x',
  times: '<= 4 x floor of both columns'
};
const NEEDED = { pm4py: 500, duckdb: 60, rust4pm: 10 };

/** @param {import('../options.mjs').Options} options @returns {Promise<import('../figures.mjs').Row[]>} */
export async function kernelRows(options) {
  const names = ['frequency', 'distinct', 'peers', 'times'].filter((name) => options.rows.has(name));
  if (names.length === 0) return [];
  const rows = [];
  for (const size of options.events) {
    let page;
    try {
      page = await openKernelPage();
      rows.push(...(await ofSize(page.ask, size, names, options)));
    } catch (error) {
      const missing = names.filter((name) => !rows.some((row) => row.title === TITLES[name](size)));
      rows.push(...missing.map((name) => failedRow(name, TITLES[name](size), REACH[name], error)));
    } finally {
      await page?.close();
    }
  }
  return rows;
}

async function ofSize(ask, size, names, options) {
  const rows = [];
  const add = (name, measured, good, figures) =>
    rows.push({
      name,
      title: TITLES[name](size),
      reach: REACH[name],
      measured,
      verdict: judgedAt(verdictOf(good), size, ['10M']),
      figures
    });
  const { share } = options;

  if (names.some((name) => name !== 'distinct')) {
    const { facts } = await ask({ kind: 'prepare', events: eventsOf(size), log: 'purchase-to-pay' });
    const check = await ask({ kind: 'check', share, seed: 1 });
    if (check.facts.wrong !== 0) throw new Error(`${check.facts.wrong} numbers differ from a plain walk over the events`);
    const peers = names.includes('peers') ? await startPeers(size, share, facts) : [];
    const ours = { 'floor-activity': [], 'frequency-map': [], 'floor-time': [], 'map-times': [] };
    const theirs = Object.fromEntries(peers.map(({ peer }) => [peer, []]));
    try {
      for (let round = -WARM_UP; round < options.kernelRuns; round++) {
        for (const kind of Object.keys(ours)) {
          const { ms: taken } = await ask({ kind, share, seed: 1000 + round });
          if (round >= 0) ours[kind].push(taken);
        }
        if (round >= 0 && round < options.runs) for (const peer of peers) theirs[peer.peer].push(await peer.measure());
      }
    } finally {
      for (const peer of peers) peer.close();
    }
    const [floor, frequency, floorTime, mapTimes] = Object.values(ours).map(median);
    const note = `${ms(frequency)} : ${ms(floor)} wall`;
    if (names.includes('frequency')) {
      add('frequency', `${times(frequency / floor)} (${note})`, frequency <= floor, { ...facts, ...ours, share });
    }
    if (names.includes('times')) {
      const ratio = mapTimes / (floor + floorTime);
      add('times', `${times(ratio)} (${ms(mapTimes)} : ${ms(floor + floorTime)} wall)`, ratio <= 4, { ...facts, ...ours, share });
    }
    if (names.includes('peers'))
      add('peers', ...peerCells(theirs, frequency), { ...theirs, frequencyMs: ours['frequency-map'], share });
  }

  if (names.includes('distinct')) {
    const { facts } = await ask({ kind: 'prepare', events: eventsOf(size), log: 'distinct' });
    const ours = { 'floor-activity': [], 'frequency-map': [] };
    for (let round = -WARM_UP; round < options.kernelRuns; round++) {
      for (const kind of Object.keys(ours)) {
        const { ms: taken } = await ask({ kind, share, seed: 5000 + round });
        if (round >= 0) ours[kind].push(taken);
      }
    }
    const [floor, frequency] = Object.values(ours).map(median);
    const measured = `${times(frequency / floor)} (${ms(frequency)} : ${ms(floor)} wall; ${facts.variants} variants)`;
    add('distinct', measured, frequency <= 6 * floor, { ...facts, ...ours, share });
  }
  return rows;
}

/** Peers with the log resident. A peer that cannot start is said and left out. */
async function startPeers(size, share, facts) {
  const path = await ensureLog(size, 'csv');
  const ready = [];
  for (const peer of /** @type {const} */ (['duckdb', 'rust4pm', 'pm4py'])) {
    if (!hasPeer(peer)) continue;
    const session = new PeerSession(peer, ['dfg', path, String(share)]);
    try {
      const { pairs, edges } = await session.next();
      if (pairs !== undefined && (pairs !== facts.pairs || edges !== facts.edges))
        throw new Error(`${peer} sees another log than the page`);
      ready.push(session);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      session.close();
    }
  }
  return ready;
}

/** rust4pm has two ways to the same numbers, DuckDB two queries: the plain one is the row, the quicker one stands beside it. */
function peerCells(theirs, frequency) {
  const parts = [];
  let good = true;
  for (const peer of /** @type {const} */ (['pm4py', 'duckdb', 'rust4pm'])) {
    const runs = theirs[peer];
    if (!runs?.length) {
      parts.push(`${peer} not there (npm run bench:peers)`);
      good = null;
      continue;
    }
    const ratio = medianOf(runs, 'wallMs') / frequency;
    if (good !== null) good &&= ratio >= NEEDED[peer];
    const quicker =
      peer === 'duckdb'
        ? ['streaming window on the sorted table', 'streamingWallMs']
        : ['its activity projection', 'projectedWallMs'];
    const beside = peer === 'pm4py' ? '' : ` (${quicker[0]}: ${times(medianOf(runs, quicker[1]) / frequency)})`;
    parts.push(`${peer} ${times(ratio)}${beside}`);
  }
  return [`${parts.join(', ')}, wall`, good];
}
