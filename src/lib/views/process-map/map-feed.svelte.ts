import { tick, untrack } from 'svelte';
import type { LogSession } from '$lib/session/log-session.svelte';
import { Latest } from '$lib/session/latest';
import type { LogSummary } from '$lib/model/analysis';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { FrequencyMap, MapDetail, MapLayout, MapTimes, ReworkMap, SimplifiedMap } from '$lib/model/map';
import type { LanguageCode } from '$lib/i18n/messages';
import { drawingOf, type Drawing, type DrawingInput } from './drawing/drawing';
import { isReworkMetric } from './drawing/metric-values';
import { reworkKeys, withRework } from './drawing/with-rework';
import { overlaidOf, withOverlaid, type Overlaid } from './drawing/overlaid';
import { isLeftOut, withPicked, type Looked } from './drawing/with-picked';

/** A map computed to the end: what is drawn and where, of one state of the log and the controls. */
export interface MapAnswer {
  readonly drawing: Drawing;
  readonly layout: MapLayout;
  readonly simplified: SimplifiedMap;
  readonly frequency: FrequencyMap;
  readonly summary: LogSummary;
  /** a slider was moving: nodes that were there stay where they are */
  readonly isDragging: boolean;
  /** what is drawn beyond `simplified`, because it is looked at */
  readonly added: Looked | null;
  /** keys of what stands out, the rest is pale; null = all alike */
  readonly lit: ReadonlySet<string> | null;
  /** the variants laid over it: which pass what, and how many there are; null = none */
  readonly overlaid: { readonly tracks: Overlaid['tracks']; readonly count: number } | null;
}

export interface FeedInput {
  readonly language: LanguageCode;
  readonly words: DrawingInput['words'];
  readonly measure: DrawingInput['measure'] | undefined;
  readonly isDragging: boolean;
}

/**
 * Follows the session: the frequency map, then the activities and paths that the sliders keep, then their places; the times of the
 * paths after the first drawing. A late answer never replaces a newer one. Make it while a component starts.
 */
export class MapFeed {
  readonly #session: LogSession;
  #answer = $state.raw<MapAnswer>();
  #error = $state.raw<MiningError>();
  #pending = $state(true);
  #times = $state.raw<{ readonly frequency: FrequencyMap; readonly times: MapTimes }>();
  readonly #latestMap = new Latest();
  #rework = $state.raw<{ readonly frequency: FrequencyMap; readonly rework: ReworkMap }>();
  readonly #latestTimes = new Latest();
  readonly #latestRework = new Latest();
  #simplified: { frequency: FrequencyMap; key: string; value: SimplifiedMap } | undefined;

