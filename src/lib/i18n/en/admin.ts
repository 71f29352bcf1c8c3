export const admin = {
  title: 'Administration',
  back: 'Back to the processes',
  /** who may not see it, and what to do */
  asking: 'Asking who you are…',
  guest: 'Administration needs a sign-in.',
  guestNext: 'Sign in with an account that may administer your organisation.',
  signIn: 'Sign in',
  notYours: 'Your role does not include this page.',
  notYoursNext: 'Ask an administrator of your organisation.',
  unreachable: 'The service cannot be reached.',
  unreachableNext: 'Check your connection, then reload the page.',
  pages: { people: 'People', groups: 'Groups', policy: 'Policy' }
};
