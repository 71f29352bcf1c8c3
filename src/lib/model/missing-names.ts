import type { Clause, LogSelection } from './selection';

/** What a selection names and a log does not have. */
export interface MissingNames {
  readonly columns: readonly string[];
  readonly activities: readonly string[];
}

/** A log as names see it: its columns, and its activities as it calls them itself. */
interface NamedLog {
  readonly columns: readonly string[];
  readonly activities: readonly string[];
}

/** The columns and activities that a selection names and the log lacks, each once, in the order they are named. */
export function missingNames({ names = [], clauses }: LogSelection, log: NamedLog): MissingNames {
  const columns = new Set<string>();
  const activities = new Set<string>();
  clauses.forEach((clause) => collect(clause, columns, activities));
  const toOf = new Map(names.map(({ from, to }) => [from, to]));
  const known = new Set(log.activities.map((label) => toOf.get(label) ?? label));
  return {
    columns: [...columns].filter((column) => !log.columns.includes(column)),
    activities: [...activities].filter((label) => !known.has(label))
  };
}

/** The clauses, those that name one of these columns muted: they could only fail. */
export function mutedWithout(clauses: readonly Clause[], columns: readonly string[]): readonly Clause[] {
  return clauses.map((clause) => {
    const named = new Set<string>();
    collect(clause, named, new Set());
    return columns.some((column) => named.has(column)) ? { ...clause, muted: true } : clause;
  });
}

function collect(clause: Clause, columns: Set<string>, activities: Set<string>): void {
  const activity = (...labels: readonly (string | null)[]): void =>
    labels.forEach((label) => label !== null && activities.add(label));
  switch (clause.kind) {
    case 'variant':
      if (clause.column === undefined) clause.sequences.forEach((sequence) => activity(...sequence));
      else columns.add(clause.column);
      break;
    case 'activity':
    case 'rework':
      activity(...clause.activities);
      break;
    case 'follows':
      activity(clause.from, clause.to);
      if (clause.compare) columns.add(clause.compare.column);
      break;
    case 'crop':
      activity(clause.from, clause.to);
      break;
    case 'completion':
      activity(...clause.ends);
      break;
    case 'attribute':
    case 'range':
      columns.add(clause.column);
      break;
    case 'events':
      if (clause.column === null) activity(...clause.values);
      else columns.add(clause.column);
      break;
    case 'group':
      clause.clauses.forEach((part) => collect(part, columns, activities));
      break;
    case 'time-span':
    case 'metric':
    case 'case-list':
    case 'top':
    case 'coverage':
    case 'sql':
      break;
    default: {
      const never: never = clause;
      return never;
    }
  }
}
