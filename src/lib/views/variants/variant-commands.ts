import type { LogSession } from '$lib/session/log-session.svelte';
import { MOST_OVERLAID } from '$lib/session/variants-view';
import type { Command } from '$lib/views/frame/commands.svelte';
import { filterVariants, overlayHappyPath, overlayVariants } from './variant-acts';

interface Acts {
  /** the ticked variants, else the one looked at */
  readonly wanted: () => readonly number[];
  readonly search: () => void;
  readonly csv: () => void;
  readonly rename: () => void;
  readonly canCompare: () => boolean;
  readonly compare: () => void;
}

/** What keys and the palette can do with the list of variants. */
export function variantCommands(session: LogSession, acts: Acts): readonly Command[] {
  const isAny = (): boolean => acts.wanted().length > 0;
  const isByActivity = (): boolean => session.view.variants.group === null;
  const toggleDetail = (): void => {
    const { variants } = session.view;
    session.change({ variants: { ...variants, isDetailed: !variants.isDetailed } });
  };
  return [
    { id: 'variants.search', key: '/', label: (t) => t.variants.search, run: acts.search },
    {
      id: 'variants.keep',
      label: (t) => t.variants.keepWords,
      enabled: isAny,
      run: () => void filterVariants(session, acts.wanted(), false)
    },
    {
      id: 'variants.leave-out',
      label: (t) => t.variants.leaveOutWords,
      enabled: isAny,
      run: () => void filterVariants(session, acts.wanted(), true)
    },
    {
      id: 'variants.overlay',
      key: 'o',
      label: (t) => t.variants.overlayTitle,
      enabled: () => isAny() && isByActivity() && acts.wanted().length <= MOST_OVERLAID,
      run: () => void overlayVariants(session, acts.wanted())
    },
    { id: 'variants.compare', key: 'c', label: (t) => t.variants.compareTitle, enabled: acts.canCompare, run: acts.compare },
    { id: 'variants.rename', key: 'F2', label: (t) => t.variants.rename, enabled: isAny, run: acts.rename },
    { id: 'variants.detail', key: 't', label: (t) => t.variants.times, run: toggleDetail },
    {
      id: 'variants.happy-path',
      label: (t) => t.variants.showHappy,
      enabled: isByActivity,
      run: () => void overlayHappyPath(session)
    },
    { id: 'variants.csv', label: (t) => t.variants.csv, run: acts.csv }
  ];
}
