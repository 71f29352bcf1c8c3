import { describe, expect, test } from 'vitest';
import { IdleWatch, type LockChoices, type WatchMessage } from './idle-watch';

const MINUTE = 60_000;

/** Tabs of one browser, whose clock stands still until it is moved. */
class Browser {
  now = 1_800_000_000_000;
  locked = 0;
  choices: LockChoices = { idleMinutes: 5, lockOnHide: false };
  readonly tabs: IdleWatch[] = [];
  job: Promise<void> = Promise.resolve();
  #timers: { at: number; run: () => void }[] = [];

  get timers(): number {
    return this.#timers.length;
  }

  open(): IdleWatch {
    const tab: IdleWatch = new IdleWatch(
      () => this.choices,
      {
        now: () => this.now,
        after: (ms, run) => {
          const timer = { at: this.now + ms, run };
          this.#timers.push(timer);
          return () => (this.#timers = this.#timers.filter((other) => other !== timer));
        },
        tell: (message: WatchMessage) => {
          for (const other of this.tabs) if (other !== tab) other.hear(message);
        },
        whenFree: () => this.job
      },
      () => {
        this.locked++;
        for (const each of this.tabs) each.stop();
      }
    );
    this.tabs.push(tab);
    tab.start();
    return tab;
  }

  /** Let time pass; timers that fall due run in their order. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
      await this.settle();
    }
    this.now = until;
  }

  /** A sleeping machine: the clock goes on, timers do not. */
  sleep(ms: number): void {
    this.now += ms;
  }

  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

describe('locking when idle', () => {
  test('after the minutes that were chosen, not before', async () => {
    const browser = new Browser();
    browser.open();
    await browser.pass(5 * MINUTE - 1);
    expect(browser.locked).toBe(0);
    await browser.pass(1);
    expect(browser.locked).toBe(1);
  });

  test('an act puts it off; one timer stands, however many acts there are', async () => {
    const browser = new Browser();
    const tab = browser.open();
    for (let act = 0; act < 50; act++) {
      await browser.pass(MINUTE);
      tab.active();
      expect(browser.timers).toBe(1);
    }
    expect(browser.locked).toBe(0);
    await browser.pass(5 * MINUTE);
    expect(browser.locked).toBe(1);
  });

  test('an act in any tab keeps all awake', async () => {
    const browser = new Browser();
    const busy = browser.open();
    browser.open();
    browser.open();
    for (let act = 0; act < 600; act++) {
      await browser.pass(2000);
      busy.active();
    }
    expect(browser.locked).toBe(0);
    await browser.pass(6 * MINUTE);
    expect(browser.locked).toBe(1);
  });

  test('never where it is off, and without a timer', async () => {
    const browser = new Browser();
    browser.choices = { idleMinutes: 0, lockOnHide: false };
    browser.open();
    expect(browser.timers).toBe(0);
    await browser.pass(1000 * MINUTE);
    expect(browser.locked).toBe(0);
  });

  test('a choice that has changed counts from then on', async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.choices = { idleMinutes: 30, lockOnHide: false };
    tab.start();
    await browser.pass(29 * MINUTE);
    expect(browser.locked).toBe(0);
    await browser.pass(MINUTE);
    expect(browser.locked).toBe(1);
  });

  test('the act that wakes a machine comes too late', async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.sleep(60 * MINUTE);
    tab.active();
    await browser.settle();
    expect(browser.locked).toBe(1);
  });

  test('a clock set back a year puts it off by the chosen minutes at most', async () => {
    const browser = new Browser();
    browser.open();
    browser.now -= 365 * 24 * 60 * MINUTE;
    // the browser's timers know nothing of the clock
    browser.tabs[0]!.start();
    await browser.pass(5 * MINUTE);
    expect(browser.locked).toBe(1);
  });

  test('a job puts it off until it has ended; who came back meanwhile goes on', async () => {
    for (const isBack of [false, true]) {
      const browser = new Browser();
      const tab = browser.open();
      let end = (): void => {};
      browser.job = new Promise((resolve) => (end = resolve));
      await browser.pass(7 * MINUTE);
      expect(browser.locked).toBe(0);
      if (isBack) tab.active();
      end();
      await browser.settle();
      expect(browser.locked).toBe(isBack ? 0 : 1);
      if (isBack) await browser.pass(5 * MINUTE);
      expect(browser.locked).toBe(1);
    }
  });
});

describe('locking out of sight', () => {
  const onHide: LockChoices = { idleMinutes: 0, lockOnHide: true };

  test('only if that was chosen', async () => {
    const browser = new Browser();
    browser.open().hidden();
    await browser.pass(MINUTE);
    expect(browser.locked).toBe(0);
  });

  test('when the last tab in sight is gone, not when one goes to another', async () => {
    const browser = new Browser();
    browser.choices = onHide;
    const [first, second] = [browser.open(), browser.open()];
    second.hidden();
    await browser.pass(MINUTE);
    expect(browser.locked).toBe(0);
    first.hidden();
    second.visible();
    await browser.pass(MINUTE);
    expect(browser.locked).toBe(0);
    second.hidden();
    await browser.pass(5000);
    expect(browser.locked).toBe(1);
  });

  test('not while the tab that one goes to is loading', async () => {
    const browser = new Browser();
    browser.choices = onHide;
    const first = browser.open();
    first.hidden();
    await browser.pass(3000);
    browser.open();
    await browser.pass(MINUTE);
    expect(browser.locked).toBe(0);
  });

  test('a tab that was put to sleep at once locks when it is seen again', async () => {
    const browser = new Browser();
    browser.choices = onHide;
    const tab = browser.open();
    tab.hidden();
    browser.sleep(MINUTE);
    tab.visible();
    expect(browser.locked).toBe(1);
  });

  test('who is back during a job goes on', async () => {
    const browser = new Browser();
    browser.choices = onHide;
    const tab = browser.open();
    let end = (): void => {};
    browser.job = new Promise((resolve) => (end = resolve));
    tab.hidden();
    await browser.pass(MINUTE);
    tab.visible();
    end();
    await browser.settle();
    expect(browser.locked).toBe(0);
  });
});
