const known = new Map<string, boolean>();

/** Whether the browser can compute in a zone of this name. */
export function isZone(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    try {
      answer = name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      answer = false;
    }
    known.set(name, answer);
  }
  return answer;
}

/** Names to offer: UTC, the device's own, then every other. */
export function listZones(): readonly string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])];
}
