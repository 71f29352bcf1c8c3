import type { ErrorCode } from '$lib/model/errors';
import { countOf, sizeOf, textOf } from '../error-detail';
import { nothing, text, type ErrorText } from './error-text';

/** Words of what is kept on this device, and of backups. */
export const vaultErrors = {
  'vault-locked': text(
    'Kiseki is locked.',
    'The keys of the logs on this device were dropped.',
    'Unlock it, then do this again.'
  ),
  'vault-unavailable': text(
    'This browser keeps nothing here.',
    'Its storage is blocked, or missing as in some private windows. Logs live in this tab alone.',
    'Allow storage for this page, or use an ordinary window.'
  ),
  'vault-full': {
    what: () => 'There is not enough space on this device.',
    where: nothing,
    why: (d) =>
      sizeOf(d, 'needBytes', 'en')
        ? `About ${sizeOf(d, 'needBytes', 'en')} are needed; the browser leaves ${sizeOf(d, 'freeBytes', 'en')}.`
        : 'The browser took no more bytes.',
    next: () => 'Delete a log that you no longer need, or free space on the disk, then keep this one again.'
  },
  'vault-write-failed': {
    what: () => 'The log could not be written to this device.',
    where: nothing,
    why: (d) => textOf(d, 'why') || 'The browser refused the write.',
    next: () => 'Try again. What was kept before is untouched.'
  },
  'vault-newer': text(
    'This was kept by a newer Kiseki.',
    'This version does not know its format.',
    'Reload the page to get the newest version.'
  ),
  'object-missing': text(
    'A part of this log is missing.',
    'Its file is no longer on this device: storage may have been cleared.',
    'Restore the log from its backup, or import its file again.'
  ),
  'object-damaged': text(
    'A part of this log is damaged.',
    'Its bytes are not those that were sealed.',
    'Restore the log from its backup, or import its file again.'
  ),
  'unknown-area': text('This log is no longer here.', 'It was deleted, perhaps in another tab.', 'Go back to the start page.'),
  'area-rolled-back': {
    what: () => 'This log is older than it was when it was last seen here.',
    where: nothing,
    why: (d) =>
      `Version ${countOf(d, 'version', 'en')} is on the disk, ${countOf(d, 'seen', 'en')} was seen. Someone or something put back an older state.`,
    next: () => 'Restore the log from its backup, or open the older state knowingly.'
  },
  'area-changed': text(
    'This log was changed in another tab.',
    'What you did was based on the state before.',
    'Open the log again from the start page.'
  ),
  'not-a-backup': text('This is not a backup of Kiseki.', 'It does not begin like one.', 'Choose a file that ends in .kiseki.'),
  'backup-passphrase': text(
    'The passphrase does not open this backup.',
    'It is another one, or the beginning of the file is damaged.',
    'Type the passphrase again.'
  ),
  'backup-truncated': text(
    'This backup is cut off or damaged.',
    'Its bytes are not those that were written. Nothing was restored.',
    'Take another copy of the file.'
  ),
  'backup-newer': text(
    'This backup was written by a newer Kiseki.',
    'This version does not know its format.',
    'Reload the page to get the newest version, then open it again.'
  )
} satisfies Partial<Record<ErrorCode, ErrorText>>;
