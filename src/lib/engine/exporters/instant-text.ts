/**
 * An instant as ISO 8601 in UTC, with milliseconds, and with microseconds where it has them: `2024-01-31T09:30:00.000Z`.
 *
 * @param utcMs UTC milliseconds; NaN gives an empty text
 * @param zone how UTC is written: `Z` or `+00:00`
 */
export function instantText(utcMs: number, zone: 'Z' | '+00:00'): string {
  if (!Number.isFinite(utcMs)) return '';
  let ms = Math.floor(utcMs);
  let micros = Math.round((utcMs - ms) * 1000);
  if (micros === 1000) {
    ms++;
    micros = 0;
  }
  const text = new Date(ms).toISOString().slice(0, -1);
  return (micros === 0 ? text : text + String(micros).padStart(3, '0')) + zone;
}
