import type { Clause } from '$lib/model/selection';
import { firstView, type ViewState } from './view-state';

/**
 * What of a view means the same with other columns as the activity or the case: how things are shown, and the clauses that name no
 * activity. Names, hidden activities and variants are of the activities that were.
 *
 * @param activities how many there are now
 * @param isSameCase the case is what it was: lists of case ids stay
 */
export function reshapedView(view: ViewState, activities: number, isSameCase: boolean): ViewState {
  const { direction, nodeMetric, edgeMetric, map, cases } = view;
  const clauses = view.selection.clauses.filter((clause) => isKept(clause, isSameCase));
  return {
    ...firstView(activities),
    direction,
    nodeMetric,
    edgeMetric,
    map,
    ...(cases && isSameCase && { cases }),
    selection: { clauses }
  };
}

function isKept(clause: Clause, isSameCase: boolean): boolean {
  switch (clause.kind) {
    case 'time-span':
    case 'attribute':
    case 'range':
    case 'metric':
      return true;
    case 'case-list':
      return isSameCase;
    case 'events':
      return clause.column !== null;
    case 'group':
      return clause.clauses.every((inner) => isKept(inner, isSameCase));
    case 'activity':
    case 'variant':
    case 'follows':
    case 'rework':
    case 'completion':
    case 'crop':
    case 'top':
    case 'coverage':
    case 'sql':
      return false;
  }
}
