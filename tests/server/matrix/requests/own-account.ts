import { activatePost, signInPost, signOutPost } from '$lib/api/contracts/login';
import { meGet } from '$lib/api/contracts/me';
import { passwordChange, passwordRules, profileChange, provePost } from '$lib/api/contracts/profile';
import { sessionDelete, sessionsGet } from '$lib/api/contracts/sessions';
import { hash } from '@node-rs/argon2';
import type { Home } from '../home';
import { CODE, PASSWORD } from '../seeds';
import { right, type WrongRequest } from './right';

const credentials = (home: Home) => ({ tenant: home.slug, email: home.email('subject'), password: PASSWORD });
let weakHash: Promise<string> | undefined;
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
    further: [
      {
        circumstance: 'without a second factor',
        prepare: async (world, home) => {
          const subject = [home.tenantId, home.id('account', 'subject')];
          await world.app.owner.query('delete from passkey where tenant_id = $1 and account_id = $2', subject);
          await world.app.owner.query('delete from totp_factor where tenant_id = $1 and account_id = $2', subject);
        },
        audit: 'session.started'
      },
      {
        circumstance: 'with a password that was hashed with less than today',
        prepare: async (world, home) =>
          world.app.owner.query('update account set password_hash = $2 where id = $1', [
            home.id('account', 'subject'),
            await (weakHash ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 }))
          ]),
        audit: 'session.started'
      }
    ],
    wrong: [
      unknown('wrong password', (home) => ({ ...credentials(home), password: `${PASSWORD}?` })),
      unknown('unknown user', (home) => ({ ...credentials(home), email: 'nobody@example.com' })),
      unknown('unknown tenant', (home) => ({ ...credentials(home), tenant: 'nowhere' })),
      unknown('disabled user', (home) => ({ ...credentials(home), email: home.email('disabled') })),
      unknown('user who left', (home) => ({ ...credentials(home), email: home.email('gone') })),
      unknown('invited user', (home) => ({ ...credentials(home), email: home.email('invited') })),
      {
        ...unknown("another tenant's user", (home) => ({
          ...credentials(home),
          tenant: home.slug === 'beech' ? 'acorn' : 'beech'
        })),
        isToldElsewhere: true
      }
    ]
  }),
  right(activatePost, (home) => ({ body: code(home) }), {
    wrong: [
      unknown('wrong code', (home) => ({ ...code(home), code: 'AAAAA-BBBBB' })),
      unknown("another user's code", (home) => ({ ...code(home), email: home.email('subject') })),
      unknown('user who left', (home) => ({ ...code(home), email: home.email('gone') }))
    ]
  }),
  right(signOutPost, () => ({ body: { everywhere: true } }), {
    further: [
      {
        circumstance: 'of this session alone',
        input: () => ({ body: { everywhere: false } }),
        status: 204,
        audit: 'session.ended'
      }
    ]
  }),
  right(meGet, () => ({}), {
    further: [
      {
        circumstance: 'two minutes later',
        prepare: (world) => Promise.resolve((world.app.now = new Date(world.start.getTime() + 120_000)))
      }
    ]
  }),
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
