import type { LogSession } from '$lib/session/log-session.svelte';
import { visibleLabel } from '$lib/views/process-map/drawing/label-text';
import { cut, shortNames } from './short-names';

/** px that a chevron takes at least, as `VariantSteps` lays them out, and that "+12" takes. */
const STEP_PX = { compact: 14, detailed: 58 } as const;
const MORE_PX = 40;
/** px from which on a chevron's name says something. */
const NAME_PX = 28;

/** Steps that have room in so many pixels. */
export function stepsIn(widthPx: number, isDetailed: boolean): number {
  return Math.max(1, Math.floor((widthPx - MORE_PX) / STEP_PX[isDetailed ? 'detailed' : 'compact']));
}

/** Whether so many compact steps, in a place with room for `room`, are wide enough for a part of their names. */
export function isReadable(room: number, steps: number): boolean {
  return room * STEP_PX.compact >= steps * NAME_PX;
}

/** Short names of steps: of activities told apart from each other, of an attribute's values what fits, of a missing one a dash. */
export function namer(session: LogSession, group: string | null): (label: string | null) => string {
  if (group !== null) return (label) => (label === null ? '–' : cut(visibleLabel(label)));
  const { activities } = session.summary;
  const short = shortNames(activities);
  const names = new Map(activities.map((label, i) => [label, short[i]!]));
  return (label) => names.get(label ?? '') ?? cut(label ?? '');
}
