import cytoscape, { type Core, type EventObject } from 'cytoscape';
import type { Point } from '../drawing/geometry';
import { cyStyle } from './cy-style';
import type { Area } from './declutter';
import { change, edgeData, elementOf, nodeData } from './elements';
import { fitOf, leastZoom, type Placement } from './fit';
import { Overlay, type Marks, type ViewPort } from './overlay';
import type { Palette } from './palette';
import { blended, withMoved, type Scene } from './scene';

export interface CanvasEvents {
  /** a box (`a3`) or a path (`e12`) was chosen; null = the ground; `isMore`: with Shift held */
  pick(key: string | null, isMore: boolean): void;
  hover(key: string | null, at: Point): void;
  /** a box was dragged to */
  move(key: string, to: Point): void;
  view(view: ViewPort): void;
}

const ANIMATION_MS = 260;
/** More edges than this jump to their places: sixty frames of them would stutter. */
const MOST_ANIMATED = 160;
const NOTHING: Marks = { picked: null, hovered: null, focused: null, found: new Set(), marked: new Set(), lit: null };

/** The map on its canvas: Cytoscape for boxes, lines, dragging and zoom, `Overlay` for texts and arrowheads. Updated by differences. */
export class MapCanvas {
  readonly #cy: Core;
  readonly #overlay: Overlay;
  #scene: Scene | undefined;
  #palette: Palette;
  #marks: Marks = NOTHING;
  #frame = 0;
  /** the view follows the picture until the analyst zooms or pans */
  #follows = true;
  #fitting = false;

