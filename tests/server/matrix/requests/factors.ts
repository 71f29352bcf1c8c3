import * as factors from '$lib/api/contracts/second-factor';
import { accountKey } from '$lib/server/accounts/throttle';
import type { Asker, Home, PersonName } from '../home';
import { RECOVERY, shownNow, TOTP_SECRET } from '../seeds';
import type { World } from '../world';
import { right } from './right';

/** The asker has an authenticator app. */
const withApp = (confirmed: boolean) => async (world: World, home: Home, asker: Asker) => {
  const account_id = home.id('account', asker);
  await world.app.owner.query('delete from totp_factor where tenant_id = $1 and account_id = $2', [home.tenantId, account_id]);
  const secret_sealed = world.app.service.sealer.seal(`totp_factor.secret_sealed/${home.tenantId}/${account_id}`, TOTP_SECRET);
  const created_at = world.start;
  await world.put('totp_factor', {
    tenant_id: home.tenantId,
    account_id,
    secret_sealed,
    created_at,
    confirmed_at: confirmed ? created_at : null
  });
};

/** signed by nobody */
const signed = (home: Home, person: Asker | PersonName) => ({
  id: home.id('credential', person).replaceAll('-', ''),
  rawId: home.id('credential', person).replaceAll('-', ''),
  type: 'public-key' as const,
  response: { clientDataJSON: 'e30' },
  clientExtensionResults: {}
});

export const FACTORS = [
  right(factors.factorsGet, () => ({})),
  right(factors.totpBegin, () => ({}), { prepare: withApp(false) }),
  right(factors.totpConfirm, () => ({ body: { code: shownNow() } }), { prepare: withApp(false) }),
  right(factors.totpRemove, () => ({}), {
    prepare: withApp(true),
    further: [
      {
        circumstance: 'the only factor',
        prepare: async (world, home, asker) => {
          const { owner } = world.app;
          const own = [home.tenantId, home.id('account', asker)];
          await owner.query('delete from passkey where tenant_id = $1 and account_id = $2', own);
          const policy = { secondFactor: { requiredFor: [] } };
          await owner.query('update tenant set policy = policy || $2 where id = $1', [home.tenantId, policy]);
        },
        status: 204,
        audit: 'second-factor.removed'
      }
    ]
  }),
  right(factors.passkeyBegin, () => ({})),
  right(factors.passkeyAdd, (home, asker) => ({ body: { name: home.name('key'), response: signed(home, asker) } })),
  right(factors.passkeyRemove, (home, asker) => ({ params: { passkeyId: home.id('passkey', asker) } }), {
    prepare: withApp(true),
    wrong: [
      {
        circumstance: "a colleague's passkey",
        input: (home) => ({ params: { passkeyId: home.id('passkey', 'subject') } }),
        status: 404,
        code: 'not-found'
      }
    ]
  }),
  right(factors.recoveryCodesRenew, () => ({})),
  right(factors.secondFactorPost, (_home, asker) => ({ body: { kind: 'recovery' as const, code: RECOVERY(asker) } }), {
    prepare: withApp(true),
    wrong: [
      {
        circumstance: "a colleague's recovery code",
        input: () => ({ body: { kind: 'recovery', code: RECOVERY('subject') } }),
        status: 401,
        code: 'wrong-code',
        audit: 'second-factor.refused'
      },
      {
        circumstance: 'after too many wrong ones',
        prepare: (world, home, asker) =>
          world.put('sign_in_throttle', {
            scope: 'factor',
            key: accountKey(home.tenantId, home.email(asker as PersonName)),
            failures: 10,
            last_failure_at: world.start,
            blocked_until: new Date(world.start.getTime() + 3_600_000)
          }),
        input: (_home, asker) => ({ body: { kind: 'recovery', code: RECOVERY(asker) } }),
        status: 429,
        code: 'too-many-requests'
      }
    ]
  }),
  right(factors.passkeyAsk, () => ({})),
  right(factors.passkeyPost, (home, asker) => ({ body: { response: signed(home, asker) } }))
];
