export const account = {
  title: 'Account',
  menu: 'Account',
  signIn: 'Sign in',
  signOut: 'Sign out',
  administration: 'Administration',
  guest: 'This page needs a sign-in.',
  saved: 'Saved.',
  save: 'Save',
  remove: 'Remove',
  cancel: 'Cancel',
  profile: {
    title: 'Profile',
    name: 'Name',
    email: 'Mail address',
    role: 'Role',
    roles: { admin: 'Administrator', analyst: 'Analyst', viewer: 'Viewer', auditor: 'Auditor' },
    tenant: 'Organisation',
    language: 'Language',
    languages: { ja: '日本語', en: 'English' },
    zone: 'Time zone',
    note: 'Colours (light or dark) and keys are chosen at the top, for this device.'
  },
  password: {
    title: 'Password',
    note: 'A change ends all your other sessions.',
    change: 'Change the password',
    changed: 'The password was changed; other sessions have ended.'
  },
  factors: {
    title: 'Second factor',
    required: 'Your organisation asks your role for one.',
    none: 'None yet. A stolen password alone opens your account.',
    app: 'Authenticator app',
    on: 'on',
    off: 'off',
    setUp: 'Set up',
    passkeys: 'Passkeys',
    noPasskeys: 'None',
    addPasskey: 'Add a passkey',
    made: (when: string) => `made ${when}`,
    used: (when: string) => `last used ${when}`,
    codes: 'Recovery codes',
    codesLeft: (n: number) => (n === 1 ? '1 left' : `${n} left`),
    renew: 'Make new ones',
    removed: 'The factor was removed.'
  },
  sessions: {
    title: 'Sessions',
    note: 'Where you are signed in.',
    device: 'Browser',
    address: 'Address',
    begun: 'Begun',
    used: 'Last used',
    here: 'this one',
    unfinished: 'not finished',
    end: 'End',
    endLabel: (where: string) => `End the session: ${where}`,
    everywhere: 'Sign out everywhere'
  },
  proof: {
    title: 'Your password once more',
    why: 'An open screen alone shall not change how you sign in.',
    submit: 'Go on'
  }
};
