/** Wall-clock time in a zone as `datetime-local` inputs write it: `2026-04-01T09:00`. */
export function localOf(utcMs: number, zone: string): string {
  const parts = new Map(
    partsFormat(zone)
      .formatToParts(utcMs)
      .map(({ type, value }) => [type, value])
  );
  const get = (type: Intl.DateTimeFormatPartTypes, width = 2): string => (parts.get(type) ?? '').padStart(width, '0');
  return `${get('year', 4)}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}`;
}

/**
 * The moment that a wall clock in the zone shows `local`; NaN where it cannot be read. In the hour that a zone skips the clock is
 * moved on, in the hour that it repeats the first of both is taken.
 */
export function utcOf(local: string, zone: string): number {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return NaN;
  const offsetAt = (utcMs: number): number => Date.parse(`${localOf(utcMs, zone)}Z`) - Math.floor(utcMs / 60_000) * 60_000;
  const candidates = [wanted - offsetAt(wanted - 86_400_000), wanted - offsetAt(wanted + 86_400_000)];
  const exact = candidates.filter((utcMs) => utcMs + offsetAt(utcMs) === wanted);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23'
    });
    formats.set(zone, format);
  }
  return format;
}
