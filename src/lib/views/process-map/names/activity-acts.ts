import type { Messages } from '$lib/i18n/messages';
import type { MenuItem } from '$lib/ui/menu-item';
import type { MapView } from '../map-view.svelte';

/** What can be done with the name of an activity, and with its mark. */
export function activityActs(view: MapView, activity: number, t: Messages['names']): readonly MenuItem[] {
  const label = view.labelOf(activity);
  const members = view.membersOf(label);
  const key = `a${activity}`;
  return [
    { id: 'rename', label: t.renameAct, testid: 'activity-rename', select: () => view.askName([label]) },
    {
      id: 'mark',
      label: view.marked.includes(key) ? t.unmark : t.mark,
      testid: 'activity-mark',
      select: () => view.toggleMark(key)
    },
    ...(members === 0
      ? []
      : [
          {
            id: 'unname',
            label: members > 1 ? t.ungroup(String(members)) : t.resetName,
            testid: 'activity-unname',
            divided: true,
            select: () => view.unname(label)
          }
        ])
  ];
}
