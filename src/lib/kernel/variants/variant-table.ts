import type { LogColumns } from '$lib/model/log';
import type { DurationStatistics } from '$lib/model/map';
import type { GroupedVariant, LabelledVariants, VariantOrder, VariantSort, VariantWindow } from '$lib/model/variants';
import { variantDurations } from '../performance/case-periods';
import { rankedStatistics, type SortedTimes } from '../performance/ranked-times';
import { labelsWith, type LabelSource } from './label-source';
import { sequenceRanks } from './sequence-ranks';
import { stepTimes } from './step-times';
import type { DistinctSequences } from './variant-index';

/** Orders that are kept: going back and forth between two is free. */
const KEPT_ORDERS = 4;

type Ordering = Pick<VariantOrder, 'sort' | 'descending' | 'search'>;

/**
 * The variants of one selection with their figures, in any order, a window at a time. Figures and the order by cases are found once,
 * every other order when it is first asked for.
 *
 * Time O(cases + variants log variants) once, then O(window and its cases' events); memory about 50 bytes a variant.
 */
export class VariantTable {
  readonly #durations: SortedTimes;
  /** [variants] */
  readonly #cases: Uint32Array;
  readonly #figures: DurationStatistics;
  readonly #byName: Uint32Array;
  /** variants with a selected case, by cases */
  readonly #byCases: Uint32Array;
  /** [variants] place by cases, from 0 */
  readonly #ranks: Uint32Array;
  readonly #selected: number;
  readonly #orders = new Map<string, Uint32Array>();

