/**
 * `npm run bench:peers`: what the bench compares with, where the host has Python and cargo. pm4py into a virtual environment in
 * `.cache/py`, the rust4pm harness (`tests/perf/rust4pm`) into `.cache/rust4pm`. DuckDB is a development dependency already.
 * What cannot be installed is said, and left out by the bench.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePm4py, PYTHON } from '../setup/pm4py.mjs';
import { ROOT, run } from '../setup/run.mjs';

const RUST_TARGET = join(ROOT, '.cache', 'rust4pm');

/** Programs of the peers; may be missing. */
export const PEERS = {
  python: PYTHON,
  pm4pyScript: join(ROOT, 'tests', 'perf', 'peers.py'),
  rust4pm: join(RUST_TARGET, 'release', process.platform === 'win32' ? 'rust4pm-harness.exe' : 'rust4pm-harness'),
  duckdbScript: join(ROOT, 'tests', 'perf', 'duckdb-peer.mjs')
};

async function buildRust4pm() {
  const manifest = join(ROOT, 'tests', 'perf', 'rust4pm', 'Cargo.toml');
  return (await run('cargo', ['build', '--release', '--locked', '--manifest-path', manifest, '--target-dir', RUST_TARGET])) === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, install] of /** @type {const} */ ([
    ['pm4py', ensurePm4py],
    ['rust4pm', buildRust4pm]
  ])) {
    console.log(`${name} ...`);
    console.log((await install()) ? `${name}: ready` : `${name}: could not be installed; the bench goes on without it`);
  }
}
