import type { LogSummary } from '$lib/model/analysis';
import type { Clause } from '$lib/model/selection';
import type { Looked } from '$lib/views/process-map/drawing/with-picked';

/** A filter that is one act away from what is looked at. */
export interface FilterAct {
  readonly name: 'with' | 'without' | 'start' | 'end' | 'again' | 'eventually' | 'slow';
  readonly clause: Clause;
}

/**
 * The filters of an activity (with, without, starting, ending with it, more than once) or a path (directly, not so, at any later time,
 * waited longer than `p90Ms`).
 *
 * @param p90Ms of the path's transition times; NaN = not there
 */
export function filterActs(picked: Looked, { activities, edgeFrom, edgeTo }: LogSummary, p90Ms: number): readonly FilterAct[] {
  const base = (name: FilterAct['name']) => ({ id: `act-${name}`, negated: name === 'without', muted: false });
  if (picked.kind === 'activity') {
    const named = [activities[picked.activity] ?? ''];
    return [
      { name: 'with', clause: { ...base('with'), kind: 'activity', activities: named } },
      { name: 'without', clause: { ...base('without'), kind: 'activity', activities: named } },
      { name: 'start', clause: { ...base('start'), kind: 'activity', activities: named, place: 'first' } },
      { name: 'end', clause: { ...base('end'), kind: 'activity', activities: named, place: 'last' } },
      { name: 'again', clause: { ...base('again'), kind: 'rework', form: 'repeated', activities: named, times: 1 } }
    ];
  }
  const pair = {
    kind: 'follows',
    from: activities[edgeFrom[picked.edge]!] ?? '',
    to: activities[edgeTo[picked.edge]!] ?? '',
    reach: 'directly'
  } as const;
  return [
    { name: 'with', clause: { ...base('with'), ...pair } },
    { name: 'without', clause: { ...base('without'), ...pair } },
    { name: 'eventually', clause: { ...base('eventually'), ...pair, reach: 'eventually' } },
    ...(p90Ms > 0 ? [{ name: 'slow', clause: { ...base('slow'), ...pair, minMs: p90Ms } } as const] : [])
  ];
}
