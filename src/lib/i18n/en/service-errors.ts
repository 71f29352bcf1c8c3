import type { ServiceErrorCode, ServiceErrorDetail } from '$lib/model/service-errors';

/** What happened, and the one next act; by code. */
export interface ServiceErrorWords {
  readonly what: (detail: ServiceErrorDetail) => string;
  readonly next: (detail: ServiceErrorDetail) => string;
}

export const serviceErrors: Record<ServiceErrorCode, ServiceErrorWords> = {
  'bad-request': { what: () => 'That cannot be taken as it is.', next: (d) => `Look at the field ${d.at ?? ''} and try again.` },
  'too-large': { what: () => 'That is too much at once.', next: () => 'Send it in smaller parts.' },
  'too-many-requests': {
    what: () => 'Too many tries.',
    next: ({ retrySeconds }) =>
      Number(retrySeconds) > 120
        ? `Wait ${Math.ceil(Number(retrySeconds) / 60)} minutes, or ask your administrator to let you in.`
        : `Wait ${retrySeconds ?? ''} seconds, then try again.`
  },
  'not-found': { what: () => 'That is not there, or not for you.', next: () => 'Go back and look at the list again.' },
  conflict: { what: () => 'That name is taken already.', next: () => 'Choose another one.' },
  stale: {
    what: () => 'Somebody else has changed this in the meantime.',
    next: () => 'Look at what is there now, then change it again.'
  },
  'idempotency-mismatch': {
    what: () => 'This was sent before with other content.',
    next: () => 'Reload the page and try again.'
  },
  'cross-site': { what: () => 'The request came from another site.', next: () => 'Open Kiseki itself and try again.' },
  'wrong-credentials': {
    what: () => 'Organisation, mail address, password or code do not belong together.',
    next: () => 'Check each and try again. After several failures you have to wait; your administrator can help.'
  },
  'wrong-code': {
    what: () => 'That code or passkey does not count.',
    next: () => 'Wait for the next code and type that; each counts once.'
  },
  'proof-needed': {
    what: () => 'This needs your password once more.',
    next: () => 'Type your password, then try again.'
  },
  'weak-password': {
    what: () => 'That password is not safe enough.',
    next: () => 'Choose a longer one, or several unrelated words.'
  },
  'factor-required': {
    what: () => 'Your organisation asks for a second factor.',
    next: () => 'Set up another one before you remove this one.'
  },
  'sign-in-needed': { what: () => 'You are not signed in.', next: () => 'Sign in.' },
  'wrong-stage': { what: () => 'Signing in is not finished.', next: () => 'Finish signing in.' },
  forbidden: { what: () => 'Your role does not allow this.', next: () => 'Ask your administrator.' },
  'outside-network': {
    what: () => 'Your organisation does not allow access from this network.',
    next: () => 'Use a network of your organisation, or ask your administrator.'
  },
  'lock-out': {
    what: (d) => `This list would lock you out: your own address ${d.address ?? ''} is not in it.`,
    next: () => 'Add a range that your address lies in.'
  },
  'tenant-suspended': { what: () => 'Your organisation is suspended.', next: () => 'Ask your administrator.' },
  'last-admin': {
    what: () => 'This is the last administrator who can sign in.',
    next: () => 'Make somebody else an administrator first.'
  },
  'accounts-agreed': {
    what: (d) => `Your contract is for ${d.agreed ?? ''} accounts; this would be more.`,
    next: () => 'Disable accounts that nobody uses, or ask the operator of the service for more.'
  },
  'wrong-state': {
    what: () => 'That is not possible in the state that it is in now.',
    next: () => 'Look at what is there now, then choose again.'
  },
  'label-in-use': {
    what: (d) => `The label ${d.label ?? ''} is used by process areas.`,
    next: () => 'Give those process areas another label first.'
  },
  'code-refused': {
    what: () => 'That code is not right, or no longer valid.',
    next: () => 'Look at it again, or have a new one issued.'
  },
  'last-operator': { what: () => 'At least one operator must remain.', next: () => 'Create another operator first.' },
  'guests-off': { what: () => 'This service is for accounts only.', next: () => 'Sign in.' },
  'owns-areas': {
    what: (d) => `${d.areas ?? ''} process areas belong to this account.`,
    next: () => 'Choose who takes them over.'
  },
  'import-refused': {
    what: (d) => `${d.problems ?? ''} entries of the list cannot be taken.`,
    next: () => 'Correct them in the file, then drop it again. No account was created.'
  },
  unavailable: {
    what: () => 'The service cannot answer now.',
    next: () => 'Try again in a minute. Logs on this device can be used meanwhile.'
  },
  offline: {
    what: () => 'The service cannot be reached.',
    next: () => 'Check your connection. Logs on this device can be used meanwhile.'
  },
  internal: { what: () => 'Something went wrong in the service.', next: () => 'Try again; if it stays, tell the operator.' }
};
