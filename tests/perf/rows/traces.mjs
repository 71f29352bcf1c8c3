/** Rows of the main thread: what a person does for a while, and the longest task that held the page up meanwhile. */
import { openBrowser } from '../browser.mjs';
import { failedRow, judgedAt, ms, verdictOf } from '../figures.mjs';
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

/** @returns {Promise<number>} the longest task from `act`'s beginning until the page rests, 0 where none took 50 ms */
async function longestDuring(page, act) {
  const from = await page.evaluate(() => performance.now());
  await act();
  await page.waitForTimeout(700);
  return page.evaluate(
    (began) => Math.max(0, ...window.benchNotes.longTasks.filter((task) => task.startTime >= began).map((task) => task.duration)),
    from
  );
}

const told = (longest) => (longest === 0 ? 'below 50 ms' : ms(longest));

async function traced(name, title, size, run) {
  try {
    const phases = await run();
    const longest = Math.max(...Object.values(phases));
    const measured = Object.entries(phases).map(([phase, task]) => `${phase}: ${told(task)}`);
    const verdict = judgedAt(verdictOf(longest <= LIMIT_MS), size, ['1M']);
    return { name, title, reach: REACH, measured: `longest task, ${measured.join('; ')}`, verdict, figures: { phases } };
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
