/** Rows, medians and the table of the bench. */

/**
 * @typedef {{ name: string, title: string, reach: string, measured: string, verdict: string, figures: Record<string, unknown> }} Row
 */

/** @param {readonly number[]} values @returns {number} NaN of none */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The median of one figure of several measurements. @param {readonly Record<string, unknown>[]} runs @param {string} key */
export const medianOf = (runs, key) => median(runs.map((run) => Number(run[key])).filter((value) => !Number.isNaN(value)));

/** `1.8 x`, `270 x` */
export const times = (ratio) => `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)} x`;

/** `9.8 ms`, `1.24 s` */
export const ms = (value) =>
  value < 10 ? `${value.toFixed(2)} ms` : value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;

export const mb = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(0)} MB`);

/** @param {boolean | null} good null where it could not be judged */
export const verdictOf = (good) => (good === null ? '-' : good ? 'met' : 'not met');

/**
 * A verdict only at a size the target was set for: a small log meets a large one's target for nothing, or misses it by overhead alone.
 *
 * @param {string} verdict @param {string} size @param {readonly string[]} sizes the target's
 */
export const judgedAt = (verdict, size, sizes) =>
  sizes.includes(size) ? verdict : `not judged (target is for ${sizes.join(' and ')})`;

/** A row that could not be measured. @returns {Row} */
export function failedRow(name, title, reach, error) {
  const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
  return { name, title, reach, measured: `failed: ${why}`, verdict: 'failed', figures: { error: why } };
}

/** Markdown, as the README takes it. @param {readonly Row[]} rows */
export function tableOf(rows) {
  const cell = (text) => text.replaceAll('|', '\\|');
  const lines = rows.map(
    ({ title, reach, measured, verdict }) => `| ${[title, reach, measured, verdict].map(cell).join(' | ')} |`
  );
  return ['| row | to reach | measured (medians) | verdict |', '|---|---|---|---|', ...lines].join('\n');
}
