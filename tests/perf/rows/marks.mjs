/**
 * Runs in the app's page before its own code: drives the import by the contract's test ids and notes when things happened,
 * in milliseconds since navigation. Passed to Playwright's `addInitScript`, so it may use nothing from outside.
 *
 * @param {{ confirm: boolean, sample: boolean, area?: boolean, roles: Record<string, string> }} plan confirm the import as soon as one
 *   can; open the first sample (the first kept log) as soon as one can; roles to set where the app guessed others
 */
export function noteMarks(plan) {
  const marks = {};
  const longTasks = [];
  const states = [];
  window.benchNotes = { marks, longTasks, states };
  const byId = (id) => document.querySelector(`[data-testid="${id}"]`);
  const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(act));
  const enabled = (button) => button && !button.disabled && button.getAttribute('aria-disabled') !== 'true';

  document.addEventListener(
    'change',
    (event) => {
      if (event.target.dataset?.testid === 'import-file') marks.drop ??= performance.now();
    },
    true
  );
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  /** @returns {boolean} whether all were right already */
  function setRoles() {
    let right = true;
    for (const [column, role] of Object.entries(plan.roles)) {
      const select = document.querySelector(`[data-testid="import-column-role"][data-column="${column}"]`);
      if (!select || select.value === role) continue;
      right = false;
      select.value = role;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    return right;
  }

  function look() {
    const error = byId('error-message');
    if (error) marks.error ??= error.dataset.code ?? 'error-message';
    const confirm = byId('import-confirm');
    if (marks.drop !== undefined && enabled(confirm)) {
      if (marks.preview === undefined) {
        marks.preview = 0;
        afterPaint(() => {
          marks.preview = performance.now();
          look();
        });
      } else if (marks.preview > 0 && plan.confirm && marks.confirm === undefined) {
        marks.guessed = setRoles();
        marks.confirm = performance.now();
        // the app's answer to a changed role comes first
        setTimeout(() => byId('import-confirm').click());
      }
    }
    const sample = byId('sample-log');
    if (plan.sample && sample && marks.sample === undefined) {
      marks.sample = performance.now();
      marks.sampleName = sample.dataset.name;
      // a user needs to see it first
      afterPaint(() => (sample.matches('button, a') ? sample : (sample.querySelector('button, a') ?? sample)).click());
    }
    if (byId('kept-logs')?.dataset.state === 'ready') marks.listed ??= performance.now();
    if (byId('kept-state')?.dataset.state === 'kept') marks.kept ??= performance.now();
    const row = plan.area ? document.querySelector('[data-testid="area-row"] button') : null;
    if (row && marks.area === undefined) {
      marks.area = performance.now();
      afterPaint(() => row.click());
    }
    const map = byId('map-canvas');
    if (map && states.at(-1)?.state !== map.dataset.state) states.push({ state: map.dataset.state, at: performance.now() });
    if (map?.dataset.state === 'ready' && marks.ready === undefined) {
      marks.ready = 0;
      afterPaint(() => {
        marks.ready = performance.now();
        for (const what of ['cases', 'events', 'activities', 'variants']) {
          marks[what] = Number(byId(`count-${what}`)?.dataset.value ?? NaN);
        }
      });
    }
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state', 'disabled', 'aria-disabled']
  });
}

/**
 * Wait until a mark is there, without keeping the page busy.
 *
 * @param {import('@playwright/test').Page} page @param {string} name @param {number} timeoutMs
 * @returns {Promise<Record<string, number>>} all marks
 * @throws Error when the app shows an error, or time is up
 */
export async function waitForMark(page, name, timeoutMs) {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const marks = await page.evaluate(() => window.benchNotes.marks);
    if (marks[name] > 0) return marks;
    if (marks.error) throw new Error(`the app shows the error ${marks.error}`);
    if (Date.now() > until)
      throw new Error(`no ${name} within ${timeoutMs / 1000} s (seen: ${Object.keys(marks).join(', ') || 'nothing'})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
