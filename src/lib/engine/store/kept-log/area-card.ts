import { MiningError } from '$lib/model/errors';
import type { AreaCard, KeptArea } from '$lib/model/vault';
import type { ImportedLog } from '../../protocol';

/** The card of an area that was opened. @throws MiningError `object-damaged` where it could not be read */
export function cardOf({ card }: KeptArea): AreaCard {
  if (card === null) throw new MiningError('object-damaged', { why: 'card' });
  return card;
}

/** The card of a log that was never kept. @param hash see `logHash` */
export function newCard({ table, derived, report: { logName } }: ImportedLog, hash: string, importedUtcMs: number): AreaCard {
  const { cases, events, variants, firstUtcMs, lastUtcMs } = derived.report;
  return {
    name: logName,
    cases,
    events,
    variants,
    firstUtcMs,
    lastUtcMs,
    importedUtcMs,
    columns: table.columns.map(({ name }) => name),
    hash,
    backupUtcMs: null
  };
}
