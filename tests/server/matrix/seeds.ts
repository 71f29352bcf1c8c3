import { createHash } from 'node:crypto';
import { hashOf } from '$lib/server/http/caller';
import { PEOPLE, type Home, type Instants, type PersonName, type Seed } from './home';

const sha = (text: string): Buffer => createHash('sha256').update(text).digest();

const ROLE: Readonly<Record<PersonName, string>> = {
  admin: 'admin',
  analyst: 'analyst',
  viewer: 'viewer',
  auditor: 'auditor',
  'second-admin': 'admin',
  subject: 'analyst',
  disabled: 'viewer',
  gone: 'viewer',
  invited: 'viewer'
};
const STATE: Partial<Record<PersonName, string>> = { disabled: 'disabled', gone: 'left', invited: 'invited' };

/** What belongs to no tenant. */
export function serviceSeeds(_at: Instants): Seed[] {
  return [];
}

function accountSeeds(home: Home, at: Instants, person: PersonName): Seed[] {
  const of = { tenant_id: home.tenantId, account_id: home.id('account', person) };
  const session = (which: string): Seed => ({
    table: 'session',
    row: {
      ...of,
      id: home.id('session', person, which),
      token_hash: hashOf(home.token(person, which)),
      stage: 'active',
      created_at: at.now,
      last_seen_at: at.now,
      idle_seconds: 3600,
      expires_at: at.after(12 * 60),
      address: '127.0.0.1',
      user_agent: home.name('browser'),
      device_id: null,
      proved_at: at.now
    }
  });
  return [
    {
      table: 'account',
      row: {
        id: of.account_id,
        tenant_id: home.tenantId,
        email: home.email(person),
        name: home.name(person),
        role: ROLE[person],
        state: STATE[person] ?? 'active',
        created_at: at.now,
        state_since: at.now
      }
    },
    session('session'),
    session('other')
  ];
}

/** Every kind of thing that a tenant can have, in one tenant. */
export async function seedsOf(home: Home, at: Instants): Promise<Seed[]> {
  const inTenant = { tenant_id: home.tenantId };
  const subject = { ...inTenant, account_id: home.id('account', 'subject') };
  const sealed = at.app.service.sealer.seal('matrix', home.canary);
  return [
    {
      table: 'tenant',
      row: {
        id: home.tenantId,
        slug: home.slug,
        name: home.name('tenant'),
        created_at: at.now,
        policy: { labels: [home.name('label')] }
      }
    },
    ...PEOPLE.flatMap((person) => accountSeeds(home, at, person)),
    { table: 'account_group', row: { ...inTenant, id: home.id('group'), name: home.name('group'), created_at: at.now } },
    { table: 'group_member', row: { ...subject, group_id: home.id('group') } },
    {
      table: 'activation_code',
      row: {
        ...inTenant,
        account_id: home.id('account', 'invited'),
        purpose: 'activation',
        code_hash: sha(home.slug),
        created_at: at.now,
        expires_at: at.after(60)
      }
    },
    ...PEOPLE.flatMap((person): Seed[] => {
      const of = { ...inTenant, account_id: home.id('account', person) };
      return [
        { table: 'recovery_code', row: { ...of, code_hash: sha(`${home.slug}${person}`), created_at: at.now } },
        {
          table: 'passkey',
          row: {
            ...of,
            id: home.id('passkey', person),
            name: home.name('passkey'),
            credential_id: home.id('credential', person),
            public_key: sha('key'),
            counter: 0,
            transports: ['usb'],
            rp_id: 'localhost',
            created_at: at.now
          }
        },
        {
          table: 'passkey_challenge',
          row: { ...inTenant, session_id: home.id('session', person, 'session'), challenge: home.canary, expires_at: at.after(5) }
        }
      ];
    }),
    { table: 'totp_factor', row: { ...subject, secret_sealed: sealed, created_at: at.now, confirmed_at: at.now } },
    {
      table: 'identity_provider',
      row: {
        ...inTenant,
        name: home.name('provider'),
        issuer: `https://${home.canary}.example`,
        client_id: home.canary,
        secret_sealed: sealed,
        enabled: true,
        has_second_factor: false
      }
    },
    {
      table: 'identity_link',
      row: { ...subject, issuer: `https://${home.canary}.example`, subject: home.canary, created_at: at.now }
    },
    {
      table: 'identity_attempt',
      row: {
        ...inTenant,
        state_hash: sha(`state${home.slug}`),
        browser_hash: sha('browser'),
        nonce: home.canary,
        verifier: home.canary,
        expires_at: at.after(5)
      }
    }
  ];
}
