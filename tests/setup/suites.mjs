/** The steps of `npm test` and `npm run verify`: each streams its output, each is counted, none stops the next. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { freePort } from './free-port.mjs';
import { ensurePm4py } from './pm4py.mjs';
import { startPostgresql } from './postgresql.mjs';
import { captured, ROOT, runPackage } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** `beside`: a browser's, which alone leaves half of two cores idle: run beside the other steps @typedef {{ name: string, beside?: boolean, run: () => Promise<Count> }} Step */

const RESULTS = join(ROOT, 'test-results');
const SHARED = join(ROOT, '..', 'shared');

/** @param {boolean} passed @returns {Count} */
const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/**
 * A report's counts, with one failure more where the program failed but no test did (a file that does not load, an error outside
 * a test), or where there is no report.
 *
 * @param {number} code the program's exit code
 * @param {string} file the JSON report it wrote
 * @param {(report: any) => Count} countOf
 * @returns {Count}
 */
function countReport(code, file, countOf) {
  if (!existsSync(file)) return one(false);
  const count = countOf(JSON.parse(readFileSync(file, 'utf8')));
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @param {any} report vitest's (jest's form) */
function countVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0)
  };
}

/** @param {any} report Playwright's; a test that passed only at a second try has failed */
function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** @param {string} name of the report @param {NodeJS.ProcessEnv} [env] @param {readonly string[]} [only] files or folders @returns {Promise<Count>} */
export async function vitest(name, env = {}, only = []) {
  const file = join(RESULTS, `${name}.json`);
  const config = ['--config', 'tests/config/vitest.config.ts'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return countReport(await runPackage('vitest/vitest.mjs', ['run', ...config, ...reporters, ...only], env), file, countVitest);
}

/** The server's tests once more, on a PostgreSQL server as operators run one. @returns {Promise<Count>} */
async function onPostgresql() {
  const server = await startPostgresql();
  if (!server) {
    console.warn(
      '\n!! There is no PostgreSQL here and none could be installed. LEFT OUT: the server tests on it; the embedded store had them.\n'
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(`PostgreSQL ${server.version}`);
  try {
    return await vitest('postgresql', { KISEKI_TEST_DATABASE_URL: server.url }, ['tests/server']);
  } finally {
    await server.stop();
  }
}

/** @type {Promise<string> | undefined} */
let browser;

/** What end-to-end needs, made once. @returns {Promise<string>} the browser's path */
const ensureBrowser = () =>
  (browser ??= (async () => {
    if (!(await ensurePm4py()))
      console.warn(
        '\n!! pm4py could not be installed here (it needs python3 with venv). LEFT OUT: that it reads our exports with equal counts.\n'
      );
    return ensureChromium();
  })());

/** how many parts end-to-end is run in: whichever lane is free takes the next */
const PARTS = 6;

/** @param {number} part from 1 @returns {Promise<Count>} */
async function endToEnd(part) {
  const file = join(RESULTS, `e2e-${part}.json`);
  const env = {
    KISEKI_CHROMIUM: await ensureBrowser(),
    KISEKI_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file
  };
  const args = ['test', '--config', 'tests/config/playwright.config.ts', '--reporter=list,json'];
  // a folder of its own for each: Playwright empties it when it starts
  const ofPart = [`--shard=${part}/${PARTS}`, `--output=${join(RESULTS, `e2e-${part}`)}`];
  return countReport(await runPackage('@playwright/test/cli.js', [...args, ...ofPart], env), file, countPlaywright);
}

/** @param {readonly (readonly [script: string, ...args: string[]])[]} commands all run, all must end well */
async function all(commands) {
  const codes = [];
  for (const [script, ...args] of commands) codes.push(await runPackage(script, args));
  return one(codes.every((code) => code === 0));
}

/** @type {readonly Step[]} */
export const STEPS = [
  { name: 'build', run: async () => one(await ensureBuilt()) },
  {
    name: 'lint',
    run: () =>
      all([
        ['prettier/bin/prettier.cjs', '--check', '--config', 'tests/config/prettier.json', '.'],
        ['eslint/bin/eslint.js', '--config', 'tests/config/eslint.config.js', '.']
      ])
  },
  {
    name: 'check',
    run: () =>
      all([
        ['@sveltejs/kit/svelte-kit.js', 'sync'],
        ['svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']
      ])
  },
  { name: 'unit, rules, reference, server', run: () => vitest('vitest') },
  { name: 'server on PostgreSQL', run: onPostgresql },
  ...Array.from({ length: PARTS }, (_, index) => ({
    name: `end to end, part ${index + 1} of ${PARTS}`,
    beside: true,
    run: () => endToEnd(index + 1)
  }))
];

/** Say what cannot be tried here, so that a green run is not taken for more than it is. */
function announceMissing() {
  if (existsSync(SHARED)) return;
  console.warn(`
!! ${SHARED} is absent. LEFT OUT: the tests against the stored reference results and those on the real logs
!! (tests/reference, and the parts of tests/e2e that read them). They count as skipped.
`);
}

/** @param {Step} step @returns {Promise<Count & { line: string }>} */
async function timed({ name, run }) {
  const from = performance.now();
  const count = await run().catch((error) => {
    console.error(error);
    return one(false);
  });
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  const line = `${count.failed ? 'FAILED' : 'ok    '} ${name}: ${count.passed}/${count.failed}/${count.skipped} in ${seconds} s`;
  return { ...count, line };
}

/**
 * Run steps and print the sum; the last line is `N passed, N failed, N skipped`. The first step comes alone (all need the build); then two lanes
 * take from the rest until none is left, one those marked `beside` first, the other those that are not. What is said in the second is printed
 * when its step has ended.
 *
 * @param {readonly Step[]} steps
 * @returns {Promise<number>} the exit code: 0 only if nothing failed
 */
export async function runSteps([first, ...steps]) {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  announceMissing();
  console.log(`\n=== ${first.name}`);
  const counts = [await timed(first)];
  const left = [...steps];
  const take = (/** @type {boolean} */ beside) => {
    const liked = left.findIndex((step) => (step.beside ?? false) === beside);
    return left.splice(Math.max(liked, 0), 1)[0];
  };
  /** @type {(beside: boolean, tell: (step: Step) => Promise<Count & { line: string }>) => Promise<void>} */
  const lane = async (beside, tell) => {
    for (let step = take(beside); step; step = take(beside)) counts.push(await tell(step));
  };
  await Promise.all([
    lane(true, (step) => {
      console.log(`\n=== ${step.name}`);
      return timed(step);
    }),
    lane(false, (step) =>
      captured(
        () => timed(step),
        (text) => console.log(`\n=== ${step.name}\n${text}`)
      )
    )
  ]);
  announceMissing();
  console.log(`\nsteps (passed/failed/skipped)\n${counts.map(({ line }) => line).join('\n')}\n`);
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}
