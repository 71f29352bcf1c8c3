import type { Component } from 'svelte';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { ClauseKind, ClauseOf } from '$lib/model/selection';
import ActivityEditor from './ActivityEditor.svelte';
import AttributeEditor from './AttributeEditor.svelte';
import FollowsEditor from './FollowsEditor.svelte';
import TimeSpanEditor from './TimeSpanEditor.svelte';
import VariantEditor from './VariantEditor.svelte';

/** What the filter dialog needs of a kind of clause. To add a kind: an editor, and a line in `CLAUSES` and in `sentences.ts`. */
export interface ClauseView<K extends ClauseKind> {
  readonly editor: Component<{ clause: ClauseOf<K>; onchange: (clause: ClauseOf<K>) => void }>;
  /** a clause of this kind that says nothing yet */
  readonly blank: (session: LogSession) => ClauseOf<K>;
  /** it names something */
  readonly isComplete: (clause: ClauseOf<K>) => boolean;
}

const fresh = (session: LogSession) => ({ id: session.clauseId(), negated: false, muted: false });

/** In the order of the dialog. */
export const CLAUSES = {
  activity: {
    editor: ActivityEditor,
    blank: (session) => ({ ...fresh(session), kind: 'activity', activities: [] }),
    isComplete: (clause) => clause.activities.length > 0
  },
  follows: {
    editor: FollowsEditor,
    blank: (session) => ({ ...fresh(session), kind: 'follows', from: '', to: '', reach: 'directly' }),
    isComplete: (clause) => clause.from !== '' && clause.to !== ''
  },
  attribute: {
    editor: AttributeEditor,
    blank: (session) => ({ ...fresh(session), kind: 'attribute', column: firstAttribute(session), values: [] }),
    isComplete: (clause) => clause.values.length > 0
  },
  'time-span': {
    editor: TimeSpanEditor,
    blank: (session) => ({
      ...fresh(session),
      kind: 'time-span',
      mode: 'intersecting',
      fromUtcMs: session.summary.firstUtcMs,
      toUtcMs: session.summary.lastUtcMs
    }),
    isComplete: (clause) => clause.fromUtcMs <= clause.toUtcMs
  },
  variant: {
    editor: VariantEditor,
    blank: (session) => ({ ...fresh(session), kind: 'variant', sequences: [] }),
    isComplete: (clause) => clause.sequences.length > 0
  }
} satisfies { readonly [K in ClauseKind]?: ClauseView<K> };

/** Few values first come to mind: the attribute with the fewest, at least two where there is one. */
function firstAttribute(session: LogSession): string {
  const columns = session.summary.columns.filter((column) => column.role !== 'case' && column.role !== 'activity');
  const ranked = columns.toSorted((a, b) => Number(a.distinct < 2) - Number(b.distinct < 2) || a.distinct - b.distinct);
  return ranked[0]?.name ?? session.summary.columns[0]?.name ?? '';
}
