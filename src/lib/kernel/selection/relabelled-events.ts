import { codeArray } from '$lib/model/dictionary';
import type { Renaming } from '$lib/model/selection';
import type { EventColumns } from './trimmed-log';

/**
 * The events with other names of activities. Several activities under one name, one that stays as it is included, become one activity:
 * events that follow one another in it are a self-loop, none is left out. A renaming of an activity that the log does not have changes
 * nothing. Activities keep the order of their first label.
 *
 * Time O(events) where activities are joined, nothing otherwise; everything else is shared with `log`.
 */
export function relabelledEvents(log: EventColumns, names: readonly Renaming[]): EventColumns {
  const toOf = new Map(names.map(({ from, to }) => [from, to]));
  const labels = log.activities.map((label) => toOf.get(label) ?? label);
  const codeOf = new Map<string, number>();
  for (const label of labels) if (!codeOf.has(label)) codeOf.set(label, codeOf.size);
  const activities = [...codeOf.keys()];
  if (activities.length === labels.length) return { ...log, activities };
  const codes = Uint32Array.from(labels, (label) => codeOf.get(label)!);
  const activity = codeArray(Math.max(activities.length - 1, 0), log.activity.length);
  for (let e = 0; e < activity.length; e++) activity[e] = codes[log.activity[e]!]!;
  return { ...log, activities, activity };
}
