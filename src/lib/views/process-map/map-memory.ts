import type { LogSummary } from '$lib/model/analysis';
import type { Looked } from './drawing/with-picked';

/** What lives on while the map is built anew under other names: by label, since codes and edges mean something else then. */
export class MapMemory {
  /** label of the activity, or of both ends of the path, that is looked at */
  picked: readonly string[] = [];
  /** label of the box that shall have the keyboard's focus again */
  focused: string | null = null;
  isTable = false;

  /** @param openNames opens the list of names */
  constructor(readonly openNames: () => void) {}

  keep(looked: Looked | null, { activities, edgeFrom, edgeTo }: LogSummary): void {
    const codes =
      looked === null ? [] : looked.kind === 'activity' ? [looked.activity] : [edgeFrom[looked.edge]!, edgeTo[looked.edge]!];
    this.picked = codes.map((code) => activities[code] ?? '');
  }

  /** These activities are called otherwise from now on. */
  rename(from: readonly string[], to: string): void {
    const now = (label: string): string => (from.includes(label) ? to : label);
    this.picked = this.picked.map(now);
    this.focused = this.focused === null ? null : now(this.focused);
  }

  /** What was looked at, among other activities and edges; null where there is no such thing. */
  recall({ activities, edgeFrom, edgeTo }: LogSummary): Looked | null {
    const [from, to] = this.picked.map((label) => activities.indexOf(label));
    if (from === undefined || from < 0) return null;
    if (to === undefined) return { kind: 'activity', activity: from };
    const edge = edgeFrom.findIndex((code, at) => code === from && edgeTo[at] === to);
    return edge < 0 ? null : { kind: 'edge', edge };
  }
}
