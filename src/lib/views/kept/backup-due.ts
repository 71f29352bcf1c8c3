import type { KeptArea } from '$lib/model/vault';
import { readStored, writeStored } from '$lib/session/browser-storage';

const DAY_MS = 86_400_000;
/** A backup older than this is no longer of the log as it is. */
const FRESH_MS = 30 * DAY_MS;
/** A log has so long before it is asked for its first backup. */
const GRACE_MS = DAY_MS;
/** A reminder that was sent away comes back after this. */
const SILENT_MS = 7 * DAY_MS;

const KEY = 'backup-reminder';

/** Whether a log should be backed up (again). A clock that was set back makes none due. */
export function isBackupDue({ card }: KeptArea, nowUtcMs: number): boolean {
  if (card === null) return false;
  return card.backupUtcMs === null ? nowUtcMs - card.importedUtcMs > GRACE_MS : nowUtcMs - card.backupUtcMs > FRESH_MS;
}

/** Whether the user sent the reminder away not long ago. */
export function isReminderSilent(nowUtcMs: number): boolean {
  const sent = Number(readStored('localStorage', KEY) ?? NaN);
  return nowUtcMs >= sent && nowUtcMs - sent < SILENT_MS;
}

export function silenceReminder(nowUtcMs: number): void {
  writeStored('localStorage', KEY, String(nowUtcMs));
}
