import { goto } from '$app/navigation';
import type { VariantClause } from '$lib/model/selection';
import type { GroupedVariant } from '$lib/model/variants';
import type { LogSession } from '$lib/session/log-session.svelte';
import { MOST_OVERLAID } from '$lib/session/variants-view';
import { download, fileStem } from '$lib/views/process-map/exports/download';
import { labelsOf } from './variant-feed.svelte';
import { nameOf } from './variant-names';

type Sequence = readonly (string | null)[];

/** The label sequences of variants, whole. */
export async function sequencesOf(session: LogSession, variants: readonly number[]): Promise<Sequence[]> {
  const { engine, summary, selection, view } = session;
  const { group } = view.variants;
  const { rows, labels } = await engine.analyse('variant-details', summary.logId, selection, { group, variants });
  return rows.map((row) => labelsOf({ row, labels }));
}

/** Activity sequences: of a grouping by activities there is no missing value. */
function asActivities(sequences: readonly Sequence[]): readonly (readonly string[])[] {
  return sequences.map((sequence) => sequence.map((label) => label ?? ''));
}

/** A clause that keeps the cases of these variants, or leaves them out. */
export async function variantClause(session: LogSession, variants: readonly number[], negated: boolean): Promise<VariantClause> {
  const { group } = session.view.variants;
  const sequences = await sequencesOf(session, variants);
  const of = group === null ? {} : { column: group };
  return { id: session.clauseId(), kind: 'variant', ...of, sequences, negated, muted: false };
}

/** Keep only the cases of these variants, or leave them out. */
export async function filterVariants(session: LogSession, variants: readonly number[], negated: boolean): Promise<void> {
  session.addClause(await variantClause(session, variants, negated));
}

/** Show these variants on the map besides those it shows already; the oldest give way. */
export async function overlayVariants(session: LogSession, variants: readonly number[]): Promise<void> {
  const added = asActivities(await sequencesOf(session, variants.slice(0, MOST_OVERLAID)));
  const keys = new Set(added.map((sequence) => JSON.stringify(sequence)));
  const others = session.view.overlay.filter((sequence) => !keys.has(JSON.stringify(sequence)));
  session.change({ overlay: [...others, ...added].slice(-MOST_OVERLAID) });
  await goto('/map');
}

/** Show the happy path on the map, alone: the one chosen by hand, or the most frequent variant of the selection. */
export async function overlayHappyPath(session: LogSession): Promise<void> {
  const { engine, summary, selection, view } = session;
  let path = view.variants.happyPath;
  if (path === null) {
    const { rows } = await engine.analyse('variants', summary.logId, selection, { limit: 1 });
    path = rows[0]?.sequence.map((activity) => summary.activities[activity] ?? '') ?? null;
  }
  if (path === null) return;
  session.change({ overlay: [path] });
  await goto('/map');
}

/** Every variant of the list as a file. */
export async function saveVariantsCsv(session: LogSession, search = ''): Promise<void> {
  const { engine, summary, selection, view } = session;
  const { group, sort, descending } = view.variants;
  const { csv } = await engine.analyse('variant-csv', summary.logId, selection, { group, sort, descending, search });
  const blob = new Blob([csv as Uint8Array<ArrayBuffer>], { type: 'text/csv;charset=utf-8' });
  download(`${fileStem(summary.name)}-variants.csv`, blob);
}

/** Variants as lines for a spreadsheet: number, name, cases, steps. */
export async function copyVariants(session: LogSession, rows: readonly GroupedVariant[]): Promise<void> {
  const { group, names } = session.view.variants;
  const sequences = await sequencesOf(
    session,
    rows.map(({ variant }) => variant)
  );
  const lines = sequences.map((sequence, i) => {
    const { rank, cases } = rows[i]!;
    const name = nameOf(names, group, sequence.length, () => sequence) ?? '';
    return [rank, name, cases, sequence.map((label) => label ?? '').join(' → ')].join('\t');
  });
  await navigator.clipboard.writeText(lines.join('\n'));
}
