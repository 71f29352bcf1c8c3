/** Logs kept on this device: the list of the start page, how an open log is kept, backups. */
export const kept = {
  title: 'On this device',
  columns: { name: 'Log', cases: 'Cases', events: 'Events', period: 'Period', size: 'Size', backup: 'Last backup', acts: 'Acts' },
  open: (name: string) => `Open the map of ${name}`,
  opening: 'Opening…',
  rename: (name: string) => `Rename ${name}`,
  newName: 'New name',
  renameHint: 'Enter to rename, Esc to leave it',
  remove: (name: string) => `Delete ${name}`,
  backUp: (name: string) => `Back up ${name}`,
  leaving: (name: string, seconds: string) => `${name} will be deleted in ${seconds} s.`,
  undo: 'Undo',
  never: 'never',
  unreadable: 'A log that cannot be read',
  faults: {
    'rolled-back': 'Its state is older than the last one seen here: someone or something put an older one back.',
    damaged: 'Its bytes are not those that were sealed. Restore its backup, or import its file again.',
    'no-key': 'It was sealed under another key, such as of an account that is not signed in.'
  },
  openOlder: 'Open the older state',
  guest: 'Kept on this device, sealed, but not protected against someone who takes the device: no account is signed in.',
  emptyNote: 'Imported logs are kept on this device, sealed; they never leave it.',
  tabNote: 'Nothing can be kept in this browser: logs are held in memory and are gone when this tab is closed.',
  why: {
    'no-opfs': 'It gives this page no files of its own.',
    'no-indexeddb': 'Its database is blocked for this page.',
    'no-crypto': 'It cannot encrypt as needed.'
  },
  storage: 'Storage of this page',
  storageOf: (used: string, quota: string) => `${used} of ${quota}`,
  durability: {
    persistent: 'Kept until you delete it',
    'best-effort': 'Kept while there is space',
    memory: 'In this tab only'
  },
  durabilityWhy: {
    persistent: 'The browser has promised not to clear what is kept here.',
    'best-effort': 'The browser may clear what is kept here when the disk is full. A backup is safe from that.',
    memory: 'Nothing is written to this device. What you import is gone when the tab is closed.'
  },
  reminder: (n: string) =>
    n === '1' ? 'One log has no backup of the last 30 days.' : `${n} logs have no backup of the last 30 days.`,
  reminderWhy: 'If the browser’s storage is cleared or the device is lost, a backup file is what is left.',
  dismiss: 'Not now',
  renamed: (name: string) => `It is called ${name} now.`,
  // the open log
  state: {
    offered: 'Not kept',
    waiting: 'Not kept yet',
    saving: 'Being kept…',
    kept: 'Kept',
    'not-kept': 'Not kept'
  },
  stateWhy: {
    offered: 'A sample lives in this tab only, unless you keep it.',
    waiting: 'It is kept on this device when its map is there.',
    saving: 'It is being sealed and written to this device.',
    kept: 'It lies on this device, sealed, with everything you made of it.',
    'not-kept': 'What you see is in this tab only.'
  },
  unwritten: 'Keeping changes…',
  keep: 'Keep on this device',
  keepAgain: 'Try again',
  removedElsewhere: 'It was deleted here, or this browser’s storage was cleared. It still is in this tab.',
  changesNotKept: 'The last changes are not kept',
  // backups
  backup: {
    title: (name: string) => `Back up ${name}`,
    note: 'One sealed file with the log and all that was made of it. Whoever has it needs the passphrase; nobody can recover a lost one.',
    passphrase: 'Passphrase',
    again: 'Passphrase, again',
    tooShort: (least: string) => `At least ${least} characters`,
    differs: 'The two are not the same.',
    strength: {
      weak: 'Weak: soon guessed. Several unrelated words are better.',
      fair: 'Fair: a few more words make it strong.',
      good: 'Strong'
    },
    make: 'Make the backup',
    making: 'Sealing the backup…',
    derivingKey: 'Making the key takes a moment, on purpose: it slows down whoever guesses.',
    made: (file: string) => `${file} is saved in your downloads.`,
    choose: 'Restore a backup',
    restoreTitle: 'Restore a backup',
    restoreNote: (file: string, size: string) => `${file}, ${size}. It becomes a log of its own; nothing here is replaced.`,
    restore: 'Restore',
    restoring: 'Opening the backup…',
    restored: (name: string) => `${name} is restored.`,
    cancel: 'Cancel'
  }
};
