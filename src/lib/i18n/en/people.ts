/** Administration of accounts and groups. */
export const people = {
  total: (n: string) => `${n} accounts`,
  search: 'Search name or mail',
  allStates: 'Every state',
  allRoles: 'Every role',
  allGroups: 'Every group',
  columns: {
    name: 'Name',
    role: 'Role',
    groups: 'Groups',
    state: 'State',
    factor: 'Second factor',
    lastSignIn: 'Last sign-in',
    acts: 'Acts'
  },
  roles: { admin: 'Administrator', analyst: 'Analyst', viewer: 'Viewer', auditor: 'Auditor' },
  roleWhat: {
    admin: 'administers people, policy and access',
    analyst: 'imports logs, creates process areas',
    viewer: 'looks at what was granted',
    auditor: 'sees the audit, nothing else of the administration'
  },
  states: { invited: 'Invited', active: 'Active', disabled: 'Disabled', left: 'Left' },
  locked: 'Locked',
  lockedWhy: 'Too many failed sign-ins',
  factorOn: 'Set up',
  factorOff: 'None',
  never: 'never',
  backUntil: (day: string) => `can come back until ${day}`,
  none: 'No account fits.',
  more: 'Show more',
  loading: 'Reading…',
  create: 'Create an account',
  fromFile: 'From a file…',
  edit: (name: string) => `Change ${name}`,
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  saved: (name: string) => `${name} was changed.`,
  look: 'Look at what is there now',
  fields: {
    name: 'Name',
    email: 'Mail address',
    role: 'Role',
    language: 'Language',
    zone: 'Time zone',
    groups: 'Groups',
    noGroups: 'There are no groups yet.'
  },
  languages: { ja: '日本語 (Japanese)', en: 'English' },
  createNote: 'No password is set here. You get a one-time code to pass on; with it the person chooses a password.',
  menu: (name: string) => `More acts for ${name}`,
  acts: {
    edit: 'Change…',
    disable: 'Disable…',
    enable: 'Enable',
    delete: 'Delete…',
    leave: 'Leaves…',
    restore: 'Bring back…',
    reset: 'New one-time code…',
    resetFactor: 'Reset second factor…',
    unlock: 'Unlock'
  },
  leaves: (name: string) => `${name} leaves…`,
  asks: {
    disable: {
      title: (name: string) => `Disable ${name}?`,
      text: 'Signing in is refused and open sessions end at once. Process areas, groups and rights stay as they are.',
      act: 'Disable'
    },
    reset: {
      title: (name: string) => `New one-time code for ${name}?`,
      text: 'The present password stops working and open sessions end. The code counts for 24 hours, once; with it a new password is chosen.',
      act: 'Issue the code'
    },
    resetFactor: {
      title: (name: string) => `Reset the second factor of ${name}?`,
      text: 'Authenticator, passkeys and recovery codes are taken off, and open sessions end. Make sure that it really is this person who asks.',
      act: 'Reset it'
    }
  },
  done: {
    disabled: (name: string) => `${name} can no longer sign in.`,
    enabled: (name: string) => `${name} can sign in again.`,
    unlocked: (name: string) => `${name} may try again.`,
    factorReset: (name: string) => `The second factor of ${name} was taken off.`,
    left: (name: string) => `${name} has left. Sessions and codes have ended.`,
    restored: (name: string) => `${name} is back.`,
    deleted: (name: string) => `${name} was deleted.`
  },
  leave: {
    title: (name: string) => `${name} leaves`,
    what: (sessions: string, groups: string) =>
      `Open sessions (${sessions}), codes and keys end at once. Groups (${groups}) and rights count for nothing from now on.`,
    undo: 'This can be undone for 30 days; then the account is deleted.',
    areas: (n: string) => `Process areas that need a new owner: ${n}`,
    noAreas: 'No process area belongs to this account.',
    heir: 'New owner',
    choose: 'Choose…',
    act: 'Confirm leaving'
  },
  remove: {
    title: (name: string) => `Delete ${name}?`,
    text: 'Name and mail address leave the store for good. What the audit has recorded stays. This cannot be undone.',
    act: 'Delete for good'
  },
  restore: {
    title: (name: string) => `Bring ${name} back?`,
    text: 'State, groups and rights become what they were. Signing in needs the password as before; sessions stay ended.',
    areas: 'Give the process areas back, where the new owner still has them',
    act: 'Bring back'
  },
  codes: {
    title: 'One-time codes',
    note: 'Pass each code on by a safe way. It is shown here only: it cannot be shown again, only replaced by a new one.',
    until: (time: string) => `counts until ${time}, once`,
    made: (n: string) => `${n} accounts were created.`,
    download: 'Download as CSV',
    print: 'Print',
    done: 'I have passed them on',
    columns: { name: 'Name', email: 'Mail address', code: 'One-time code', until: 'Counts until' },
    file: 'one-time-codes',
    where: (address: string) => `To begin: open ${address} and enter organisation, mail address and code.`
  },
  groups: {
    title: 'Groups',
    total: (n: string) => `${n} groups`,
    create: 'Create a group',
    name: 'Name of the group',
    search: 'Search groups',
    members: 'Members',
    rename: (name: string) => `Rename ${name}`,
    remove: (name: string) => `Delete ${name}`,
    open: (name: string) => `Members of ${name}`,
    none: 'No group fits. Groups bundle people, so that rights on process areas are granted once.',
    removeTitle: (name: string) => `Delete the group ${name}?`,
    removeText: (n: string) => `Its members (${n}) stay, but lose what was granted to the group. This cannot be undone.`,
    removeAct: 'Delete the group',
    removed: (name: string) => `The group ${name} was deleted.`,
    add: 'Add people',
    addHint: 'Search name or mail',
    takeOut: (name: string) => `Take ${name} out`,
    empty: 'Nobody is in this group yet.',
    nobody: 'Nobody fits.'
  },
  list: {
    title: 'Accounts from a file',
    drop: 'Drop a CSV file here',
    dropText:
      'Columns: mail, name, role, groups, language. Japanese heads are read too. UTF-8 or Shift_JIS (CP932), up to 500 rows.',
    choose: 'Choose a file',
    template: 'Get an empty file',
    another: 'Another file',
    rows: (n: string) => `${n} rows`,
    good: (n: string) => `${n} can be created`,
    bad: (n: string) => `${n} entries are wrong`,
    line: 'Line',
    problem: 'Problem',
    encoding: (name: string) => `read as ${name}`,
    newGroups: 'Create the groups that do not exist yet',
    leaveOut: (n: string) => `Leave out the ${n} rows that are wrong`,
    create: (n: string) => `Create ${n} accounts`,
    creating: 'Creating…',
    checking: 'Checking…',
    columnsFound: 'Role: admin, analyst, viewer, auditor. Several groups: separated by ; . Language: ja or en.',
    faults: {
      empty: 'The file has no rows.',
      'no-mail-column': 'The first line has no column “mail”. It must hold the names of the columns.',
      'too-many': 'The file has more than 500 rows. Divide it.',
      'too-large': 'The file is larger than 2 MB. It does not look like a list of people.',
      'bad-quotes': 'A quoted cell does not end. Look at the quotes in the file.',
      'not-text': 'This is not a text file. Save the sheet as CSV.'
    },
    problems: {
      missing: 'is missing',
      wrong: 'is not valid',
      'too-long': 'is too long',
      twice: 'stands in the file twice',
      exists: 'has an account already',
      left: 'belongs to somebody who has left: bring that account back',
      unknown: 'is none of admin, analyst, viewer, auditor'
    },
    alsoOn: (line: string) => `(also line ${line})`
  }
};
