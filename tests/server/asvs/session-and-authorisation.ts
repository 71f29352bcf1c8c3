import { item, open, reason, shown, type Item } from './item';

const MATRIX = 'matrix/matrix: every endpoint answers everybody';

export const SESSION_AND_AUTHORISATION: readonly Item[] = [
  item(
    '7.1.1',
    2,
    'idle and absolute limits are documented',
    reason('policy.session with its defaults (60 minutes, 12 hours) in src/lib/api/policy.ts; operators: 15 minutes, 8 hours')
  ),
  item(
    '7.1.2',
    2,
    'how many sessions at once is documented',
    reason('not limited; each is listed in the own account, and can be ended there')
  ),
  item(
    '7.1.3',
    2,
    'sessions across systems are documented',
    reason('a session of ours does not end with the provider’s; its limits are the tenant’s')
  ),
  item('7.2.1', 1, 'sessions are verified by the service', shown(MATRIX)),
  item('7.2.2', 1, 'tokens are made for the session, no fixed keys', shown('sign-in: a sign-in is under a token of its own')),
  item('7.2.3', 1, 'tokens are unique and random', reason('32 bytes of node:crypto, kept as SHA-256')),
  item(
    '7.2.4',
    1,
    'signing in makes a new token',
    shown('sign-in: a sign-in is under a token of its own', 'second-factor: the second step: nothing works before it')
  ),
  item('7.3.1', 2, 'idle sessions end', shown('sign-in: a session ends when idle, at its end', MATRIX)),
  item('7.3.2', 2, 'sessions end at the latest after a set time', shown('sign-in: a session ends when idle, at its end', MATRIX)),
  item('7.4.1', 1, 'an ended session is worthless', shown('sign-in: sessions are listed and revoked', MATRIX)),
  item(
    '7.4.2',
    1,
    'disabled and deleted accounts have no sessions',
    shown('people: ends sessions at once', 'leaver: leaving ends sessions and codes at once', MATRIX)
  ),
  item('7.4.3', 2, 'a changed factor can end all other sessions', shown('sign-in: a change of password ends all other sessions')),
  item('7.4.4', 2, 'signing out is in sight on every page', open('an end-to-end test of the top bar')),
  item(
    '7.4.5',
    2,
    'administrators can end sessions',
    shown('people: the password: a new code, the old password and sessions gone', 'people: ends sessions at once')
  ),
  item(
    '7.5.1',
    2,
    'changes of credentials ask for the password anew',
    shown('second-factor: changes of factors ask for the password once more')
  ),
  item('7.5.2', 2, 'users see and end their sessions', shown('sign-in: sessions are listed and revoked')),
  item('7.5.3', 3, 'sensitive acts ask for a factor anew', open('factors and password do; administration does not')),
  item(
    '7.6.1',
    2,
    'life of sessions between provider and us is as documented',
    reason('the tenant’s limits hold; the provider is asked anew at each sign-in')
  ),
  item(
    '7.6.2',
    2,
    'no session begins without an act of the user',
    reason('only sign-in, activation and the way back from the provider begin one, the last bound to the browser that began it')
  ),
  item(
    '8.1.1',
    1,
    'rules of access are documented',
    reason('guards of the contracts, [Note: Rights] for areas, and the oracle in tests/server/matrix')
  ),
  item(
    '8.1.2',
    2,
    'rules on single fields are documented',
    reason('contracts are closed shapes, read and written; [Note: Rights] says who may rename, label, grant')
  ),
  item('8.2.1', 1, 'functions are for who may', shown(MATRIX, 'matrix/matrix: every endpoint has its line in the oracle')),
  item('8.2.2', 1, 'things are for who may', shown(MATRIX, 'area-rights: the right to any area is what the rule says')),
  item(
    '8.2.3',
    2,
    'fields are for who may',
    shown('area-rights: the right to any area is what the rule says', 'areas: an area lives')
  ),
  item('8.3.1', 1, 'rules are enforced by the service', shown(MATRIX)),
  item(
    '8.3.2',
    3,
    'changed rights count at once',
    shown(
      'area-rights: what is granted to a group is its members',
      'network: is kept in one spelling, told in the audit, and counts from the next request',
      MATRIX
    )
  ),
  item(
    '8.4.1',
    2,
    'tenants cannot reach each other',
    shown(MATRIX, 'matrix/deletions: every deleted predicate is noticed', 'matrix/deletions: every deleted policy is noticed')
  ),
  item(
    '8.4.2',
    3,
    'administration has more than one fence',
    shown('operators: a code sets the password, a second factor is set up', 'transport: answers to its own networks alone')
  )
];
