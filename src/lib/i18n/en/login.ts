import type { PasswordFault } from '$lib/model/password-faults';

const faults: Record<PasswordFault, (least: number) => string> = {
  'too-short': (least) => `At least ${least} characters.`,
  'too-long': () => 'At most 256 characters.',
  'too-few-kinds': () => 'Your organisation asks for more kinds of characters: lower case, upper case, digits, others.',
  'too-simple': () => 'Repetitions and sequences are tried first.',
  'too-common': () => 'Many people use this password, so it is tried first.',
  'names-you': () => 'Names of you, your organisation or Kiseki are tried first.',
  'same-as-before': () => 'This is the password you have.'
};

export const login = {
  title: 'Sign in',
  intro: 'With an account of your organisation. Logs stay on this device, signed in or not.',
  tenant: 'Organisation',
  tenantHint: 'The short name your administrator gave you',
  email: 'Mail address',
  password: 'Password',
  show: 'Show',
  submit: 'Sign in',
  haveCode: 'I have a one-time code',
  lostPassword: 'Forgotten the password? Your administrator gives you a one-time code.',
  asGuest: 'Go on without signing in',
  setUp: 'Set up this service: it has no organisation yet',
  cancel: 'Start over',
  otherProvider: 'Sign in through your organisation’s own service',
  providerFailed: 'Signing in through your organisation’s service did not work.',
  providerFailedNext: 'Try again, or sign in by password. There must be an account here with the same verified mail address.',
  signedInAs: (name: string, tenant: string) => `${name}, ${tenant}`,
  activate: {
    title: 'Use a one-time code',
    intro: 'The code counts once, for 24 hours at most. You choose your own password next.',
    code: 'One-time code',
    codeHint: 'Four groups of five; capitals and hyphens do not matter',
    submit: 'Go on'
  },
  newPassword: {
    title: 'Choose your password',
    intro: 'Nobody else knows it, your administrator neither. Several unrelated words are strong and easy to type.',
    label: 'New password',
    current: 'Password until now',
    length: (typed: number, least: number) => `${typed} of at least ${least} characters`,
    good: 'That will do.',
    submit: 'Set the password',
    faults
  },
  step: {
    title: 'Second step',
    totp: 'Six digits from your authenticator app',
    recovery: 'A recovery code',
    submit: 'Go on',
    passkey: 'Use a passkey',
    toRecovery: 'The phone is not at hand: use a recovery code',
    toTotp: 'Use the authenticator app',
    lost: 'No recovery codes either? Your administrator can take the second factor away.'
  },
  enrol: {
    title: 'Set up a second factor',
    intro: 'Your organisation asks for one. A stolen password alone then opens nothing.',
    app: 'Authenticator app',
    appIntro: 'Scan this with the app on your phone, then type the six digits that it shows.',
    qr: 'QR code for the authenticator app',
    secret: 'Or type this key into the app:',
    code: 'Six digits from the app',
    submit: 'Switch on',
    passkey: 'Passkey',
    passkeyIntro: 'A security key, or this device with its fingerprint, face or PIN.',
    passkeyName: 'Name of the passkey',
    passkeyDefault: 'This device',
    passkeyAdd: 'Make a passkey',
    passkeyFailed: 'No passkey was made.'
  },
  codes: {
    title: 'Your recovery codes',
    intro:
      'Each stands in for the second factor once, when the phone is lost. They are shown only now: keep them where you keep important papers.',
    save: 'Save as a file',
    print: 'Print',
    done: 'I have kept them',
    file: 'Kiseki recovery codes',
    label: 'Recovery codes'
  },
  provider: {
    title: 'Sign-in service',
    intro:
      'Your organisation’s own identity provider (OpenID Connect). It signs in people who have an account here already, found by their verified mail address; it never makes accounts.',
    redirect: 'Register this address at the provider:',
    name: 'Name',
    nameHint: 'Shown in the audit',
    issuer: 'Issuer',
    issuerHint: 'An https address; it is asked for its description when you save',
    clientId: 'Client id',
    secret: 'Client secret',
    secretKept: 'Leave empty to keep the one there is. It is kept sealed and never shown.',
    enabled: 'People may sign in through it',
    hasSecondFactor: 'It asks for a second factor itself, so Kiseki does not'
  },
  ended: 'You have been signed out.',
  endedNext: 'The session has run out or was ended elsewhere. The open log is still here.',
  again: 'Sign in again'
};
