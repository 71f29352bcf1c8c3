import { MiningError } from '$lib/model/errors';
import type { TextEncoding } from '$lib/model/import';
import type { QuarantineLog } from './quarantine';

/** Share of rows with undecodable bytes above which the encoding is wrong, not the rows. */
const MAX_DAMAGED_ROWS = 0.2;
interface RowCounts {
  /** the last file read, and its encoding */
  readonly file: string;
  readonly encoding: TextEncoding;
  readonly rowsRead: number;
  /** rows that can be used */
  readonly rows: number;
  /** rows with bytes that are no text */
  readonly damaged: number;
}

/**
 * Refuse files as a whole, where it is not single rows that are wrong.
 *
 * @throws MiningError `wrong-encoding` where a fifth of the rows cannot be decoded, `all-times-unreadable`, `no-usable-rows`;
 * the first such row's line, column and value in the detail
 */
export function refuseUnusable(counts: RowCounts, quarantine: QuarantineLog): void {
  const { rowsRead, rows, damaged, encoding } = counts;
  if (damaged > rowsRead * MAX_DAMAGED_ROWS) {
    const { file = counts.file, line = 0 } = quarantine.firstOf('bad-encoding') ?? {};
    throw new MiningError('wrong-encoding', { file, encoding, line, share: damaged / rowsRead });
  }
  if (rows > 0 || rowsRead === 0) return;
  const unreadable = quarantine.countOf('unreadable-time');
  const isTime = unreadable > 0 && unreadable + quarantine.countOf('no-time') > rowsRead / 2;
  const [row] = isTime ? [quarantine.firstOf('unreadable-time')] : quarantine.finish().rows;
  const { file, line, column, value, reason } = row!;
  throw new MiningError(isTime ? 'all-times-unreadable' : 'no-usable-rows', {
    rows: rowsRead,
    file,
    line,
    column,
    value,
    reason
  });
}
