/** File -> first map, through the app's page as a user drives it, in a fresh Chromium each run; peers take turns. */
import { statSync } from 'node:fs';
import { openBrowser, processFigures } from '../browser.mjs';
import { failedRow, judgedAt, mb, median, medianOf, ms, times, verdictOf } from '../figures.mjs';
import { ensureLog } from '../generate-log.mjs';
import { hasPeer, peerRun } from '../peer-runs.mjs';
import { noteMarks, waitForMark } from './marks.mjs';

const CSV_ROLES = { case_id: 'case', activity: 'activity', timestamp: 'timestamp', resource: 'resource' };
const MAP_TIMEOUT_MS = 900_000;
/** the memory that stays is read when it has not moved for this long */
const SETTLE_MS = 5_000;
const PM4PY_READER = 'r4pm';

/**
 * @param {string} address of the app @param {string} path @param {{ confirm?: boolean, settle?: boolean }} [how]
 * @returns {Promise<Record<string, number>>} wallMs and CPU from the drop to the drawn map, previewMs, peak and resident memory, counts
 */
export async function importRun(address, path, { confirm = true, settle = false } = {}) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(noteMarks, { confirm, sample: false, roles: path.endsWith('.csv') ? CSV_ROLES : {} });
    await page.goto(`${address}/?lang=en`);
    const input = page.locator('[data-testid="import-file"]');
    await input.waitFor({ state: 'attached', timeout: 30_000 });
    // the user has read the page meanwhile: its own start is not part of the import
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = await processFigures(browser);
    await input.setInputFiles(path);
    const marks = await waitForMark(page, confirm ? 'ready' : 'preview', MAP_TIMEOUT_MS);
    const after = await processFigures(browser);
    const resident = settle ? await settledBytes(browser) : NaN;
    return {
      wallMs: marks.ready - marks.drop,
      cpuMs: after.rendererCpuMs - before.rendererCpuMs,
      allCpuMs: after.allCpuMs - before.allCpuMs,
      previewMs: marks.preview - marks.drop,
      peakBytes: after.peakBytes,
      residentBytes: resident,
      guessed: Number(marks.guessed ?? NaN),
      events: marks.events,
      cases: marks.cases,
      variants: marks.variants
    };
  } finally {
    await browser.close();
  }
}

async function settledBytes(browser) {
  let bytes = (await processFigures(browser)).residentBytes;
  for (let tries = 0; tries < 12; tries++) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const { residentBytes } = await processFigures(browser);
    if (Math.abs(residentBytes - bytes) < 0.02 * bytes) return residentBytes;
    bytes = residentBytes;
  }
  return bytes;
}

