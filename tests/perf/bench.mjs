/**
 * `npm run bench`: how fast the app is, in Chromium, against peers in the same run. Prints a table (Markdown) and writes
 * `.cache/bench/results.json`. Options: `npm run bench -- --help`. Peers: `npm run bench:peers`, once.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../setup/build.mjs';
import { ROOT } from '../setup/run.mjs';
import { openBrowser, serveApp } from './browser.mjs';
import { failedRow, mb, tableOf } from './figures.mjs';
import { BENCH_FOLDER } from './generate-log.mjs';
import { optionsOf } from './options.mjs';
import { hasPeer } from './peer-runs.mjs';
import { auditRows } from './rows/audit.mjs';
import { csvRows, xesRows } from './rows/imports.mjs';
import { kernelRows } from './rows/kernels.mjs';
import { openLogRows } from './rows/open-log.mjs';
import { keptRows } from './rows/kept.mjs';
import { pageRows } from './rows/pages.mjs';
import { sealingRows } from './rows/sealing.mjs';
import { serviceRows } from './rows/service.mjs';
import { traceRows } from './rows/traces.mjs';

const NEEDS_APP = [
  'slider',
  'variants-trace',
  'acts-trace',
  'csv',
  'csv-pm4py',
  'xes',
  'memory',
  'cold',
  'paint',
  'preview',
  'reopen',
  'disk',
  'areas',
  'kill',
  'logins',
  'reads',
  'sessions',
  'start'
];

/** Where and with what this was measured. */
async function conditions(options) {
  const browser = await openBrowser();
  const chromium = browser.version();
  await browser.close();
  let commit = '';
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    // not a checkout: no commit to name
  }
  return {
    at: new Date().toISOString(),
    commit,
    chromium,
    node: process.version,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryBytes: totalmem(),
    loadAverage: loadavg()[0],
    peers: Object.fromEntries(['duckdb', 'pm4py', 'rust4pm'].map((peer) => [peer, hasPeer(peer)])),
    options: { ...options, rows: [...options.rows] }
  };
}

let options;
try {
  options = optionsOf(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

mkdirSync(BENCH_FOLDER, { recursive: true });
const where = await conditions(options);
const rows = [
  ...(await kernelRows(options)),
  ...(await openLogRows(options)),
  ...(await sealingRows(options)),
  ...(await auditRows(options))
];

if (NEEDS_APP.some((name) => options.rows.has(name))) {
  let app;
  try {
    if (options.build && !(await ensureBuilt())) throw new Error('the build failed');
    app = await serveApp();
    rows.push(...(await pageRows(options, app.address)));
    rows.push(...(await traceRows(options, app.address)));
    rows.push(...(await csvRows(options, app.address)));
    rows.push(...(await xesRows(options, app.address)));
    rows.push(...(await keptRows(options, app.address)));
    rows.push(...(await serviceRows(options)));
  } catch (error) {
    rows.push(failedRow('app', 'the app', 'runs', error));
  } finally {
    app?.close();
  }
}

writeFileSync(join(BENCH_FOLDER, 'results.json'), `${JSON.stringify({ ...where, rows }, null, 2)}\n`);
console.log(
  `\nChromium ${where.chromium}, Node ${where.node}, ${where.cores} cores (${where.processor}), ${mb(where.memoryBytes)}, load ${where.loadAverage.toFixed(1)} at the start, ${options.runs} interleaved runs (kernels ${options.kernelRuns}), selections of ${options.share * 100} % of the cases\n`
);
console.log(tableOf(rows));
