/** Rows of the main thread: what a person does for a while, and the longest task that held the page up meanwhile. */
import { openBrowser } from '../browser.mjs';
import { failedRow, judgedAt, ms } from '../figures.mjs';
import { ensureLog } from '../generate-log.mjs';
import { noteMarks, waitForMark } from './marks.mjs';

const REACH = 'no task over 50 ms on the main thread';
const LIMIT_MS = 50;
const ROLES = { case_id: 'case', activity: 'activity', timestamp: 'timestamp' };

/** A page with the log open and at rest. */
async function opened(browser, address, path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(noteMarks, { confirm: true, sample: false, roles: ROLES });
  await page.goto(`${address}/?lang=en`);
  await page.locator('[data-testid="import-file"]').setInputFiles(path);
  const marks = await waitForMark(page, 'ready', 300_000);
  await page.waitForTimeout(2000);
  return { page, marks };
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];

/**
 * The longest task of the page's main thread in a recorded trace, from `act`'s beginning until the page rests: as it passed, and the
 * processor's part of it. The two differ where other programs had the processor meanwhile, or where the thread waited.
 * @returns {Promise<Longest>}
 * @typedef {{ wallMs: number, cpuMs: number }} Longest
 */
async function longestDuring(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  await page.waitForTimeout(700);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const started = traceEvents.find(({ name }) => name === 'TracingStartedInBrowser');
  const pageProcess = started.args.data.frames.find(({ isOutermostMainFrame }) => isOutermostMainFrame).processId;
  const main = traceEvents.find(
    ({ name, pid, args }) => name === 'thread_name' && pid === pageProcess && args.name === 'CrRendererMain'
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && pid === main.pid && tid === main.tid);
  if (tasks.length === 0) throw new Error('the trace has no task of the main thread');
  const most = (key) => Math.max(...tasks.map((task) => (task[key] ?? 0) / 1000));
  return { wallMs: most('dur'), cpuMs: most('tdur') };
}

async function traced(name, title, size, run) {
  try {
    const phases = await run();
    const within = (key) => Object.values(phases).every((longest) => longest[key] <= LIMIT_MS);
    const measured = Object.entries(phases).map(([phase, { wallMs, cpuMs }]) => `${phase} ${ms(wallMs)} (${ms(cpuMs)} CPU)`);
    const judged = within('wallMs') ? 'met' : within('cpuMs') ? 'met in CPU time, not in wall time' : 'not met';
    const verdict = judgedAt(judged, size, ['1M']);
    return { name, title, reach: REACH, measured: `longest task, wall: ${measured.join('; ')}`, verdict, figures: { phases } };
  } catch (error) {
    return failedRow(name, title, REACH, error);
  }
}

async function variantsTrace(address, size) {
  const path = await ensureLog(size, 'csv', true);
  const browser = await openBrowser();
  try {
    const { page, marks } = await opened(browser, address, path);
    const list = page.locator('[data-testid="variant-list"]');
    const row = page.locator('[data-testid="variant-row"]');
    const phases = {};
    phases[`open ${marks.variants} variants`] = await longestDuring(page, async () => {
      await page.keyboard.press('2');
      await list.locator(row).first().waitFor();
    });
    const box = await list.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    phases['scroll by wheel'] = await longestDuring(page, async () => {
      for (let i = 0; i < 60; i++) {
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(30);
      }
    });
    phases['scroll from end to end'] = await longestDuring(page, async () => {
      for (const share of [1, 0.5, 0.75, 0.1, 0.9, 0]) {
        await page.evaluate((to) => {
          const rows = [...document.querySelectorAll('[data-testid="variant-list"] *, [data-testid="variant-list"]')];
          const scroller = rows.find((element) => element.scrollHeight > element.clientHeight + 1000);
          scroller.scrollTop = scroller.scrollHeight * to;
        }, share);
        await page.waitForTimeout(250);
      }
    });
    return phases;
  } finally {
    await browser.close();
  }
}

async function actsTrace(address, size) {
  const path = await ensureLog(size, 'csv');
  const browser = await openBrowser();
  try {
    const { page } = await opened(browser, address, path);
    const phases = {};
    const slider = page.locator('[data-testid="slider-paths"]');
    const track = await slider.boundingBox();
    phases['drag a slider'] = await longestDuring(page, async () => {
      await page.mouse.move(track.x + 8, track.y + track.height / 2);
      await page.mouse.down();
      for (let i = 0; i <= 20; i++) {
        await page.mouse.move(track.x + 8 + ((track.width - 16) * i) / 20, track.y + track.height / 2);
        await page.waitForTimeout(60);
      }
      await page.mouse.up();
    });
    phases['change a filter'] = await longestDuring(page, async () => {
      for (let i = 0; i < 4; i++) {
        await page.locator('[data-testid="variant-row"]').nth(i).click();
        await page.waitForTimeout(300);
        await page.keyboard.press('Control+z');
        await page.waitForTimeout(300);
      }
    });
    await page.keyboard.press('4');
    await page.waitForTimeout(1500);
    const plot = await page.locator('[data-testid="chart-spread"] .area').first().boundingBox();
    phases['brush a histogram'] = await longestDuring(page, async () => {
      const y = plot.y + plot.height / 2;
      await page.mouse.move(plot.x + plot.width * 0.2, y);
      await page.mouse.down();
      for (let i = 0; i <= 30; i++) {
        await page.mouse.move(plot.x + plot.width * (0.2 + i / 60), y);
        await page.waitForTimeout(30);
      }
      await page.mouse.up();
    });
    if ((await page.locator('[data-testid="filter-chip"]').count()) === 0) throw new Error('the brush made no filter');
    return phases;
  } finally {
    await browser.close();
  }
}

/** @param {import('../options.mjs').Options} options @param {string} address */
export async function traceRows(options, address) {
  const size = options.events[0];
  const rows = [];
  if (options.rows.has('variants-trace')) {
    const title = `the list of variants, every case a variant of its own, ${size} events: open, scroll`;
    rows.push(await traced('variants-trace', title, size, () => variantsTrace(address, size)));
  }
  if (options.rows.has('acts-trace')) {
    const title = `a slider drag, a filter change, a brush, ${size} events`;
    rows.push(await traced('acts-trace', title, size, () => actsTrace(address, size)));
  }
  return rows;
}
