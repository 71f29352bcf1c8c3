import { MiningError } from '$lib/model/errors';
import type { EventClause } from '$lib/model/selection';
import type { SelectionInput } from './selection-input';

/**
 * The events one event clause leaves, its negation applied; whether it is muted is left to the caller.
 *
 * @returns [events] 1 = stays
 * @throws MiningError `unknown-column`
 */
export function eventMask(_input: SelectionInput, clause: EventClause): Uint8Array {
  throw new MiningError('internal', { why: clause.kind });
}
