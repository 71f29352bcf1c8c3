/** Rows of the page itself: a slider step, the cold start to a sample's map, the size of the first paint. */
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../browser.mjs';
import { failedRow, judgedAt, median, ms, verdictOf } from '../figures.mjs';
import { ensureLog } from '../generate-log.mjs';
import { noteMarks, waitForMark } from './marks.mjs';

const STEPS = 15;
const STEP_TIMEOUT_MS = 5_000;

/**
 * Runs in the page: move a slider and time it until the map is ready and painted again.
 *
 * @returns {Promise<{ ms: number, longest: number }>} `longest` = longest task on the main thread meanwhile, 0 below 50 ms
 */
function slideTo({ testId, share, timeoutMs }) {
  const { states, longTasks } = window.benchNotes;
  const slider = document.querySelector(`[data-testid="${testId}"]`);
  const [min, max, step] = [slider.min || 0, slider.max || 100, slider.step || 1].map(Number);
  const value = String(min + Math.round(((max - min) * share) / step) * step);
  const seen = states.length;
  return new Promise((resolve, reject) => {
    if (slider.value === value) return reject(new Error(`the slider stands at ${value} already`));
    const began = performance.now();
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    const watch = () => {
      const fresh = states.slice(seen);
      if (fresh.length > 0 && fresh.at(-1).state === 'ready') {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const ended = performance.now();
            const tasks = longTasks.filter((task) => task.startTime + task.duration > began && task.startTime < ended);
            // the observer is told of a task after it has ended
            setTimeout(() => resolve({ ms: ended - began, longest: Math.max(0, ...tasks.map((task) => task.duration)) }), 100);
          })
        );
      } else if (performance.now() - began > timeoutMs) {
        reject(
          new Error(
            `map-canvas was not loading and ready again within ${timeoutMs} ms (${fresh.map(({ state }) => state).join(' ') || 'no change'})`
          )
        );
      } else requestAnimationFrame(watch);
    };
    watch();
  });
}

async function sliderRow(options, address) {
  const size = options.events[0];
  const head = /** @type {const} */ ([
    'slider',
    `one slider step (map, layout, drawing), ${size} events, 25 activities with start and end`,
    '<= 150 ms, nothing over 50 ms on the main thread'
  ]);
  let browser;
  try {
    const path = await ensureLog(size, 'csv');
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(noteMarks, {
      confirm: true,
      sample: false,
      roles: { case_id: 'case', activity: 'activity', timestamp: 'timestamp' }
    });
    await page.goto(`${address}/?lang=en`);
    await page.locator('[data-testid="import-file"]').setInputFiles(path);
    await waitForMark(page, 'ready', 300_000);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const slide = (testId, share) => page.evaluate(slideTo, { testId, share, timeoutMs: STEP_TIMEOUT_MS });
    // every activity shown, then a step of the paths at a time: no two steps ask for the same map
    await slide('slider-activities', 1).catch(() => undefined);
    await slide('slider-paths', 0.02).catch(() => undefined);
    const steps = [];
    for (let i = 0; i < STEPS; i++) steps.push(await slide('slider-paths', 0.1 + (i * 0.85) / (STEPS - 1)));
    const taken = median(steps.map((step) => step.ms));
    const longest = Math.max(...steps.map((step) => step.longest));
    const measured = `${ms(taken)} wall; longest task ${longest === 0 ? 'below 50 ms' : ms(longest)}`;
    return {
      name: head[0],
      title: head[1],
      reach: head[2],
      measured,
      verdict: judgedAt(verdictOf(taken <= 150 && longest <= 50), size, ['1M']),
      figures: { steps }
    };
  } catch (error) {
    return failedRow(...head, error);
  } finally {
    await browser?.close();
  }
}

async function coldRow(options, address) {
  const head = /** @type {const} */ (['cold', 'cold start to the map of a sample log', '<= 5 s']);
  try {
    const runs = [];
    for (let run = 0; run < Math.max(options.runs, 3); run++) {
      const browser = await openBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.addInitScript(noteMarks, { confirm: false, sample: true, roles: {} });
        await page.goto(`${address}/?lang=en`);
        runs.push(await waitForMark(page, 'ready', 60_000));
      } finally {
        await browser.close();
      }
    }
    const taken = median(runs.map((run) => run.ready));
    const measured = `${ms(taken)} wall, from the address to the drawn map (sample ${runs[0].sampleName})`;
    return { name: head[0], title: head[1], reach: head[2], measured, verdict: verdictOf(taken <= 5000), figures: { runs } };
  } catch (error) {
    return failedRow(...head, error);
  }
}

/** What the start page fetches, gzipped by us whatever the server sent. DuckDB's files are left out, by the row's own words. */
async function paintRow(address) {
  const head = /** @type {const} */ (['paint', 'first paint: what the start page fetches, gzip, beside DuckDB', '<= 350 kB']);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const bodies = [];
    page.on('response', (response) =>
      bodies.push(
        response.body().then(
          (body) => ({ url: response.url(), body }),
          () => null
        )
      )
    );
    await page.goto(`${address}/?lang=en`, { waitUntil: 'networkidle' });
    const timing = await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
      ends: Object.fromEntries(performance.getEntriesByType('resource').map((entry) => [entry.name, entry.responseEnd]))
    }));
    const files = (await Promise.all(bodies))
      .filter((file) => file && !/duckdb/i.test(file.url))
      .map(({ url, body }) => ({
        path: new URL(url).pathname,
        bytes: gzipSync(body, { level: 9 }).length,
        beforePaint: !((timing.ends[url] ?? 0) > timing.firstPaint)
      }));
    const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
    const before = sum(files.filter((file) => file.beforePaint));
    const all = sum(files);
    const measured = `${(before / 1000).toFixed(0)} kB until the first paint, ${(all / 1000).toFixed(0)} kB until the page is idle`;
    return { name: head[0], title: head[1], reach: head[2], measured, verdict: verdictOf(all <= 350_000), figures: { files } };
  } catch (error) {
    return failedRow(...head, error);
  } finally {
    await browser.close();
  }
}

/** @param {import('../options.mjs').Options} options @param {string} address */
export async function pageRows(options, address) {
  const rows = [];
  if (options.rows.has('slider')) rows.push(await sliderRow(options, address));
  if (options.rows.has('cold')) rows.push(await coldRow(options, address));
  if (options.rows.has('paint')) rows.push(await paintRow(address));
  return rows;
}
