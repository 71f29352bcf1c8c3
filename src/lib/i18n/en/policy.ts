/** The tenant's own policy. */
export const policy = {
  intro: 'What your organisation decides for all of its accounts. Changes count from the next request or sign-in on.',
  save: 'Save the policy',
  undo: 'Undo changes',
  saved: 'The policy was saved.',
  effects: 'Saving has these effects:',
  noEffects: 'Nobody has to do anything because of these changes.',
  checking: 'Looking at the effects…',
  factorEffect: (role: string, n: string) => `${role}: ${n} must set up a second factor at the next sign-in`,
  expiryEffect: (n: string) => `${n} accounts must choose a new password at the next sign-in`,
  labelEffect: (label: string, n: string) => `${n} process areas have the label “${label}”: it cannot be removed`,
  unchanged: 'As saved.',
  range: (least: string, most: string) => `${least} to ${most}`,
  passwords: {
    title: 'Passwords',
    minLength: 'Least length, password alone',
    minLengthWithFactor: 'Least length beside a second factor',
    characters: 'characters',
    note: 'Long passwords that nobody else uses are what helps. Common ones are refused by a list.'
  },
  legacy: {
    title: 'Customary rules',
    badge: 'Not recommended',
    kinds: 'Kinds of characters asked for',
    kindsWhy:
      'NIST SP 800-63B and ASVS 6.2.5 advise against it: such rules lead to patterns that are easy to guess (Summer2026!).',
    kindsOff: 'No rule',
    kindsOf: (n: string) => `${n} of lower case, upper case, digit, other`,
    expiry: 'Passwords expire after',
    expiryWhy:
      'NIST SP 800-63B and ASVS 6.2.10 advise against it: a forced change makes people count up. Change on a suspicion instead.',
    expiryOff: 'never',
    days: 'days (0 = never)'
  },
  factor: {
    title: 'Second factor',
    required: 'Required for',
    note: 'Whose role is marked cannot work without one. Others may set one up.',
    adminOff: 'Administrators without a second factor: one stolen password opens the whole organisation.'
  },
  session: {
    title: 'Sessions',
    idle: 'End after no use for',
    minutes: 'minutes',
    absolute: 'End at the latest after',
    hours: 'hours'
  },
  labels: {
    title: 'Labels of process areas',
    note: 'Your classes of confidentiality, least first.',
    add: 'Add a label',
    name: 'New label',
    remove: (label: string) => `Remove ${label}`,
    up: (label: string) => `Move ${label} up`,
    none: 'There are no labels yet.',
    twice: 'That label is there already.'
  },
  audit: {
    title: 'Audit',
    retention: 'Keep entries for',
    days: 'days',
    note: 'At least a year (365 days).'
  }
};
