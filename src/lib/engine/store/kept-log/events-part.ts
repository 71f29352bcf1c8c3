import type { LogColumns } from '$lib/model/log';
import { PartBuilder, type PartReader } from './part-file';
import { packStarts, packTimes, unpackStarts, unpackTimes, type StartCode, type TimeCode } from './time-code';

/** The part `events`: when each event was. Most of what a log takes in memory, and nothing of it is drawn in a first map. */
export interface EventsMeta {
  readonly times: TimeCode;
  readonly starts: StartCode | null;
}

/** Of the columnar log what the part `events` holds. */
export type EventTimes = Pick<LogColumns, 'timeMs' | 'startMs'>;

export async function packEvents(
  writing: string,
  { timeMs, startMs, caseStart }: EventTimes & Pick<LogColumns, 'caseStart'>
): Promise<readonly Uint8Array[]> {
  const part = new PartBuilder(EVENTS_PAY);
  const meta: EventsMeta = {
    times: await packTimes(part, 'time', timeMs, caseStart),
    starts: startMs === null ? null : await packStarts(part, 'start', startMs, timeMs)
  };
  return part.finish(writing, meta);
}

/** Asked for right after a map: deflate where it leaves a third or less, as quick to read as what it saves. */
const EVENTS_PAY = 0.35;

export async function unpackEvents(part: PartReader<EventsMeta>, caseStart: Uint32Array): Promise<EventTimes> {
  const { times, starts } = part.meta;
  const timeMs = await unpackTimes(part, 'time', times, caseStart.at(-1)!, caseStart);
  return { timeMs, startMs: starts === null ? null : await unpackStarts(part, 'start', starts, timeMs) };
}
