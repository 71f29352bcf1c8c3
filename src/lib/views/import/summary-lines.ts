import { formatBytes, formatCount, formatTime } from '$lib/i18n/format';
import type { LanguageCode, Messages } from '$lib/i18n/messages';
import type { ImportReport } from '$lib/model/import';

/** One line of the import summary. */
export interface SummaryLine {
  readonly label: string;
  readonly value: string;
  readonly why?: string;
}

/**
 * The facts of an import below its chief figures: those always of interest, then those that are not zero.
 * @param zone zone to show the period in
 */
export function summaryLines(
  report: ImportReport,
  zone: string,
  t: Messages['importing']['summary'],
  language: LanguageCode
): readonly SummaryLine[] {
  const count = (value: number): string => formatCount(value, language);
  const period = [report.firstUtcMs, report.lastUtcMs].map((ms) => formatTime(ms, zone, language)).join(' – ');
  const always: SummaryLine[] = [
    { label: t.period, value: report.events > 0 ? `${period} (${zone})` : t.noEvents },
    { label: t.zone, value: report.timeZone === null ? t.zoneOwn : t.zoneAssumed(report.timeZone) },
    { label: t.rowsRead, value: count(report.rowsRead) },
    { label: t.size, value: formatBytes(report.sizeBytes, language) },
    { label: t.tied, value: count(report.tiedPairs), ...(report.tiedPairs > 0 && { why: t.tiedWhy }) },
    { label: t.outOfOrder, value: count(report.rowsOutOfOrder) }
  ];
  const others: readonly (readonly [string, number])[] = [
    [t.paired, report.pairedInstances],
    [t.unpairedStarts, report.unpairedStarts],
    [t.unpairedCompletes, report.unpairedCompletes],
    [t.leftOut, report.rowsLeftOut],
    [t.rowsWithoutCase, report.rowsWithoutCase],
    [t.rowsWithoutActivity, report.rowsWithoutActivity],
    [t.unnamedTraces, report.unnamedTraces],
    [t.emptyTraces, report.emptyTraces]
  ];
  return [...always, ...others.filter(([, value]) => value > 0).map(([label, value]) => ({ label, value: count(value) }))];
}
