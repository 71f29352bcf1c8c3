import { getContext, setContext } from 'svelte';
import type { LogSession } from '$lib/session/log-session.svelte';
import { FIRST_VIEW } from '$lib/session/view-state';
import { topDelays } from '$lib/views/inspector/top-delays';
import type { MapCanvas } from './canvas/map-canvas';
import type { ViewPort } from './canvas/overlay';
import type { Palette } from './canvas/palette';
import { placeIn, type Scene } from './canvas/scene';
import type { Point } from './drawing/geometry';
import type { MapFeed } from './map-feed.svelte';

/** What the inspector looks at. */
export type Picked = { readonly kind: 'activity'; readonly activity: number } | { readonly kind: 'edge'; readonly edge: number };

/** What is being done on the map page and is no part of the session's view state: nothing here is undone or shared. */
export class MapView {
  picked = $state.raw<Picked | null>(null);
  hovered = $state.raw<{ readonly key: string; readonly at: Point } | null>(null);
  /** key of the box that has the keyboard's focus */
  focused = $state.raw<string | null>(null);
  search = $state('');
  isTable = $state(false);
  isSliding = $state(false);
  scene = $state.raw<Scene>();
  viewPort = $state.raw<ViewPort>();
  palette = $state.raw<Palette>();
  /** boxes dragged by hand, by key; of one direction */
  moved = $state.raw<{ readonly direction: string; readonly places: ReadonlyMap<string, Point> }>({
    direction: 'down',
    places: new Map()
  });
  canvas: MapCanvas | undefined;
  feed: MapFeed | undefined = $state.raw();

  constructor(readonly session: LogSession) {}

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

  hide(activity: number): void {
    const { session } = this;
    const label = session.summary.activities[activity];
    if (label === undefined || session.view.hidden.includes(label)) return;
    session.change({ hidden: [...session.view.hidden, label] });
    this.picked = null;
  }

  restore(labels: readonly string[]): void {
    const { session } = this;
    session.change({ hidden: session.view.hidden.filter((label) => !labels.includes(label)) });
  }

  /** Keep only cases with this activity. */
  filterWith(activity: number): void {
    const { session } = this;
    const label = session.summary.activities[activity];
    if (label === undefined) return;
    session.addClause({ id: session.clauseId(), kind: 'activity', activities: [label], negated: false, muted: false });
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
