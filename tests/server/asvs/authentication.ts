import { item, open, reason, shown, type Item } from './item';

export const AUTHENTICATION: readonly Item[] = [
  item(
    '6.1.1',
    1,
    'rate limits and lock-out are documented',
    reason('src/lib/server/accounts/throttle.ts says the delays; the settings table says the limits')
  ),
  item(
    '6.1.2',
    2,
    'words that no password may have are documented',
    reason('ownWords in src/lib/api/password-rules.ts is the list')
  ),
  item(
    '6.1.3',
    2,
    'ways to sign in are documented with their strength',
    reason('contracts of login, second-factor and OpenID Connect name each way and its stages')
  ),
  item(
    '6.2.1',
    1,
    'passwords have 8 characters at least, better 15',
    shown('policy-page: never goes under what must hold', 'second-factor: a short password stands only beside a factor')
  ),
  item('6.2.2', 1, 'users can change their password', shown('sign-in: a change of password ends all other sessions')),
  item('6.2.3', 1, 'a change asks for the present password', shown('matrix/matrix: every endpoint answers everybody')),
  item(
    '6.2.4',
    1,
    'common passwords are refused',
    reason('isCommon on every password that is set: a list of some ten thousand shipped with the app')
  ),
  item(
    '6.2.5',
    1,
    'no rules of composition',
    reason('none by default; the tenant switch for legacy rules is labelled as not recommended and counts as non-conforming')
  ),
  item('6.2.6', 1, 'password fields are masked', open('an end-to-end test of the field')),
  item('6.2.7', 1, 'pasting and password managers work', open('an end-to-end test of the field')),
  item(
    '6.2.8',
    1,
    'the password is compared as received',
    reason(
      'NFKC alone is applied, so that input methods give the same password; nothing is cut or folded: src/lib/api/password-rules.ts'
    )
  ),
  item('6.2.9', 2, '64 characters and more are permitted', reason('up to 256 code points: the rules have no lower limit')),
  item('6.2.10', 2, 'no forced rotation', shown('sign-in: legacy expiry, where a tenant insists, asks for a change')),
  item('6.2.11', 2, 'the context words are refused', reason('faultsOf refuses ownWords, tested beside it')),
  item(
    '6.2.12',
    2,
    'breached passwords are refused',
    reason('the shipped list only: asking a service outside would tell it of our users')
  ),
  item(
    '6.3.1',
    1,
    'stuffing and guessing are slowed',
    shown(
      'sign-in: an account locks after ten failures',
      'sign-in: one address cannot try many accounts',
      'sign-in: tries sent at once are counted one by one'
    )
  ),
  item('6.3.2', 1, 'no default accounts', shown('set-up: names the first tenant, its admin and the first operator, once')),
  item(
    '6.3.3',
    2,
    'more than one factor',
    shown('second-factor: whose role needs one sets up an app', 'operators: a code sets the password, a second factor is set up')
  ),
  item('6.3.4', 2, 'all ways in are as strong', shown('second-factor: a reset code alone passes no second factor')),
  item(
    '6.3.5',
    3,
    'users hear of suspicious attempts',
    open('no message to the user: failures stand in the audit, sessions in the own account')
  ),
  item('6.3.7', 3, 'users hear of changed credentials', open('no message to the user yet')),
  item(
    '6.3.8',
    3,
    'no answer tells whether a user exists',
    shown(
      'sign-in: unknown tenant, unknown person, disabled, invited and wrong',
      'operators: failures are counted for who is there and who is not'
    )
  ),
  item(
    '6.4.1',
    1,
    'initial codes are random, short-lived and give way to a password',
    shown('activation: a code begins an account', 'activation: a newer code, a day, another person and another tenant')
  ),
  item('6.4.2', 1, 'no hints, no secret questions', reason('there are none: no contract takes one')),
  item(
    '6.4.3',
    2,
    'resetting a password passes no second factor',
    shown('second-factor: a reset code alone passes no second factor')
  ),
  item('6.4.4', 2, 'a lost factor is replaced by somebody who has proven', shown('people: the second factor, and the lock')),
  item(
    '6.4.6',
    3,
    'administrators start a reset, and never know the password',
    shown(
      'people: gives a code once, which is in no entry, and no password',
      'people: the password: a new code, the old password and sessions gone'
    )
  ),
  item(
    '6.5.1',
    2,
    'codes count once',
    shown(
      'second-factor: a time step counts once',
      'second-factor: a recovery code stands in for the app, once',
      'activation: a code counts once, also when sent twice at once'
    )
  ),
  item(
    '6.5.2',
    2,
    'stored codes with little entropy are hashed slowly',
    reason(
      'recovery codes have 50 bits and are kept as SHA-256; tries against the service are counted; deviation: 112 bits are asked for where the hash is fast'
    )
  ),
  item(
    '6.5.3',
    2,
    'codes and seeds are from a secure generator',
    reason('node:crypto and Web Crypto only: randomCode, newTotpSecret, randomBytes')
  ),
  item('6.5.4', 2, 'codes have 20 bits at least', reason('50 bits (recovery), 100 (activation), 125 (set-up)')),
  item(
    '6.5.5',
    2,
    'codes have a short life',
    shown('second-factor: codes a step off count, two steps off do not', 'activation: a newer code, a day, another person')
  ),
  item(
    '6.5.6',
    3,
    'a lost factor can be revoked',
    shown('people: the second factor, and the lock', 'second-factor: changes of factors ask for the password once more')
  ),
  item(
    '6.5.8',
    3,
    'time-based codes go by the service’s clock',
    shown('second-factor: codes a step off count, two steps off do not')
  ),
  item(
    '6.6.2',
    2,
    'codes out of band are bound to what they were asked for',
    shown('activation: a newer code, a day, another person and another tenant')
  ),
  item(
    '6.6.3',
    2,
    'tries of codes are limited',
    shown('second-factor: tries are counted across sign-ins', 'set-up: wrong codes are counted and audited')
  ),
  item(
    '6.8.1',
    2,
    'no identity provider can speak for another',
    reason('one provider a tenant; links hold issuer and subject, unique in the tenant')
  ),
  item('6.8.2', 2, 'assertions are verified', reason('openid-client verifies signature, issuer, audience, nonce and time')),
  item(
    '6.8.4',
    2,
    'strength told by the provider is checked',
    open('the tenant declares that its provider asks for a second factor; acr and amr are not read')
  )
];
