/** What an entry tells about a changed field: a plain value, or a list of names. */
export type AuditValue = string | number | boolean | null | readonly string[];

/** Fields that differ, as `name.before` and `name.after`, for an entry's detail. */
export function changesOf(
  before: Readonly<Record<string, AuditValue>>,
  after: Readonly<Record<string, AuditValue>>
): Record<string, AuditValue> {
  const changes: Record<string, AuditValue> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[name] ?? null, after[name] ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    changes[`${name}.before`] = old;
    changes[`${name}.after`] = now;
  }
  return changes;
}
