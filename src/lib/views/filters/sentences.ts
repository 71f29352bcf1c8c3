import type { Messages } from '$lib/i18n/messages';
import type { Clause } from '$lib/model/selection';

/** What a sentence needs besides the clause: the words, and how a moment is written. */
export interface SentenceContext {
  readonly t: Messages['filters'];
  readonly moment: (utcMs: number) => string;
}

/** The first name, and how many more. */
function names(values: readonly (string | null)[], t: Messages['filters']): string {
  const texts = values.map((value) => value ?? t.sentences.missing);
  const [first = ''] = texts;
  return texts.length <= 2 ? texts.join(t.sentences.or) : t.sentences.more(first, String(texts.length - 1));
}

/** A clause as a sentence, its negation included. A kind without one fails the type check. */
export function sentenceOf(clause: Clause, { t, moment }: SentenceContext): string {
  const s = t.sentences;
  switch (clause.kind) {
    case 'activity':
      return (clause.negated ? s.without : s.with)(names(clause.activities, t));
    case 'follows':
      return (clause.negated ? s.noEdge : s.edge)(clause.from, clause.to);
    case 'attribute':
      return (clause.negated ? s.isNot : s.is)(clause.column, names(clause.values, t));
    case 'time-span': {
      const text = t.span.sentences[clause.mode](moment(clause.fromUtcMs), moment(clause.toUtcMs));
      return clause.negated ? s.not(text) : text;
    }
    case 'variant': {
      const [only] = clause.sequences;
      const text =
        clause.sequences.length === 1 && only ? s.oneVariant(only.join(' → ')) : s.variants(String(clause.sequences.length));
      return clause.negated ? s.not(text) : text;
    }
    default:
      return clause.kind;
  }
}
