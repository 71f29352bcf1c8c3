import { dotOf } from '$lib/kernel/layout/dot';
import { layoutFromJson } from '$lib/kernel/layout/from-json';
import { MiningError } from '$lib/model/errors';
import type { LayoutRequest, MapLayout } from '$lib/model/map';
import type { LayoutWorkerCalls } from './protocol';

/** JSON with positions and without drawing operations; known to Graphviz, missing in the package's list of formats. */
const JSON_POSITIONS = 'json0' as 'json';
/** Layouts kept: a slider moved back and forth asks for the same few again. */
const KEPT = 64;

type Graphviz = Awaited<ReturnType<typeof import('@hpcc-js/wasm-graphviz').Graphviz.load>>;

/** Lays maps out with Graphviz's dot, loaded when first asked. The same request is answered from the last `KEPT`. */
export class LayoutHost implements LayoutWorkerCalls {
  #graphviz: Promise<Graphviz> | undefined;
  readonly #kept = new Map<string, MapLayout>();

  /** @throws MiningError `layout-failed` */
  async layout(request: LayoutRequest): Promise<MapLayout> {
    const dot = dotOf(request);
    // labels' widths place labels and do not stand in the dot text
    const key = `${dot}\n${request.edges.map((edge) => `${edge.from} ${edge.to} ${edge.labelWidth}`).join()}`;
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const layout = layoutFromJson(await this.#draw(dot), request);
    this.#kept.set(key, layout);
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(old);
    }
    return layout;
  }

  async #draw(dot: string): Promise<string> {
    try {
      this.#graphviz ??= import('@hpcc-js/wasm-graphviz').then(({ Graphviz }) => Graphviz.load());
      return (await this.#graphviz).layout(dot, JSON_POSITIONS, 'dot');
    } catch (why) {
      // a trap leaves the WASM half alive: load it afresh next time
      this.#graphviz = undefined;
      await import('@hpcc-js/wasm-graphviz').then(({ Graphviz }) => Graphviz.unload()).catch(() => {});
      throw new MiningError('layout-failed', { why: why instanceof Error ? why.message : String(why) });
    }
  }
}