/** One peer's run, or null where it is missing or fails (which is said). */
async function tryPeer(peer, args) {
  if (!hasPeer(peer)) return null;
  try {
    return await peerRun(peer, args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

/** "1.4 x wall, 1.8 x CPU (2.1 s : 1.5 s wall)" */
function against(name, ours, theirs) {
  const wall = [medianOf(ours, 'wallMs'), medianOf(theirs, 'wallMs')];
  const cpu = [medianOf(ours, 'cpuMs'), medianOf(theirs, 'cpuMs')];
  const text = `${name}: ${times(wall[0] / wall[1])} wall (${ms(wall[0])} : ${ms(wall[1])}), ${times(cpu[0] / cpu[1])} CPU (${ms(cpu[0])} : ${ms(cpu[1])})`;
  return { text, wall: wall[0] / wall[1], cpu: cpu[0] / cpu[1] };
}

const NOT_THERE = (peer) => `${peer} not there (npm run bench:peers)`;

/** Verdict on wall and CPU both; where only one holds, it says which. */
function withinBoth({ wall, cpu }, limit) {
  if (wall <= limit && cpu <= limit) return 'met';
  if (wall <= limit) return 'met in wall time, not in CPU time';
  return cpu <= limit ? 'met in CPU time, not in wall time' : 'not met';
}

/** Rows `csv`, `csv-pm4py`, `memory`, `preview`. */
export async function csvRows(options, address) {
  const wanted = (name) => options.rows.has(name);
  const rows = [];
  for (const [i, size] of options.events.entries()) {
    const largest = i === options.events.length - 1;
    const titles = {
      csv: [`CSV file -> first map, ${size} events, against native DuckDB, 1 thread`, '<= 1.5 x'],
      'csv-pm4py': [`the same against pm4py (read, format, dfg), ${size} events`, 'faster'],
      memory: [`peak memory of the tab, ${size} x 9 columns CSV: import / resident afterwards`, '<= 2.5 GB / <= 1 GB at 10M'],
      preview: [`preview after the drop, ${size} events`, '<= 1 s for 100 MB']
    };
    const names = Object.keys(titles).filter(
      (name) => wanted(name) && (name !== 'memory' || largest) && (name !== 'preview' || i === 0)
    );
    if (names.length === 0) continue;
    const add = (name, measured, verdict, figures) =>
      names.includes(name) && rows.push({ name, title: titles[name][0], reach: titles[name][1], measured, verdict, figures });
    try {
      const path = await ensureLog(size, 'csv');
      const needsMap = names.some((name) => name !== 'preview');
      const runs = { ours: [], duckdb: [], pm4py: [] };
      for (let run = 0; run < options.runs; run++) {
        runs.ours.push(await importRun(address, path, { confirm: needsMap, settle: names.includes('memory') }));
        if (names.includes('csv')) runs.duckdb.push(await tryPeer('duckdb', ['csv', path]));
        if (names.includes('csv-pm4py')) runs.pm4py.push(await tryPeer('pm4py', ['csv', path]));
      }
      const duckdb = runs.duckdb.filter(Boolean);
      const pm4py = runs.pm4py.filter(Boolean);
      if (duckdb.some((run) => run.events !== runs.ours[0].events)) throw new Error('the app and DuckDB count different events');
      if (duckdb.length > 0) {
        const ratio = against('DuckDB', runs.ours, duckdb);
        add('csv', ratio.text, judgedAt(withinBoth(ratio, 1.5), size, ['1M', '10M']), { ours: runs.ours, duckdb });
      }
      if (pm4py.length === 0) add('csv-pm4py', NOT_THERE('pm4py'), '-', {});
      else {
        const ratio = against('pm4py', runs.ours, pm4py);
        add('csv-pm4py', ratio.text, judgedAt(withinBoth(ratio, 1), size, ['1M', '10M']), { ours: runs.ours, pm4py });
      }
      const [peak, resident, preview] = ['peakBytes', 'residentBytes', 'previewMs'].map((key) => medianOf(runs.ours, key));
      const memoryGood = Number.isNaN(peak) ? null : peak <= 2.5e9 && resident <= 1e9;
      add(
        'memory',
        `${mb(peak)} / ${mb(resident)}, the renderer's resident set`,
        judgedAt(verdictOf(memoryGood), size, ['10M']),
        { ours: runs.ours }
      );
      add('preview', `${ms(preview)} for ${mb(statSync(path).size)}, wall`, judgedAt(verdictOf(preview <= 1000), size, ['1M']), {
        ours: runs.ours
      });
    } catch (error) {
      const missing = names.filter((name) => !rows.some((row) => row.title === titles[name][0]));
      rows.push(...missing.map((name) => failedRow(name, ...titles[name], error)));
    }
  }
  return rows;
}

/** Row `xes`, at the smallest size. */
export async function xesRows(options, address) {
  if (!options.rows.has('xes')) return [];
  const size = options.events[0];
  const head = [
    `XES.gz file -> first map, ${size} events, against rust4pm import + dfg, and pm4py's fastest reader`,
    '<= 1.3 x, faster'
  ];
  try {
    const path = await ensureLog(size, 'xes.gz');
    const runs = { ours: [], rust4pm: [], pm4py: [] };
    for (let run = 0; run < options.runs; run++) {
      runs.ours.push(await importRun(address, path));
      runs.rust4pm.push(await tryPeer('rust4pm', ['xes', path]));
      runs.pm4py.push(await tryPeer('pm4py', ['xes', path, PM4PY_READER]));
    }
    const rust4pm = runs.rust4pm.filter(Boolean);
    const pm4py = runs.pm4py.filter(Boolean);
    const parts = [];
    const verdicts = [];
    for (const [name, theirs, limit] of /** @type {const} */ ([
      ['rust4pm', rust4pm, 1.3],
      ['pm4py', pm4py, 1]
    ])) {
      if (theirs.length === 0) {
        parts.push(NOT_THERE(name));
        continue;
      }
      if (median(theirs.map((run) => run.events)) !== runs.ours[0].events)
        throw new Error(`the app and ${name} count different events`);
      const ratio = against(name, runs.ours, theirs);
      parts.push(ratio.text);
      verdicts.push(`${name}: ${withinBoth(ratio, limit)}`);
    }
    const verdict =
      verdicts.length === 2 && verdicts.every((text) => text.endsWith(': met')) ? 'met' : verdicts.join('; ') || '-';
    return [
      {
        name: 'xes',
        title: head[0],
        reach: head[1],
        measured: parts.join('; '),
        verdict: judgedAt(verdict, size, ['1M']),
        figures: { ...runs }
      }
    ];
  } catch (error) {
    return [failedRow('xes', head[0], head[1], error)];
  }
}
