import { openTab, type Tab } from '$lib/sync/tabs';
import type { Account } from './account.svelte';
import { AppUpdate, setAppUpdate, type Job } from './app-update.svelte';
import { Online, setOnline } from './online.svelte';
import { opaqueId } from './opaque-id';
import { ProcessAreas, setProcessAreas } from './process-areas.svelte';
import { ScreenLock, setScreenLock } from './screen-lock.svelte';
import type { Settings } from './settings.svelte';
import type { Workspace } from './workspace.svelte';

/** This tab among the others; undefined where the browser has no locks (an insecure context). */
function ownTab(version: string): Tab | undefined {
  if (!('locks' in navigator)) return undefined;
  return openTab(navigator.locks, version, opaqueId(), (leave, comeBack) => {
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', ({ persisted }) => persisted && comeBack());
  });
}

/** What is under way that locking or a restart would end. Read reactively. */
function jobOf({ importing, areas, log }: Workspace): Job | null {
  if (importing) return 'import';
  if (areas.isBackingUp) return 'save';
  if (!log) return null;
  const { state, hasUnwritten } = log.kept;
  return state === 'waiting' || state === 'saving' || hasUnwritten ? 'save' : null;
}

/**
 * Give the page, by context, what it is on this device: the lock of its screen, its versions, whether the server can be reached, and
 * what is told to it of the logs here. Call once.
 *
 * @param version of the program
 */
export function setDevice(workspace: Workspace, settings: Settings, version: string, account: Account): void {
  setScreenLock(new ScreenLock(workspace.engine.kept, settings, () => workspace.forget()));
  setAppUpdate(new AppUpdate(() => jobOf(workspace), ownTab(version)));
  setOnline(new Online());
  setProcessAreas(new ProcessAreas(account, workspace.areas));
}
