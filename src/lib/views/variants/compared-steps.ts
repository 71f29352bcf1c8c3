import type { Alignment, LabelledVariants } from '$lib/model/variants';

/** A line of two variants side by side. What a variant does not have there is undefined (null: the missing value), its time NaN. */
export interface ComparedStep {
  /** in both, only in the first, only in the second */
  readonly sign: '=' | '−' | '+';
  readonly first: string | null | undefined;
  readonly second: string | null | undefined;
  /** median time before the step */
  readonly firstMs: number;
  readonly secondMs: number;
}

/** The steps of two variants as they stand beside each other. */
export function comparedSteps({ rows, labels }: LabelledVariants, alignment: Alignment): ComparedStep[] {
  const [a, b] = rows;
  if (!a || !b) return [];
  return Array.from(alignment.first, (i, line): ComparedStep => {
    const j = alignment.second[line]!;
    return {
      sign: j < 0 ? '−' : i < 0 ? '+' : '=',
      first: i < 0 ? undefined : (labels[a.sequence[i]!] ?? null),
      second: j < 0 ? undefined : (labels[b.sequence[j]!] ?? null),
      firstMs: a.steps.transitionMedianMs[i] ?? NaN,
      secondMs: b.steps.transitionMedianMs[j] ?? NaN
    };
  });
}
