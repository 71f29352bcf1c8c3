import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, count, csvFile } from './support/app';
import { isKept, openArea, openStart } from './support/kept';

const NAME = 'Secret-of-house';
const LOG = `case,activity,time\n${Array.from({ length: 40 }, (_, at) => `c${at >> 2},step${at & 3},2026-05-1${at & 3} 08:00:00`).join('\n')}`;

async function openLog(page: Page, language = 'en'): Promise<void> {
  await chooseFiles(page, csvFile(`${NAME}.csv`, LOG), language);
  await confirmImport(page);
  await isKept(page);
}

async function lockNow(page: Page): Promise<void> {
  await page.getByTestId('app-menu').getByRole('button').first().click();
  await page.getByTestId('lock-now').click();
}

async function openSettings(page: Page): Promise<void> {
  await page.getByTestId('app-menu').getByRole('button').first().click();
  await page.getByTestId('settings-open').click();
}

/** Take the tab out of sight, or back: a test's window is always in sight. */
async function show(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((wanted) => {
    Object.defineProperty(document, 'visibilityState', { value: wanted, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

const isLocked = (page: Page) => expect(page.getByTestId('lock-page')).toBeVisible();
const isOpen = (page: Page) => expect(page.getByTestId('lock-page')).toBeHidden();

for (const language of ['en', 'ja']) {
  test(`${language}: locked, nothing of the log is to be seen, in any tab; unlocking opens them all`, async ({
    page,
    context
  }) => {
    await openLog(page, language);
    const other = await context.newPage();
    await other.goto(`/?lang=${language}`);
    await openArea(other, NAME);
    await lockNow(page);
    for (const tab of [page, other]) {
      await isLocked(tab);
      expect(await tab.content()).not.toContain(NAME);
      expect(await tab.title()).not.toContain(NAME);
      expect(await tab.locator('body').innerText()).not.toMatch(/step\d/);
      await expect(tab.getByTestId('lock-page')).toContainText(language === 'en' ? 'asks for nothing' : '何も確認しません');
    }
    // a tab that is opened, or loaded again, is locked as well
    const late = await context.newPage();
    await late.goto('/');
    await isLocked(late);
    await page.reload();
    await isLocked(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.getByTestId('unlock').click();
    for (const tab of [page, other, late]) await isOpen(tab);
    await expect(other.getByTestId('sample-log')).toHaveCount(3);
    // what is kept opens again
    await openArea(other, NAME);
    expect(await count(other, 'events')).toBe(40);
  });

  for (const theme of ['light', 'dark']) {
    test(`${language}, ${theme}: the lock page and the settings have nothing serious for axe`, async ({ page }) => {
      await page.goto(`/?lang=${language}&theme=${theme}`);
      await openSettings(page);
      await expect(page.getByTestId('settings')).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await lockNow(page);
      await isLocked(page);
      expect(await seriousFaults(page)).toEqual([]);
    });
  }
}

test('from the palette, and opened by keyboard alone', async ({ page }) => {
  await page.goto('/?lang=en');
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lock now');
  await page.keyboard.press('Enter');
  await isLocked(page);
  await expect(page.getByTestId('unlock')).toBeFocused();
  // no key of the app does anything here
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await page.getByTestId('unlock').focus();
  await page.keyboard.press('Enter');
  await isOpen(page);
});

test('locked and unlocked as fast as one can, in two tabs: the last word counts, and kept logs can be read', async ({
  page,
  context
}) => {
  await openLog(page);
  const other = await context.newPage();
  await openStart(other);
  for (let time = 0; time < 5; time++) {
    await lockNow(time % 2 === 0 ? page : other);
    const unlocking = time % 2 === 0 ? other : page;
    await isLocked(unlocking);
    await unlocking.getByTestId('unlock').click();
    for (const tab of [page, other]) await isOpen(tab);
  }
  for (const tab of [page, other]) {
    await openStart(tab);
    await openArea(tab, NAME);
  }
});

test('locks when nothing was done for as long as was chosen, in any tab', async ({ page, context }) => {
  const began = new Date('2026-06-01T08:00:00Z').getTime();
  await context.clock.install({ time: began });
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto('/?lang=en');
    await expect(tab.getByTestId('sample-log')).toHaveCount(3);
  }
  // from here on the clock stands still unless it is moved
  await context.clock.pauseAt(began + 3_600_000);
  const pass = (minutes: number): Promise<void> => context.clock.fastForward(minutes * 60_000);
  await openSettings(page);
  await page.getByTestId('lock-idle').selectOption('15');
  await page.keyboard.press('Escape');
  await pass(14);
  // a handle to a promise that is not waited for
  const heard = await page.evaluateHandle(() => {
    const channel = new BroadcastChannel('kiseki-lock');
    return { told: new Promise<void>((resolve) => (channel.onmessage = () => resolve())) };
  });
  await other.mouse.move(200, 200);
  await other.mouse.move(220, 220);
  await heard.evaluate(({ told }) => told);
  await pass(14);
  await isOpen(page);
  await isOpen(other);
  await pass(2);
  await isLocked(page);
  await isLocked(other);
});

test('locks out of sight if that was chosen, not when one goes from tab to tab', async ({ page, context }) => {
  await page.goto('/?lang=en');
  await openSettings(page);
  await page.getByTestId('lock-hidden').check();
  await page.keyboard.press('Escape');
  const other = await context.newPage();
  await other.goto('/?lang=en');
  await show(page, 'hidden');
  await other.waitForTimeout(1500);
  await isOpen(page);
  await show(other, 'hidden');
  await isLocked(page);
  await isLocked(other);
});
