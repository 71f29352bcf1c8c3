/** What comes by predicates without an endpoint's request, or by what somebody outside would have to vouch for: jobs, commands, answers from elsewhere. */
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { authorizationCodeGrant, discovery, type Configuration } from 'openid-client';
import { vi } from 'vitest';
import { purgeAreas } from '$lib/server/access/areas';
import { finishOidc } from '$lib/server/accounts/oidc';
import { passPasskey } from '$lib/server/accounts/passkeys';
import { purgeLeavers } from '$lib/server/accounts/purge';
import { SYSTEM, type Actor } from '$lib/server/audit/act';
import type { StoreRole } from '$lib/server/db/store';
import { transaction, type Tx } from '$lib/server/db/transaction';
import { forgetKeys } from '$lib/server/http/idempotency';
import type { Sealer } from '$lib/server/keys/sealer';
import { service } from '$lib/server/service';
import { breakGlass } from '$lib/server/tenants/break-glass';
import type { Home } from './home';
import type { Outcome } from './judge';
import type { World } from './world';

export interface Deed {
  readonly name: string;
  readonly role?: StoreRole;
  readonly prepare: (world: World, home: Home) => Promise<unknown>;
  readonly act: (tx: Tx, home: Home) => Promise<unknown>;
  /** what it must come to, as JSON */
  readonly wanted: string;
}

const DAY_MS = 86_400_000;
const later = (world: World, days: number): void => {
  world.app.now = new Date(world.start.getTime() + days * DAY_MS);
};
const inHome = (world: World, home: Home, text: string): Promise<unknown> => world.app.owner.query(text, [home.tenantId]);
const subjectIs = (state: string) => `update account set state = '${state}' where tenant_id = $1 and email like 'subject.%'`;
const UNLINKED = 'delete from identity_link where tenant_id = $1';

/** Somebody comes back whom the provider vouches for. */
const vouchedFor = (claims: (home: Home) => object) => async (tx: Tx, home: Home) => {
  const answer = { claims: () => claims(home) } as unknown as Awaited<ReturnType<typeof authorizationCodeGrant>>;
  vi.mocked(authorizationCodeGrant).mockResolvedValue(answer);
  vi.mocked(discovery).mockResolvedValue({} as Configuration);
  const came = { address: new URL('https://localhost/'), state: `state${home.slug}`, browser: 'browser' };
  // the world's secrets are sealed for nothing
  const sealer = { ...service().sealer, open: () => new TextEncoder().encode('secret') };
  try {
    const begun = await finishOidc(tx, sealer as unknown as Sealer, came, { address: '127.0.0.1', userAgent: '' });
    return begun?.stage ?? 'refused';
  } finally {
    vi.mocked(authorizationCodeGrant).mockReset();
    vi.mocked(discovery).mockReset();
  }
};

/** The administrator shows a passkey whose signature is right. */
async function showPasskey(tx: Tx, home: Home): Promise<unknown> {
  const accountId = home.id('account', 'admin');
  const actor: Actor = { kind: 'user', id: accountId, name: '', role: 'admin', deviceId: null, address: '127.0.0.1' };
  const id = home.id('credential', 'admin').replaceAll('-', '');
  const user = {
    sessionId: home.id('session', 'admin', 'session'),
    tenantId: home.tenantId,
    accountId,
    stage: 'second-factor' as const,
    role: 'admin' as const,
    accountState: 'active',
    tenantState: 'active',
    allowList: [],
    lastSeenAt: tx.now,
    actor
  };
  const shown = { verified: true, authenticationInfo: { newCounter: 1 } };
  vi.mocked(verifyAuthenticationResponse).mockResolvedValueOnce(
    shown as Awaited<ReturnType<typeof verifyAuthenticationResponse>>
  );
  const response = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} } as Parameters<
    typeof passPasskey
  >[4];
  const passed = await passPasskey(tx, actor, user, { origin: 'https://localhost', hostname: 'localhost' }, response);
  return 'stage' in passed ? passed.stage : passed.code;
}

