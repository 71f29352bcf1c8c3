import type { LogSelection } from '$lib/model/selection';

/** Gives the last selection again for as long as names and clauses are the same objects: what follows from it is not asked again. */
export function steadySelection(): (selection: LogSelection) => LogSelection {
  let last: LogSelection | undefined;
  return (selection) => {
    const isSame =
      last !== undefined &&
      last.names === selection.names &&
      last.clauses.length === selection.clauses.length &&
      selection.clauses.every((clause, i) => clause === last!.clauses[i]);
    return isSame ? last! : (last = selection);
  };
}
