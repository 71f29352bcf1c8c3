import { listOf, objectOf, orNull, refuse, text, type Reader } from '$lib/model/json-shape';
import type { LogSource } from './log-source';

const label = text(1000);
const sampleUrl: Reader<string> = (value, at) =>
  typeof value === 'string' && /^\/samples\/[a-z-]{1,60}\.csv\.gz$/.test(value) ? value : refuse(at);

/** Where a log came from, of unknown origin. @throws MiningError `bad-analysis` */
export const logSourceFrom: Reader<LogSource> = objectOf<LogSource>({
  files: listOf(label, 1000),
  sample: orNull(objectOf({ url: sampleUrl, name: label, timeZone: label }))
});