export const DEEDS: readonly Deed[] = [
  {
    name: 'areas deleted long ago are taken out',
    prepare: async (world) => {
      await world.app.owner.query("update process_area set state = 'deleted'");
      later(world, 31);
    },
    act: purgeAreas,
    wanted: '2'
  },
  {
    name: 'who left long ago is taken out',
    prepare: (world) => Promise.resolve(later(world, 31)),
    act: purgeLeavers,
    wanted: '1'
  },
  {
    name: 'old keys are forgotten',
    prepare: async (world) => {
      await world.app.owner.query(
        `insert into idempotency (tenant_id, account_id, key, request_hash, created_at) select id, id, 'an old key', '', $1 from tenant`,
        [world.start]
      );
      later(world, 2);
    },
    act: async (tx) => {
      await forgetKeys(tx);
      return 'forgotten';
    },
    wanted: '"forgotten"'
  },
  {
    name: 'the glass is broken for who administers elsewhere',
    role: 'operator',
    prepare: (world, home) =>
      inHome(world, home, "update account set role = 'viewer' where tenant_id = $1 and email like 'second-admin.%'"),
    act: (tx, home) => breakGlass(tx, SYSTEM, home.slug, home.email('second-admin')),
    wanted: '"acorn has no administrator second-admin.canaryacorn@example.com."'
  },
  {
    name: 'a subject that is linked elsewhere',
    prepare: (world, home) => inHome(world, home, UNLINKED),
    act: vouchedFor((home) => ({ sub: home.canary })),
    wanted: '"refused"'
  },
  {
    name: 'a linked account that is disabled',
    prepare: (world, home) => inHome(world, home, subjectIs('disabled')),
    act: vouchedFor((home) => ({ sub: home.canary })),
    wanted: '"refused"'
  },
  {
    name: 'an address whose account is disabled',
    prepare: async (world, home) => {
      await world.app.owner.query('delete from identity_link');
      await inHome(world, home, subjectIs('disabled'));
    },
    act: vouchedFor((home) => ({ sub: 'another', email_verified: true, email: home.email('subject') })),
    wanted: '"refused"'
  },
  {
    name: 'an invited account that the provider vouches for',
    prepare: () => Promise.resolve(),
    act: vouchedFor((home) => ({ sub: 'another', email_verified: true, email: home.email('invited') })),
    wanted: '"second-factor"'
  },
  { name: 'a passkey is shown', prepare: () => Promise.resolve(), act: showPasskey, wanted: '"active"' }
];

/** Do it in a store that is as before afterwards. */
export function outcomeOfDeed(world: World, { role = 'app', prepare, act }: Deed): Promise<Outcome> {
  const home = world.homes[0]!;
  return world.undone(async () => {
    await prepare(world, home);
    const { result, changes, locked } = await world.changesOf(() =>
      transaction(service().store, role, world.app.now, async (tx) => {
        await tx.enter(home.tenantId);
        return act(tx, home);
      }).catch((error: Error) => error.message)
    );
    return { status: 0, text: JSON.stringify(result), changes, locked };
  });
}

/** What is wrong about it, in words. */
export function faultsOfDeed(world: World, { wanted }: Deed, { text, changes, locked }: Outcome): string[] {
  const { tenantId } = world.homes[0]!;
  const foreign = changes.filter(({ before, after }) => {
    const owner = (after ?? before!)['tenant_id'];
    return owner !== undefined && owner !== tenantId && owner !== '00000000-0000-0000-0000-000000000000';
  });
  return [
    ...(text === wanted ? [] : [`${text} instead of ${wanted}`]),
    ...foreign.map(({ relation, act }) => `${act} of another tenant's ${relation}`),
    ...(locked.some((id) => id !== tenantId) ? ["locks another tenant's rows"] : [])
  ];
}
