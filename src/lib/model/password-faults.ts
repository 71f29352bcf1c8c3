/** What a password may be refused for. */
export const PASSWORD_FAULTS = [
  'too-short',
  'too-long',
  'too-few-kinds',
  'too-simple',
  'too-common',
  'names-you',
  'same-as-before'
] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];
