import type { LogSummary } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import { listOf, number, objectOf, oneOf, refuse, text, type Reader } from '$lib/model/json-shape';
import { LIFECYCLE_MODES, type LifecycleMode, type LogShape } from '$lib/model/log';
import { findingsFrom, pathFrom } from './finding-json';
import type { Finding } from './findings.svelte';
import type { LogSession } from './log-session.svelte';
import type { LogSource } from './log-source';
import { logSourceFrom } from './log-source-json';
import type { ViewState } from './view-state';
import { viewStateFrom } from './view-state-json';

const FORMAT = 'kiseki-analysis';
const VERSION = 1;
/** Larger ones are refused before they are parsed. */
const MAX_CHARACTERS = 64 << 20;

/**
 * An analysis without its log: filters, names, notes, and which log they belong to. No event is in it, but labels and values are where
 * filters and notes name them. The form of `.kiseki.json` files and of links.
 */
export interface AnalysisFile {
  readonly savedUtcMs: number;
  readonly log: LogIdentity;
  /** path of the view that was looked at */
  readonly path: string;
  readonly view: ViewState;
  readonly findings: readonly Finding[];
}

export interface LogIdentity {
  readonly name: string;
  /** see `engine/store/log-hash.ts` */
  readonly hash: string;
  readonly cases: number;
  readonly events: number;
  /** names of the columns, in the order of the log */
  readonly columns: readonly string[];
  /** the choice of case, activity and lifecycle, by names of columns */
  readonly caseColumns: readonly string[];
  readonly activityColumns: readonly string[];
  readonly lifecycleMode: LifecycleMode;
  readonly source: LogSource;
}

/** What there is to keep of an open log. @param path of the view that is looked at */
export async function analysisOf(session: LogSession, path: string, savedUtcMs: number): Promise<AnalysisFile> {
  const { summary, source, view, findings } = session;
  const hash = await session.engine.hashOf(summary.logId);
  const named = (indices: readonly number[]): string[] => indices.map((index) => summary.columns[index]?.name ?? '');
  return {
    savedUtcMs,
    log: {
      name: summary.name,
      hash,
      cases: summary.cases,
      events: summary.events,
      columns: summary.columns.map(({ name }) => name),
      caseColumns: named(summary.shape.caseColumns),
      activityColumns: named(summary.shape.activityColumns),
      lifecycleMode: summary.shape.lifecycleMode,
      source
    },
    path,
    view,
    findings: findings.all
  };
}

/** As text: JSON with the format and its version first. */
export function analysisText(analysis: AnalysisFile, indent = 2): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...analysis }, null, indent);
}

const hash: Reader<string> = (value, at) => (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : refuse(at));
const count = number(0);
const label = text(1000);

const analysisFrom = objectOf<AnalysisFile>({
  savedUtcMs: number(),
  log: objectOf<LogIdentity>({
    name: label,
    hash,
    cases: count,
    events: count,
    columns: listOf(label, 10_000),
    caseColumns: listOf(label, 100),
    activityColumns: listOf(label, 100),
    lifecycleMode: oneOf(LIFECYCLE_MODES),
    source: logSourceFrom
  }),
  path: pathFrom,
  view: viewStateFrom,
  findings: findingsFrom
});

/**
 * Read an analysis from text of unknown origin.
 * @throws MiningError `bad-analysis` where it is none, `analysis-version` where a later Kiseki wrote it
 */
export function readAnalysis(source: string): AnalysisFile {
  if (source.length > MAX_CHARACTERS) refuse('');
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    refuse('');
  }
  const { format, version } = objectOf<{ format: string; version: number }>({ format: text(40), version: number() })(value, '');
  if (format !== FORMAT) refuse('format');
  if (version !== VERSION) throw new MiningError('analysis-version', { version, known: VERSION });
  return analysisFrom(value, '');
}

/** The shape an analysis was made in, in this log's columns; null where the log lacks one of them. */
export function shapeIn({ columns }: LogSummary, { caseColumns, activityColumns, lifecycleMode }: LogIdentity): LogShape | null {
  const indices = (names: readonly string[]): number[] =>
    names.map((name) => columns.findIndex((column) => column.name === name));
  const shape = { caseColumns: indices(caseColumns), activityColumns: indices(activityColumns), lifecycleMode };
  return [...shape.caseColumns, ...shape.activityColumns].includes(-1) ? null : shape;
}
