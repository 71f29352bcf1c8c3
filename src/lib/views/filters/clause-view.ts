import type { Component } from 'svelte';
import type { Messages } from '$lib/i18n/messages';
import type { ClauseKind, ClauseOf } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { EditorProps } from './editors/clause-editor';

/** Headings of the list of filters. */
export const FILTER_GROUPS = ['activity', 'time', 'attribute', 'variant', 'number', 'list', 'events'] as const;
export type FilterGroup = (typeof FILTER_GROUPS)[number];

export type StartId = keyof Messages['filters']['starts'];

/** A line of the list of filters: a kind of clause, or one of its common uses. Its words are `filters.starts` of the same id. */
export interface FilterStart<K extends ClauseKind> {
  readonly id: StartId;
  readonly group: FilterGroup;
  readonly icon: Component;
  /** a clause that says nothing yet, or the usual */
  readonly blank: (session: LogSession) => ClauseOf<K>;
  /** absent = always */
  readonly isOffered?: (session: LogSession) => boolean;
}

/** What the filter bar needs of a kind of clause. To add a kind: an editor, and a line in `CLAUSES` and in `sentences.ts`. */
export interface ClauseView<K extends ClauseKind> {
  readonly editor: Component<EditorProps<K>>;
  /** it says something, so that it can be applied */
  readonly isComplete: (clause: ClauseOf<K>) => boolean;
  readonly starts: readonly FilterStart<K>[];
}
