import type { LogTable } from '$lib/model/log';
import type { EventTimes } from './events-part';
import { PartBuilder, type PartReader } from './part-file';
import { packStarts, packTimes, unpackStarts, unpackTimes, type StartCode, type TimeCode } from './time-code';

/** The part `times`: the times of the table in the order of the file, but for what the events say already. */
export interface TimesMeta {
  /** of the rows that are no event */
  readonly left: TimeCode;
  /**
   * null: the table has none; `events`: those of the events are theirs, the others are `left`; `rows`: all of them, since pairs of start and
   * complete have made others
   */
  readonly starts: { readonly of: 'events' | 'rows'; readonly code: StartCode } | null;
}

export type TableTimes = Pick<LogTable, 'timeMs' | 'startMs'>;

export async function packTableTimes(
  writing: string,
  { timeMs, startMs }: TableTimes,
  { row, startMs: ofEvents }: Pick<EventTimes, 'startMs'> & { readonly row: Uint32Array },
  left: Uint32Array
): Promise<readonly Uint8Array[]> {
  const part = new PartBuilder();
  const leftTimes = Float64Array.from(left, (r) => timeMs[r]!);
  const meta: TimesMeta = { left: await packTimes(part, 'time', leftTimes), starts: await packed() };
  return part.finish(writing, meta);

  async function packed(): Promise<TimesMeta['starts']> {
    if (startMs === null) return null;
    if (!isOfEvents(startMs, row, ofEvents)) return { of: 'rows', code: await packStarts(part, 'start', startMs, timeMs) };
    const leftStarts = Float64Array.from(left, (r) => startMs[r]!);
    return { of: 'events', code: await packStarts(part, 'start', leftStarts, leftTimes) };
  }
}

export async function unpackTableTimes(
  part: PartReader<TimesMeta>,
  rows: number,
  log: EventTimes,
  row: Uint32Array,
  left: Uint32Array
): Promise<TableTimes> {
  const { left: leftCode, starts } = part.meta;
  const timeMs = new Float64Array(rows);
  for (let e = 0; e < row.length; e++) timeMs[row[e]!] = log.timeMs[e]!;
  const leftTimes = await unpackTimes(part, 'time', leftCode, left.length);
  for (let i = 0; i < left.length; i++) timeMs[left[i]!] = leftTimes[i]!;
  if (starts === null) return { timeMs, startMs: null };
  if (starts.of === 'rows') return { timeMs, startMs: await unpackStarts(part, 'start', starts.code, timeMs) };
  const startMs = new Float64Array(rows).fill(NaN);
  if (log.startMs !== null) for (let e = 0; e < row.length; e++) startMs[row[e]!] = log.startMs[e]!;
  const leftStarts = await unpackStarts(part, 'start', starts.code, leftTimes);
  for (let i = 0; i < left.length; i++) startMs[left[i]!] = leftStarts[i]!;
  return { timeMs, startMs };
}

function isOfEvents(startMs: Float64Array, row: Uint32Array, ofEvents: Float64Array | null): boolean {
  for (let e = 0; e < row.length; e++) if (!Object.is(startMs[row[e]!], ofEvents === null ? NaN : ofEvents[e])) return false;
  return true;
}
