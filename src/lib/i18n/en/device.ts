/** Locking, working without a network, new versions, settings. */
export const device = {
  menu: 'Settings and lock',
  settings: 'Settings',
  lockNow: 'Lock now',
  lockNowHint: 'closes the open log',
  lock: {
    title: 'Locked',
    heading: 'Kiseki is locked.',
    text: 'Open logs are closed and the keys to kept logs are out of memory, in every tab.',
    guest:
      'You use Kiseki as a guest: unlocking asks for nothing. It protects against a look over your shoulder, not against someone who uses this device.',
    unlock: 'Unlock',
    unlocking: 'Unlocking'
  },
  locking: {
    title: 'Locking',
    idle: 'Lock when nothing is done for',
    minutes: (count: number) => (count === 0 ? 'Never' : count === 60 ? '1 hour' : `${count} minutes`),
    onHide: 'Lock when no tab of Kiseki is in sight',
    note: 'All tabs lock together. While a file is imported or a log is saved, locking by itself waits. Logs that are kept on this device open again after unlocking; a log that is not kept is closed for good.'
  },
  offline: {
    title: 'Without a network',
    unknown: 'Looking whether Kiseki is stored on this device.',
    storing: 'Kiseki is being stored on this device.',
    ready: 'Kiseki is stored on this device: it starts and works without a network.',
    unavailable: 'This browser does not store Kiseki (a private window, or storage switched off): it starts with a network only.'
  },
  online: 'Online',
  onlineWhy: 'The server answers. Logs stay on this device all the same.',
  offlineBadge: 'Offline',
  offlineWhy: 'The server does not answer. Everything that is on this device works as usual.',
  update: {
    ready: 'New version',
    title: 'A new version is ready',
    text: 'It is stored already. Kiseki starts anew with it, which takes a moment.',
    closes: (name: string) => `“${name}” is open and not kept on this device: it would be closed.`,
    waits: {
      import: 'It waits until the import is finished.',
      save: 'It waits until the log is saved.',
      tabs: (count: number) =>
        count === 1
          ? 'It waits until the other tab of Kiseki is closed.'
          : `It waits until the ${count} other tabs of Kiseki are closed.`
    },
    later: 'You need not do anything: it comes by itself once every tab was closed.',
    act: 'Start the new version',
    acting: 'Starting'
  }
};