  constructor(
    readonly host: HTMLElement,
    overlay: HTMLCanvasElement,
    palette: Palette,
    readonly panels: () => readonly Area[],
    readonly events: CanvasEvents
  ) {
    this.#palette = palette;
    this.#overlay = new Overlay(overlay);
    this.#cy = cytoscape({
      container: host,
      style: cyStyle(palette),
      layout: { name: 'preset' },
      minZoom: 0.05,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true
    });
    this.#listen();
  }

  get measureIn(): Overlay {
    return this.#overlay;
  }
  get view(): ViewPort {
    return { zoom: this.#cy.zoom(), pan: this.#cy.pan(), width: this.#cy.width(), height: this.#cy.height() };
  }

  /** Draw a scene in place of the one before. */
  show(scene: Scene, isAnimated: boolean): void {
    const before = new Map([...(this.#scene?.nodes ?? [])].map(([key, { x, y }]) => [key, { x, y }]));
    cancelAnimationFrame(this.#frame);
    const isFirst = this.#scene === undefined || this.#scene.nodes.size === 0;
    this.#scene = scene;
    this.#update(scene);
    if (isFirst) this.#follows = true;
    if (isAnimated && !isFirst && scene.edges.length <= MOST_ANIMATED) this.#animate(before, scene);
    else this.refit();
    this.#cy.forceRender();
  }

  recolour(palette: Palette): void {
    this.#palette = palette;
    this.#cy.style(cyStyle(palette));
    if (this.#scene) this.#update(this.#scene);
    this.redraw();
  }

  mark(marks: Marks): void {
    this.#marks = marks;
    this.#cy.batch(() => {
      this.#cy.elements().forEach((element) => {
        element.toggleClass('picked', element.id() === marks.picked);
        element.toggleClass('dimmed', marks.lit !== null && !marks.lit.has(element.id()));
      });
    });
    this.redraw();
  }

  redraw(): void {
    this.#cy.forceRender();
  }

  /** The whole map in sight; with `least`, not smaller than that. */
  fit(least = 0): void {
    if (!this.#scene || this.#scene.nodes.size === 0) return;
    this.#follows = true;
    const { width, height } = this.view;
    this.#go(fitOf(this.#scene, width, height, this.panels(), least));
  }

  /** Fit again if the analyst has not chosen another view: panels came or went. */
  refit(): void {
    if (this.#follows && this.#scene) this.fit(leastZoom(this.#scene));
  }

  zoomBy(factor: number): void {
    this.#follows = false;
    const { width, height } = this.view;
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  /** Bring a point of the map to the middle. */
  centreOn(at: Point): void {
    this.#follows = false;
    const { zoom, width, height } = this.view;
    this.#cy.pan({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom });
  }

  /** Bring a point of the map into sight, if it is not. */
  reveal(at: Point): void {
    const { zoom, pan, width, height } = this.view;
    const [x, y] = [at.x * zoom + pan.x, at.y * zoom + pan.y];
    if (x < 60 || y < 40 || x > width - 60 || y > height - 40) this.centreOn(at);
  }

  panBy(x: number, y: number): void {
    this.#follows = false;
    this.#cy.panBy({ x, y });
  }

  resize(): void {
    this.#cy.resize();
    this.refit();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#cy.destroy();
  }

  #go({ zoom, pan }: Placement): void {
    this.#fitting = true;
    this.#cy.viewport({ zoom, pan: { x: pan.x, y: pan.y } });
    this.#fitting = false;
  }

  #update(scene: Scene): void {
    const cy = this.#cy;
    cy.batch(() => {
      const wanted = new Set([...scene.nodes.keys(), ...scene.edges.map(({ edge }) => edge.key)]);
      cy.elements()
        .filter((element) => !wanted.has(element.id()))
        .remove();
      for (const [key, placed] of scene.nodes) {
        const data = nodeData(placed, scene, this.#palette);
        const element = cy.getElementById(key);
        if (element.empty()) cy.add(elementOf('nodes', data, placed)).toggleClass('picked', key === this.#marks.picked);
        else change(element, data).position({ x: placed.x, y: placed.y });
      }
      for (const placed of scene.edges) {
        const data = edgeData(placed, scene, this.#palette);
        const element = cy.getElementById(placed.edge.key);
        if (element.empty()) cy.add(elementOf('edges', data)).toggleClass('picked', placed.edge.key === this.#marks.picked);
        else change(element, data);
      }
    });
  }

  #animate(before: ReadonlyMap<string, Point>, to: Scene): void {
    const started = performance.now();
    const from = this.view;
    const { width, height } = from;
    const goal = this.#follows ? fitOf(to, width, height, this.panels(), leastZoom(to)) : undefined;
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - started) / ANIMATION_MS));
      const share = 1 - (1 - t) ** 3;
      const scene = t < 1 ? blended(before, to, share) : to;
      this.#scene = scene;
      this.#cy.batch(() => {
        for (const [key, { x, y }] of scene.nodes) this.#cy.getElementById(key).position({ x, y });
      });
      if (goal) {
        const mix = (a: number, b: number): number => a + (b - a) * share;
        this.#go({ zoom: mix(from.zoom, goal.zoom), pan: { x: mix(from.pan.x, goal.pan.x), y: mix(from.pan.y, goal.pan.y) } });
      }
      if (t < 1) this.#frame = requestAnimationFrame(step);
    };
    step(started);
  }

  #listen(): void {
    const cy = this.#cy;
    cy.on('render', () => {
      if (this.#scene) this.#overlay.draw(this.#scene, this.view, this.#palette, this.#marks);
    });
    cy.on('viewport', () => {
      if (!this.#fitting) this.#follows = false;
      this.events.view(this.view);
    });
    cy.on('tap', (event: EventObject) => {
      const key = event.target === cy ? this.#labelAt(event.renderedPosition) : (event.target as { id(): string }).id();
      this.events.pick(key !== null && /^[ae]\d/.test(key) ? key : null, event.originalEvent.shiftKey);
    });
    cy.on('mousemove', (event: EventObject) => {
      const key = event.target === cy ? this.#labelAt(event.renderedPosition) : (event.target as { id(): string }).id();
      this.host.style.cursor = key !== null && /^[ae]\d/.test(key) ? 'pointer' : '';
      this.events.hover(key, event.renderedPosition);
    });
    cy.on('mouseout', (event: EventObject) => {
      if (event.target === cy) this.events.hover(null, { x: 0, y: 0 });
    });
    cy.on('drag', 'node', (event: EventObject) => {
      const node = event.target as { id(): string; position(): Point };
      if (!this.#scene) return;
      cancelAnimationFrame(this.#frame);
      this.#scene = withMoved(this.#scene, node.id(), { ...node.position() });
      for (const placed of this.#scene.edges) {
        if (placed.edge.source !== node.id() && placed.edge.target !== node.id()) continue;
        cy.getElementById(placed.edge.key).data(edgeData(placed, this.#scene, this.#palette));
      }
    });
    cy.on('dragfree', 'node', (event: EventObject) => {
      const node = event.target as { id(): string; position(): Point };
      this.#follows = false;
      this.events.move(node.id(), { ...node.position() });
    });
  }

  #labelAt(at: Point): string | null {
    const found = this.#overlay.labels.find(
      ([, area]) => at.x >= area.left && at.x <= area.right && at.y >= area.top && at.y <= area.bottom
    );
    return found?.[0] ?? null;
  }
}
