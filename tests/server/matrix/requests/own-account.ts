import { activatePost, signInPost, signOutPost } from '$lib/api/contracts/login';
import { meGet } from '$lib/api/contracts/me';
import { passwordChange, passwordRules, profileChange, provePost } from '$lib/api/contracts/profile';
import { sessionDelete, sessionsGet } from '$lib/api/contracts/sessions';
import type { Home } from '../home';
import { CODE, PASSWORD } from '../seeds';
import { right, type WrongRequest } from './right';

const credentials = (home: Home) => ({ tenant: home.slug, email: home.email('subject'), password: PASSWORD });
const code = (home: Home) => ({ tenant: home.slug, email: home.email('invited'), code: CODE });

/** What is wrong about it changes nothing of the answer. */
const unknown = (circumstance: string, body: (home: Home) => unknown): WrongRequest => ({
  circumstance,
  input: (home) => ({ body: body(home) }),
  status: 401,
  code: 'wrong-credentials',
  audit: 'session.refused'
});

export const OWN_ACCOUNT = [
  right(signInPost, (home) => ({ body: credentials(home) }), {
    wrong: [
      unknown('wrong password', (home) => ({ ...credentials(home), password: `${PASSWORD}?` })),
      unknown('unknown user', (home) => ({ ...credentials(home), email: 'nobody@example.com' })),
      unknown('unknown tenant', (home) => ({ ...credentials(home), tenant: 'nowhere' })),
      unknown('disabled user', (home) => ({ ...credentials(home), email: home.email('disabled') })),
      unknown('user who left', (home) => ({ ...credentials(home), email: home.email('gone') })),
      unknown('invited user', (home) => ({ ...credentials(home), email: home.email('invited') })),
      unknown("another tenant's user", (home) => ({ ...credentials(home), tenant: home.slug === 'beech' ? 'acorn' : 'beech' }))
    ]
  }),
  right(activatePost, (home) => ({ body: code(home) }), {
    wrong: [
      unknown('wrong code', (home) => ({ ...code(home), code: 'AAAAA-BBBBB' })),
      unknown("another user's code", (home) => ({ ...code(home), email: home.email('subject') })),
      unknown('user who left', (home) => ({ ...code(home), email: home.email('gone') }))
    ]
  }),
  right(signOutPost, () => ({ body: { everywhere: true } })),
  right(meGet, () => ({})),
  right(profileChange, (home) => ({ body: { name: home.name('renamed'), language: 'en' as const, zone: 'Europe/Berlin' } })),
  right(passwordRules, () => ({})),
  right(passwordChange, () => ({ body: { current: PASSWORD, password: 'seven lanterns above quiet water' } }), {
    wrong: [
      {
        circumstance: 'wrong current password',
        input: () => ({ body: { current: 'x', password: 'seven lanterns above quiet water' } }),
        status: 401,
        code: 'wrong-credentials',
        audit: 'account.proof-failed'
      }
    ]
  }),
  right(provePost, () => ({ body: { password: PASSWORD } })),
  right(sessionsGet, () => ({})),
  right(sessionDelete, (home, asker) => ({ params: { sessionId: home.id('session', asker, 'other') } }), {
    wrong: [
      {
        circumstance: "a colleague's session",
        input: (home) => ({ params: { sessionId: home.id('session', 'subject', 'other') } }),
        status: 404,
        code: 'not-found'
      }
    ]
  })
];
