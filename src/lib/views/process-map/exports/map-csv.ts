import type { Messages } from '$lib/i18n/messages';
import { CSV_BOM, CSV_LINE_END, csvCell, csvRecord } from '$lib/model/csv-cell';
import type { Durations, MapJson } from './map-json';

const STATISTICS = ['mean', 'median', 'p90', 'min', 'max', 'sum'] as const;

/** The numbers of a map for a spreadsheet: one row an activity, then one row a path. UTF-8 with a byte order mark, CRLF. */
export function mapCsv(map: MapJson, t: Messages['map']['csv']): string {
  const header = [
    t.kind,
    t.from,
    t.to,
    t.count,
    t.cases,
    t.maxRepetition,
    t.starts,
    t.ends,
    ...STATISTICS.map(t.time),
    t.reworkCases,
    t.extra,
    t.selfLoops,
    t.loops
  ];
  const row = (texts: readonly string[], numbers: readonly (number | null)[]): string =>
    [...texts.map(csvCell), ...numbers.map((value) => (value === null ? '' : String(value)))].join(',') + CSV_LINE_END;
  const durations = (values: Durations | null): (number | null)[] => STATISTICS.map((name) => values?.[name] ?? null);
  const activities = map.activities.map((node) =>
    row(
      [t.activity, node.label, ''],
      [
        ...[node.count, node.cases, node.maxRepetition, node.starts, node.ends],
        ...durations(node.serviceMs),
        ...[node.reworkCases, node.extra, node.selfLoops, node.loops]
      ]
    )
  );
  const edges = map.edges.map((edge) =>
    row(
      [t.path, edge.from, edge.to],
      [edge.count, edge.cases, edge.maxRepetition, null, null, ...durations(edge.transitionMs), null, edge.extra, null, null]
    )
  );
  return CSV_BOM + csvRecord(header) + activities.join('') + edges.join('');
}
