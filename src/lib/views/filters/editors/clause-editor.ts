import type { ClauseKind, ClauseOf } from '$lib/model/selection';

/** What every editor is given: the clause as it is, and a way to say what it is to be. */
export interface EditorProps<K extends ClauseKind> {
  clause: ClauseOf<K>;
  onchange: (clause: ClauseOf<K>) => void;
  /** the clause stands in a group, where only case clauses may */
  isPart: boolean;
}
