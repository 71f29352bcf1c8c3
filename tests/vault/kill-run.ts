import type { Page } from '@playwright/test';
import { KillableBrowser } from './kill-browser';
import { ACT_KINDS, History, type Act, type ActKind, type Shape } from './kill-history';
import { openKillPage, serveKillPage } from './kill-page';

export interface KillPlan {
  readonly executable: string;
  /** folder of the browser's profile, the same all through */
  readonly profile: string;
  readonly baseUrl: string;
  readonly seed: number;
  readonly renderers: number;
  readonly browsers: number;
}

export interface KillReport {
  /** kills by the act that they were aimed at */
  readonly kills: Readonly<Record<ActKind, number>>;
  /** of them, those that came while the act had no answer yet */
  readonly unanswered: Readonly<Record<ActKind, number>>;
  readonly acknowledged: number;
  /** what was found to be lost, torn or otherwise wrong: nothing */
  readonly wrong: readonly string[];
  /** [kills] from the kill until all that is kept was listed, opened and read, ms */
  readonly reopenMs: readonly number[];
}

/** What a tab may be told when the other one was quicker. */
const OVERTAKEN = /^(?:unknown-area|area-changed) /;
const AREAS = 5;
/** acts before the one that is aimed at */
const LEAD = 4;

/**
 * Kill renderers and the browser again and again, each at a moment drawn around an act, while two workers act on one vault; after each, read
 * everything and hold it against what was acknowledged.
 */
export async function runKills(plan: KillPlan): Promise<KillReport> {
  return new KillRun(plan).run();
}

class KillRun {
  readonly #draw: () => number;
  readonly #counts = { kills: counts(), unanswered: counts() };
  readonly #typicalMs = new Map<ActKind, number>();
  readonly #wrong: string[] = [];
  readonly #reopenMs: number[] = [];
  #acknowledged = 0;
  #tokens = 0;

  constructor(private readonly plan: KillPlan) {
    this.#draw = drawing(plan.seed);
  }

  async run(): Promise<KillReport> {
    let browser = await this.#start();
    try {
      let page = await openKillPage(browser.context, this.plan.baseUrl);
      const history = new History(await page.evaluate(() => window.killPage.expected()));
      for (const [number, whole] of this.#order().entries()) {
        const target = ACT_KINDS[number % ACT_KINDS.length]!;
        await this.#actUntilKilled(page, history, target, async () => (whole ? browser.kill() : browser.killRenderers()));
        const from = performance.now();
        if (whole) browser = await this.#start();
        else await page.close().catch(() => undefined);
        page = await openKillPage(browser.context, this.plan.baseUrl);
        const found = await page.evaluate(() => window.killPage.read());
        this.#reopenMs.push(performance.now() - from);
        const where = `kill ${number} (${whole ? 'browser' : 'renderer'}, ${target})`;
        for (const wrong of history.settle(found)) this.#wrong.push(`${where}: ${wrong}`);
      }
      await this.#sweep(page);
    } finally {
      await browser.kill();
    }
    return { ...this.#counts, acknowledged: this.#acknowledged, wrong: this.#wrong, reopenMs: this.#reopenMs };
  }

  async #start(): Promise<KillableBrowser> {
    const browser = await KillableBrowser.start(this.plan.executable, this.plan.profile);
    await serveKillPage(browser.context);
    return browser;
  }

  /** [kills] true: the browser, false: its renderers */
  #order(): boolean[] {
    const { renderers, browsers } = this.plan;
    const order = Array.from({ length: renderers + browsers }, (_, number) => number < browsers);
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(this.#draw() * (last + 1));
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  }

