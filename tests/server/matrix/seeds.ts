import { Secret, TOTP } from 'otpauth';
import { createHash } from 'node:crypto';
import { hashOfCode } from '$lib/server/accounts/codes';
import { hashPassword } from '$lib/server/accounts/passwords';
import { transaction } from '$lib/server/db/transaction';
import { hashOf } from '$lib/server/http/caller';
import type { TestApp } from '../support/app';
import { PEOPLE, type Home, type Instants, type PersonName, type Seed } from './home';

/** everybody's, in every tenant: what keeps them apart is not that they differ */
export const PASSWORD = 'a plain sentence of eight words to type';
export const CODE = 'KYOTO-OSAKA-TOKYO';
/** a person's recovery code */
export const RECOVERY = (person: string): string => `CODE-OF-${person}`.toUpperCase();
export const TOTP_SECRET = new Uint8Array(20).fill(7);
/** what an authenticator app shows at the world's instant */
export const shownNow = (): string =>
  new TOTP({ secret: new Secret({ buffer: TOTP_SECRET.buffer }) }).generate({
    timestamp: Date.parse('2026-11-24T09:00:00.000Z')
  });
export const OPERATOR = 'operator-session-token';
let passwordHash: Promise<string> | undefined;

export const OPERATOR_ID = '00000000-0000-4000-8000-0000000000aa';
export const OTHER_OPERATOR_ID = '00000000-0000-4000-8000-0000000000bb';

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
export async function serviceSeeds(at: Instants): Promise<Seed[]> {
  const id = OPERATOR_ID;
  const code = { code_hash: hashOfCode(CODE), code_expires_at: at.after(60) };
  const password_hash = await (passwordHash ??= hashPassword(PASSWORD));
  return [
    {
      table: 'operator',
      row: {
        id: OTHER_OPERATOR_ID,
        email: 'other@example.com',
        name: 'Other',
        state: 'active',
        created_at: at.now,
        password_hash,
        ...code
      }
    },
    {
      table: 'operator',
      row: { id, email: 'operator@example.com', name: 'Operator', state: 'active', created_at: at.now, password_hash }
    },
    {
      table: 'operator_session',
      row: {
        id,
        operator_id: id,
        token_hash: hashOf(OPERATOR),
        stage: 'active',
        created_at: at.now,
        last_seen_at: at.now,
        expires_at: at.after(8 * 60),
        address: '127.0.0.1'
      }
    }
  ];
}

function accountSeeds(home: Home, at: Instants, person: PersonName, password_hash: string): Seed[] {
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
        password_hash,
        password_changed_at: at.now,
        created_at: at.now,
        state_since: at.now
      }
    },
    session('session'),
    session('other')
  ];
}

/** Areas: one of somebody else's, one that who left has handed over, and what is granted on them. */
function areaSeeds(home: Home, at: Instants): Seed[] {
  const inTenant = { tenant_id: home.tenantId };
  const area = (which: string, owner: PersonName): Seed => ({
    table: 'process_area',
    row: {
      ...inTenant,
      id: home.id('area', which),
      name: home.name(`area ${which}`),
      label: home.name('label'),
      description: home.name('described'),
      owner_id: home.id('account', owner),
      created_at: at.now,
      updated_at: at.now,
      state_since: at.now
    }
  });
  const grant = (to: object, access: string, area = 'subject'): Seed => ({
    table: 'area_grant',
    row: { ...inTenant, area_id: home.id('area', area), access, ...to }
  });
  return [
    area('subject', 'subject'),
    area('gone', 'second-admin'),
    grant({ account_id: home.id('account', 'viewer') }, 'view'),
    grant({ group_id: home.id('group') }, 'analyse'),
    grant({ account_id: home.id('account', 'subject') }, 'view', 'gone'),
    ...PEOPLE.flatMap((person): Seed[] => {
      const of = { ...inTenant, account_id: home.id('account', person) };
      return [
        {
          table: 'device',
          row: {
            ...of,
            id: home.id('device', person),
            name: home.name('device'),
            platform: home.name('platform'),
            created_at: at.now,
            last_seen_at: at.now
          }
        },
        {
          table: 'device_object',
          row: {
            ...of,
            device_id: home.id('device', person),
            object_id: home.canary,
            size_bytes: 1,
            updated_at: at.now,
            area_id: home.id('area', 'subject')
          }
        }
      ];
    })
  ];
}

