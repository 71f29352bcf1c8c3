import { getContext, setContext } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';
import type { LogSession } from '$lib/session/log-session.svelte';
import { renamedView, unnamedView } from '$lib/session/renamed-view';
import { FIRST_VIEW } from '$lib/session/view-state';
import { topDelays } from '$lib/views/inspector/top-delays';
import type { MapCanvas } from './canvas/map-canvas';
import type { ViewPort } from './canvas/overlay';
import type { Palette } from './canvas/palette';
import { placeIn, type Scene } from './canvas/scene';
import type { Point } from './drawing/geometry';
import type { Looked } from './drawing/with-picked';
import type { MapFeed } from './map-feed.svelte';
import { Player } from './playback/player.svelte';
import type { MapMemory } from './map-memory';

/** What the inspector looks at. */
export type Picked = Looked;

/** What is being done on the map page and is no part of the session's view state: nothing here is undone or shared. */
export class MapView {
  #picked = $state.raw<Picked | null>(null);
  #isTable = $state(false);
  /** keys of the boxes that are marked, to be grouped, filtered or hidden together */
  marked = $state.raw<readonly string[]>([]);
  /** labels of the activities that a name is asked for */
  naming = $state.raw<readonly string[] | null>(null);
  /** label of the box that had the keyboard's focus when it was asked for */
  #askedFrom: string | null = null;
  hovered = $state.raw<{ readonly key: string; readonly at: Point } | null>(null);
  /** key of the box that has the keyboard's focus */
  focused = $state.raw<string | null>(null);
  search = $state('');
  isSliding = $state(false);
  /** columns of case and activity are chosen */
  isShapeOpen = $state(false);
  scene = $state.raw<Scene>();
  viewPort = $state.raw<ViewPort>();
  palette = $state.raw<Palette>();
  /** boxes dragged by hand, by key; of one direction */
  moved = $state.raw<{ readonly direction: string; readonly places: ReadonlyMap<string, Point> }>({
    direction: 'down',
    places: new Map()
  });
  readonly player = new Player();
  canvas: MapCanvas | undefined;
  feed: MapFeed | undefined = $state.raw();

  constructor(
    readonly session: LogSession,
    readonly memory: MapMemory
  ) {
    this.#picked = memory.recall(session.summary);
    this.#isTable = memory.isTable;
  }

  get picked(): Picked | null {
    return this.#picked;
  }
  set picked(picked: Picked | null) {
    this.#picked = picked;
    this.memory.keep(picked, this.session.summary);
  }

  get isTable(): boolean {
    return this.#isTable;
  }
  set isTable(isTable: boolean) {
    this.#isTable = this.memory.isTable = isTable;
  }

  get pickedKey(): string | null {
    const { picked } = this;
    return picked === null ? null : picked.kind === 'activity' ? `a${picked.activity}` : `e${picked.edge}`;
  }

  /** Keys of the boxes whose label holds the search text. */
  get found(): readonly string[] {
    const text = this.search.normalize('NFKC').trim().toLowerCase();
    if (text === '' || !this.scene) return [];
    return [...this.scene.nodes.values()]
      .filter(({ node }) => node.kind === 'activity' && node.label.normalize('NFKC').toLowerCase().includes(text))
      .map(({ node }) => node.key);
  }

  /** Look at what a key of the scene stands for. */
  pickKey(key: string | null): void {
    const number = Number(key?.slice(1));
    this.picked =
      key === null ? null : key.startsWith('a') ? { kind: 'activity', activity: number } : { kind: 'edge', edge: number };
  }

  pick(picked: Picked | null): void {
    this.picked = picked;
    const key = this.pickedKey;
    const at = key === null || !this.scene ? undefined : placeIn(this.scene, key);
    if (at) this.canvas?.reveal(at);
  }

  labelOf(activity: number): string {
    return this.session.summary.activities[activity] ?? '';
  }

  hide(activity: number): void {
    this.hideAll([this.labelOf(activity)]);
  }

  hideAll(labels: readonly string[]): void {
    const { session } = this;
    const more = labels.filter((label) => session.summary.activities.includes(label) && !session.view.hidden.includes(label));
    if (more.length === 0) return;
    session.change({ hidden: [...session.view.hidden, ...more] });
    this.picked = null;
    this.marked = [];
  }

  get markedLabels(): readonly string[] {
    return this.marked.map((key) => this.labelOf(Number(key.slice(1))));
  }