  /** Two workers act, the first one what is aimed at after some other acts; the kill comes about when that one is under way. */
  async #actUntilKilled(page: Page, history: History, target: ActKind, kill: () => Promise<void>): Promise<void> {
    let isKilled = false;
    let killing: Promise<void> | undefined;
    const lead = Math.floor(this.#draw() * LEAD);
    const waits = this.#draw();

    const perform = async (worker: number, act: Act): Promise<void> => {
      history.asked(act);
      const from = performance.now();
      let area: { areaId: string; version: number } | null;
      try {
        area = await page.evaluate(([number, asked]) => window.killPage.act(number, asked), [worker, act] as const);
      } catch (thrown) {
        const why = thrown instanceof Error ? thrown.message.replace(/^page\.evaluate: (?:Error: )?/, '') : String(thrown);
        if (!isKilled && !OVERTAKEN.test(why)) this.#wrong.push(`${act.kind} was refused: ${why}`);
        return;
      }
      this.#acknowledged++;
      history.acknowledged(act, area ?? { areaId: '', version: Infinity });
      this.#typicalMs.set(act.kind, 0.7 * (this.#typicalMs.get(act.kind) ?? 60) + 0.3 * (performance.now() - from));
    };

    const aim = async (): Promise<void> => {
      const act = this.#drawFirst(history, target);
      let answered = false;
      const acting = perform(0, act).then(() => (answered = !isKilled));
      await new Promise((resolve) => setTimeout(resolve, waits * 1.2 * (this.#typicalMs.get(act.kind) ?? 60)));
      isKilled = true;
      this.#counts.kills[act.kind]++;
      if (!answered) this.#counts.unanswered[act.kind]++;
      killing = kill();
      await killing;
      await acting;
    };

    const first = async (): Promise<void> => {
      for (let number = 0; number < lead; number++) await perform(0, this.#drawFirst(history));
      await aim();
    };
    const second = async (): Promise<void> => {
      while (!isKilled) await perform(1, this.#drawSecond(history));
    };
    await Promise.all([first(), second()]);
  }

  /** An act of the first worker: the one that is aimed at if it can be done, else any. */
  #drawFirst(history: History, target?: ActKind): Act {
    const { areaIds } = history;
    const areaId = areaIds[Math.floor(this.#draw() * areaIds.length)];
    const kind = target ?? ACT_KINDS[Math.floor(this.#draw() * ACT_KINDS.length)]!;
    if (areaId === undefined || (kind === 'import' && (target !== undefined || areaIds.length < AREAS))) {
      return { kind: 'import', log: this.#draw() < 0.5 ? 'small' : 'large', token: this.#token() };
    }
    switch (kind) {
      case 'import':
      case 'remove':
        return { kind: 'remove', areaId };
      case 'save':
      case 'rename':
        return { kind, areaId, token: this.#token() };
      case 'reshape': {
        const shape: Shape = history.shapeOf(areaId) === 'step' ? 'clerk' : 'step';
        return { kind, areaId, shape };
      }
      case 'compaction':
        return { kind };
    }
  }

  /** An act of the second worker, which removes and shapes nothing: it would take from the first what that one is at. */
  #drawSecond(history: History): Act {
    const { areaIds } = history;
    const areaId = areaIds[Math.floor(this.#draw() * areaIds.length)];
    const kind = this.#draw();
    if (areaId === undefined || kind < 0.2) return { kind: 'compaction' };
    return { kind: kind < 0.7 ? 'save' : 'rename', areaId, token: this.#token() };
  }

  #token(): string {
    return `token ${++this.#tokens}`;
  }

  /** After all: the sweep leaves the files of what is kept, and no byte more. */
  async #sweep(page: Page): Promise<void> {
    await page.evaluate(() => window.killPage.act(0, { kind: 'compaction' }));
    const found = await page.evaluate(() => window.killPage.read());
    const filesBytes = await page.evaluate(() => window.killPage.filesBytes());
    const keptBytes = found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    // the sizes told count the cards as well, which lie in the catalogue
    if (filesBytes > keptBytes || filesBytes < keptBytes - 4096 * found.length) {
      this.#wrong.push(`${filesBytes} bytes of files for ${keptBytes} bytes that are kept`);
    }
  }
}

const counts = (): Record<ActKind, number> => Object.fromEntries(ACT_KINDS.map((kind) => [kind, 0])) as Record<ActKind, number>;

/** Numbers from 0 up to 1, the same for the same seed. Source: Marsaglia, Xorshift RNGs (2003), 32 bits. */
function drawing(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