/** A notice to this tenant alone, taken note of by one. */
function noticeSeeds(home: Home, at: Instants): Seed[] {
  const told = home.name('told');
  const notice_id = home.id('notice');
  return [
    {
      table: 'notice',
      row: {
        id: notice_id,
        kind: 'incident',
        severity: 'low',
        title_ja: told,
        title_en: told,
        body_ja: told,
        body_en: told,
        for_all: false,
        published_at: at.now,
        updated_at: at.now
      }
    },
    { table: 'notice_tenant', row: { notice_id, tenant_id: home.tenantId } },
    {
      table: 'notice_entry',
      row: { id: home.id('entry'), notice_id, at: at.now, status: 'announced', text_ja: told, text_en: told }
    },
    {
      table: 'notice_acknowledgement',
      row: { tenant_id: home.tenantId, account_id: home.id('account', 'subject'), notice_id, revision: 1, at: at.now }
    }
  ];
}

/** A tenant's audit has entries before anybody asks, enough for a subtree that is kept. */
export function auditOf(home: Home, app: TestApp): Promise<void> {
  return transaction(app.service.store, 'app', app.now, async (tx) => {
    await tx.enter(home.tenantId);
    for (let entry = 0; entry < 20; entry++) {
      const account = { kind: 'account', id: home.id('account', 'subject'), name: home.email('subject') };
      tx.audit(
        { kind: 'user', id: account.id, name: account.name, role: 'analyst', deviceId: null, address: '127.0.0.1' },
        { action: 'account.profile-changed', target: account, detail: { name: home.canary } }
      );
    }
  });
}

/** Every kind of thing that a tenant can have, in one tenant. */
export async function seedsOf(home: Home, at: Instants): Promise<Seed[]> {
  const inTenant = { tenant_id: home.tenantId };
  const subject = { ...inTenant, account_id: home.id('account', 'subject') };
  const hashed = await (passwordHash ??= hashPassword(PASSWORD));
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
    // room for some more accounts, not for those of two tenants
    { table: 'tenant_contract', row: { ...inTenant, max_accounts: 12, version: 0 } },
    ...PEOPLE.flatMap((person) => accountSeeds(home, at, person, hashed)),
    { table: 'account_group', row: { ...inTenant, id: home.id('group'), name: home.name('group'), created_at: at.now } },
    {
      table: 'account_group',
      row: { ...inTenant, id: home.id('other group'), name: home.name('other group'), created_at: at.now }
    },
    // a name that no other tenant has, and that tells nothing
    { table: 'account_group', row: { ...inTenant, id: home.id('own group'), name: `only ${home.slug}`, created_at: at.now } },
    { table: 'group_member', row: { ...subject, group_id: home.id('group') } },
    {
      table: 'activation_code',
      row: {
        ...inTenant,
        account_id: home.id('account', 'invited'),
        purpose: 'activation',
        code_hash: hashOfCode(CODE),
        created_at: at.now,
        expires_at: at.after(60)
      }
    },
    ...PEOPLE.flatMap((person): Seed[] => {
      const of = { ...inTenant, account_id: home.id('account', person) };
      return [
        { table: 'recovery_code', row: { ...of, code_hash: hashOfCode(RECOVERY(person)), created_at: at.now } },
        {
          table: 'passkey',
          row: {
            ...of,
            id: home.id('passkey', person),
            name: home.name('passkey'),
            credential_id: home.id('credential', person).replaceAll('-', ''),
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
    {
      table: 'leaver',
      row: {
        ...inTenant,
        account_id: home.id('account', 'gone'),
        left_at: at.now,
        purge_at: at.after(30 * 24 * 60),
        former_state: 'active',
        areas_to: home.id('account', 'second-admin'),
        area_ids: [home.id('area', 'gone')]
      }
    },
    ...areaSeeds(home, at),
    ...noticeSeeds(home, at),
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