  /** @param looked what is looked at: drawn even where the sliders leave it out */
  constructor(session: LogSession, input: () => FeedInput, looked: () => Looked | null) {
    this.#session = session;
    // as text, so that looking at what is drawn anyway does not start a new map
    const missing = $derived(this.#missingOf(looked()));
    $effect(() => this.#follow(input(), missing));
    $effect(() => this.#followTimes());
    $effect(() => this.#followRework());
  }

  get answer(): MapAnswer | undefined {
    return this.#answer;
  }
  get error(): MiningError | undefined {
    return this.#session.error ?? this.#error;
  }
  /** A newer map is wanted than the one in `answer`. */
  get pending(): boolean {
    return this.#pending || this.#session.view.selection !== this.#session.selection;
  }
  /** Times of the selection whose frequencies are shown; undefined until they are there. */
  get times(): MapTimes | undefined {
    return this.#times && this.#times.frequency === this.#session.frequency ? this.#times.times : undefined;
  }

  /** Rework of the selection whose frequencies are shown; undefined until it is there, and while nothing shows it. */
  get rework(): ReworkMap | undefined {
    return this.#rework && this.#rework.frequency === this.#session.frequency ? this.#rework.rework : undefined;
  }

  #missingOf(looked: Looked | null): string {
    const { frequency, summary } = this.#session;
    const simplified = this.#answer?.simplified;
    if (!looked || !frequency || !simplified || this.#answer?.summary !== summary || !isLeftOut(simplified, looked)) return '';
    const count = looked.kind === 'edge' ? frequency.edgeCount[looked.edge] : frequency.nodeCount[looked.activity];
    return count ? JSON.stringify(looked) : '';
  }

  #follow({ language, words, measure, isDragging }: FeedInput, missing: string): void {
    const { frequency, summary, selection, view, engine } = this.#session;
    const { times, rework } = this;
    if (!frequency || !measure) return;
    const { activityShare, pathShare, hidden, nodeMetric, edgeMetric, direction, map, overlay } = view;
    const codes = new Map(summary.activities.map((label, code) => [label, code]));
    const detail: MapDetail = { activityShare, pathShare, hidden: hidden.flatMap((label) => codes.get(label) ?? []) };
    const key = JSON.stringify(detail);
    this.#pending = true;
    this.#latestMap
      .run(async (): Promise<MapAnswer> => {
        const kept = this.#simplified;
        const simplified =
          kept?.frequency === frequency && kept.key === key
            ? kept.value
            : await engine.analyse('simplified-map', summary.logId, selection, detail);
        this.#simplified = { frequency, key, value: simplified };
        const added = missing === '' ? null : (JSON.parse(missing) as Looked);
        const all = map.rework && rework ? withRework(simplified, rework, summary) : simplified;
        const overlaid = overlay.length > 0 ? overlaidOf(summary, overlay) : null;
        const whole = overlaid ? withOverlaid(all, overlaid) : all;
        const shown = added ? withPicked(whole, added, summary) : whole;
        const drawing = drawingOf({
          summary,
          frequency,
          simplified: shown,
          overlaid,
          times,
          rework,
          hasRings: map.ring,
          nodeMetric,
          edgeMetric,
          direction,
          language,
          words,
          measure
        });
        const layout = drawing.nodes.length === 0 ? NO_LAYOUT : await engine.layout(drawing.request);
        const reworked = map.rework && rework ? reworkKeys(shown, rework, frequency) : null;
        const lit = overlaid ? new Set(overlaid.tracks.keys()) : reworked;
        return {
          drawing,
          layout,
          simplified,
          frequency,
          summary,
          isDragging,
          added,
          lit,
          overlaid: overlaid && { tracks: overlaid.tracks, count: overlay.length }
        };
      })
      .then(async (answer) => {
        if (!answer) return;
        this.#answer = answer;
        this.#error = undefined;
        // the canvas draws in an effect: what waits for the map must find it drawn
        await tick();
        if (this.#answer === answer) this.#pending = false;
      })
      .catch((why: unknown) => {
        this.#error = asMiningError(why);
        this.#pending = false;
      });
  }

  #followTimes(): void {
    const { frequency, summary, selection, engine } = this.#session;
    if (!frequency) return;
    this.#latestTimes
      .run(() => engine.analyse('map-times', summary.logId, selection, {}))
      .then((times) => {
        if (times) this.#times = { frequency, times };
      })
      .catch((why: unknown) => (this.#error = asMiningError(why)));
  }

  #followRework(): void {
    const { frequency, summary, selection, engine, view } = this.#session;
    const isShown = view.map.rework || isReworkMetric(view.nodeMetric) || isReworkMetric(view.edgeMetric);
    if (!frequency || !isShown || untrack(() => this.rework)) return;
    this.#latestRework
      .run(() => engine.analyse('rework-map', summary.logId, selection, {}))
      .then((rework) => {
        if (rework) this.#rework = { frequency, rework };
      })
      .catch((why: unknown) => (this.#error = asMiningError(why)));
  }
}

const NO_LAYOUT: MapLayout = { width: 0, height: 0, nodes: new Float64Array(), edges: [], labels: new Float64Array() };