  /** @param keep [cases] 1 = selected; null for all */
  constructor(
    readonly log: LogColumns,
    readonly variants: DistinctSequences,
    readonly labels: LabelSource,
    readonly keep: Uint8Array | null
  ) {
    const { size, variantOf } = variants;
    this.#durations = variantDurations(log, variants);
    this.#figures = rankedStatistics(this.#durations, keep);
    this.#byName = sequenceRanks(variants, () => labels.ranks());
    this.#cases = new Uint32Array(size);
    let selected = 0;
    for (let c = 0; c < variantOf.length; c++) {
      if (keep !== null && keep[c] === 0) continue;
      this.#cases[variantOf[c]!]!++;
      selected++;
    }
    this.#selected = selected;
    let total = 0;
    const found = new Uint32Array(size);
    for (let v = 0; v < size; v++) if (this.#cases[v]! > 0) found[total++] = v;
    this.#byCases = this.#sorted(found.slice(0, total), this.#cases, true);
    this.#ranks = new Uint32Array(size);
    for (let place = 0; place < total; place++) this.#ranks[this.#byCases[place]!] = place;
  }

  /** Variants in the order asked for, those that the search finds. Must not be written to. */
  order({ sort, descending, search }: Ordering): Uint32Array {
    const wanted = search.trim();
    const key = `${sort} ${descending} ${wanted}`;
    let order = this.#orders.get(key);
    if (!order) {
      order = wanted === '' ? this.#orderBy(sort, descending) : this.#with(this.order({ sort, descending, search: '' }), wanted);
      this.#orders.delete([...this.#orders.keys()].at(-KEPT_ORDERS) ?? '');
      this.#orders.set(key, order);
    }
    return order;
  }

  /** @param steps of so many of each variant's steps the times are told */
  window(ordering: Ordering, offset: number, limit: number, steps: number): VariantWindow {
    const order = this.order(ordering);
    const from = Math.max(0, Math.min(Math.floor(offset), order.length));
    let casesBefore = 0;
    for (let i = 0; i < from; i++) casesBefore += this.#cases[order[i]!]!;
    return {
      ...this.listed(order.subarray(from, from + Math.max(0, Math.floor(limit))), steps),
      total: this.#byCases.length,
      found: order.length,
      cases: this.#selected,
      casesBefore,
      most: this.#cases[this.#byCases[0]!] ?? 0
    };
  }

  /** These variants, in this order; of numbers that no selected case has, none. */
  listed(wanted: Iterable<number>, steps = Infinity): LabelledVariants {
    const codeOf = new Map<number, number>();
    const labels: (string | null)[] = [];
    const rows: GroupedVariant[] = [];
    for (const variant of wanted) {
      if ((this.#cases[variant] ?? 0) === 0) continue;
      const sequence = this.sequenceOf(variant).map((code) => {
        let own = codeOf.get(code);
        if (own === undefined) {
          codeOf.set(code, (own = labels.length));
          labels.push(this.labels.textOf(code));
        }
        return own;
      });
      rows.push(this.#row(variant, sequence, steps));
    }
    return { labels, rows };
  }

  /** The codes of a variant: a copy. */
  sequenceOf(variant: number): Uint32Array {
    const { sequence, sequenceStart } = this.variants;
    return Uint32Array.from(sequence.subarray(sequenceStart[variant], sequenceStart[variant + 1]));
  }

  #row(variant: number, sequence: Uint32Array, steps: number): GroupedVariant {
    return {
      variant,
      rank: this.#ranks[variant]! + 1,
      cases: this.#cases[variant]!,
      events: sequence.length,
      medianMs: this.#figures.medianMs[variant]!,
      meanMs: this.#figures.meanMs[variant]!,
      p90Ms: this.#figures.p90Ms[variant]!,
      sequence,
      steps: stepTimes(this.log, this.#firstEvents(variant), Math.min(sequence.length, Math.max(0, steps)))
    };
  }

  /** The first events of a variant's selected cases. */
  #firstEvents(variant: number): Uint32Array {
    const { start, caseOf } = this.#durations;
    const first = new Uint32Array(this.#cases[variant]!);
    let n = 0;
    for (let i = start[variant]!; i < start[variant + 1]!; i++) {
      const c = caseOf[i]!;
      if (this.keep === null || this.keep[c] === 1) first[n++] = this.log.caseStart[c]!;
    }
    return first;
  }

  #orderBy(sort: VariantSort, descending: boolean): Uint32Array {
    if (sort === 'cases' && descending) return this.#byCases;
    const { sequenceStart, size } = this.variants;
    switch (sort) {
      case 'cases':
        return this.#sorted(this.#byCases, this.#cases, descending);
      case 'events': {
        const events = new Uint32Array(size);
        for (let v = 0; v < size; v++) events[v] = sequenceStart[v + 1]! - sequenceStart[v]!;
        return this.#sorted(this.#byCases, events, descending);
      }
      case 'median':
        return this.#sorted(this.#byCases, this.#figures.medianMs, descending);
      case 'p90':
        return this.#sorted(this.#byCases, this.#figures.p90Ms, descending);
      case 'mean':
        return this.#sorted(this.#byCases, this.#figures.meanMs, descending);
      case 'name':
        return this.#sorted(this.#byCases, this.#byName, descending);
    }
  }

  /** A sorted copy: by a number, what has none last, then by cases, then by label. */
  #sorted(order: Uint32Array, by: ArrayLike<number>, descending: boolean): Uint32Array {
    const sign = descending ? -1 : 1;
    const cases = this.#cases;
    const names = this.#byName;
    return order.slice().sort((a, b) => {
      const x = by[a]!;
      const y = by[b]!;
      if (x < y) return -sign;
      if (x > y) return sign;
      if (x !== y) {
        const [xNone, yNone] = [Number(Number.isNaN(x)), Number(Number.isNaN(y))];
        if (xNone !== yNone) return xNone - yNone;
      }
      return cases[b]! - cases[a]! || names[a]! - names[b]!;
    });
  }

  #with(order: Uint32Array, search: string): Uint32Array {
    const { sequence, sequenceStart } = this.variants;
    const wanted = labelsWith(this.labels, search);
    return order.filter((variant) => {
      const end = sequenceStart[variant + 1]!;
      for (let i = sequenceStart[variant]!; i < end; i++) if (wanted[sequence[i]!] === 1) return true;
      return false;
    });
  }
}
