import type { LogSession } from '$lib/session/log-session.svelte';
import type { StatisticsView } from '$lib/session/statistics-view';

/** Look at something else on the statistics page. Changes with one `key` in a row are one step of undo. */
export function changeStatistics(session: LogSession, part: Partial<StatisticsView>, key: string | null = null): void {
  session.change({ statistics: { ...session.view.statistics, ...part } }, key);
}