  /** Mark a box, or take its mark away. Of a path, nothing. */
  toggleMark(key: string): void {
    if (!/^a\d/.test(key)) return;
    this.marked = this.marked.includes(key) ? this.marked.filter((other) => other !== key) : [...this.marked, key];
  }

  /** Ask for a name for the marked activities; without marks, for the one that is looked at. */
  nameMarked(): void {
    const { picked } = this;
    if (this.marked.length > 0) this.askName(this.markedLabels);
    else if (picked?.kind === 'activity') this.askName([this.labelOf(picked.activity)]);
  }

  /** Ask for a name for the activities of these names. */
  askName(labels: readonly string[]): void {
    const { focused } = this;
    this.#askedFrom = focused === null ? null : this.labelOf(Number(focused.slice(1)));
    this.naming = labels;
  }

  /** Activities of these names are called `to` from now on: several become one. */
  rename(from: readonly string[], to: string): void {
    const { session, memory } = this;
    memory.focused = this.#askedFrom;
    memory.rename(from, to);
    session.change(renamedView(session.view, from, to, session.ownActivities));
  }

  /** The activities behind a name are called as the log calls them. */
  unname(label: string): void {
    const { session } = this;
    session.change(unnamedView(session.view, [label], session.ownActivities));
  }

  /** How many activities of the log are called so; 0 = it is the log's own name for one. */
  membersOf(label: string): number {
    return (this.session.view.selection.names ?? []).filter(({ to }) => to === label).length;
  }

  restore(labels: readonly string[]): void {
    const { session } = this;
    session.change({ hidden: session.view.hidden.filter((label) => !labels.includes(label)) });
  }

  /** Keep only cases with this activity. */
  filterWith(activity: number): void {
    this.filterWithAny([this.labelOf(activity)]);
  }

  /** Keep only cases with one of these activities. */
  filterWithAny(activities: readonly string[]): void {
    const { session } = this;
    session.addClause({ id: session.clauseId(), kind: 'activity', activities, negated: false, muted: false });
  }

  /** Rings in the boxes, on and off. */
  toggleRing(): void {
    const { map } = this.session.view;
    this.session.change({ map: { ...map, ring: !map.ring } });
  }

  /** Boxes and paths by extra executions, with what leads back standing out; or back to how the map was first. */
  toggleRework(): void {
    const { map } = this.session.view;
    const metrics = map.rework
      ? { nodeMetric: FIRST_VIEW.nodeMetric, edgeMetric: FIRST_VIEW.edgeMetric }
      : ({ nodeMetric: 'extra', edgeMetric: 'extra' } as const);
    this.session.change({ ...metrics, map: { ...map, rework: !map.rework } });
  }

  /** Open the player; open, play or pause. Nothing moves by itself where motion is to be reduced. */
  play(): void {
    const { player } = this;
    if (player.isOpen && !prefersReducedMotion.current) player.toggle();
    player.isOpen = true;
  }

  turnClock(): void {
    const { map } = this.session.view;
    this.player.share = 0;
    const clock = map.play.clock === 'absolute' ? 'relative' : 'absolute';
    this.session.change({ map: { ...map, play: { ...map.play, clock } } });
  }

  /** Look at the next (previous) of the paths that cost most time. */
  stepDelay(by: 1 | -1): void {
    const { session, picked } = this;
    const times = this.feed?.times;
    if (!session.frequency || !times) return;
    const delays = topDelays(session.frequency, times, 20);
    if (delays.length === 0) return;
    const now = picked?.kind === 'edge' ? delays.findIndex(({ edge }) => edge === picked.edge) : -1;
    const at = now === -1 ? (by === 1 ? 0 : delays.length - 1) : (now + by + delays.length) % delays.length;
    this.pick({ kind: 'edge', edge: delays[at]!.edge });
  }

  /** Places that win over the layout's. */
  placesFor(direction: string): ReadonlyMap<string, Point> {
    return this.moved.direction === direction ? this.moved.places : new Map();
  }

  move(key: string, to: Point): void {
    const { direction } = this.session.view;
    this.moved = { direction, places: new Map(this.placesFor(direction)).set(key, to) };
  }
}

const KEY = Symbol('map-view');

export function setMapView(view: MapView): MapView {
  return setContext(KEY, view);
}

export function getMapView(): MapView {
  return getContext<MapView>(KEY);
}
