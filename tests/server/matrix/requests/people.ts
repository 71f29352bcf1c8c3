import { groupCreate, groupDelete, groupMembers, groupMembersChange, groupRename, groupsList } from '$lib/api/contracts/groups';
import * as people from '$lib/api/contracts/people';
import { importPeople, importPreview } from '$lib/api/contracts/people-import';
import { policyEffects, policyGet, policyReplace } from '$lib/api/contracts/policy';
import type { Asker, Home } from '../home';
import type { World } from '../world';
import { right } from './right';

const subject = (home: Home) => ({ accountId: home.id('account', 'subject') });
const onSubject = (home: Home) => ({ params: subject(home), body: { version: 1 } });
const otherSlug = (home: Home) => (home.slug === 'beech' ? 'acorn' : 'beech');
/** Somebody in no group. */
const single = (home: Home) => ({ accountId: home.id('account', 'disabled') });

/** One account more than there are was agreed. */
const oneMoreAgreed = (world: World, home: Home) =>
  world.app.owner.query(
    `insert into tenant_contract (tenant_id, max_accounts)
     select $1, count(*) + 1 from account where tenant_id = $1 and state in ('invited', 'active')
     on conflict (tenant_id) do update set max_accounts = excluded.max_accounts`,
    [home.tenantId]
  );
const KEY = 'a-key-of-the-matrix';
/** Other tenants have the caller's id and key too. */
const sameKeyElsewhere = (world: World, home: Home, asker: Asker) =>
  world.app.owner.query(
    `insert into idempotency (tenant_id, account_id, key, request_hash, status, reply, created_at)
     select id, $2, $3, '', 200, '', $4 from tenant where id <> $1`,
    [home.tenantId, home.id('account', asker), KEY, world.start]
  );

const group = (home: Home) => ({ groupId: home.id('group') });
const row = (home: Home) => ({
  line: 2,
  email: `row.${home.canary}@example.com`,
  name: home.name('row'),
  role: 'viewer',
  groups: [home.name('group'), home.name('further group')],
  language: 'ja'
});

export const PEOPLE_ADMINISTRATION = [
  right(
    people.peopleList,
    (home) => ({ query: { search: 'canary', groupId: home.id('group'), after: home.id('account', 'admin') } }),
    {
      wrong: []
    }
  ),
  right(
    people.personCreate,
    (home) => ({
      body: {
        email: `made.${home.canary}@example.com`,
        name: home.name('made'),
        role: 'viewer' as const,
        language: 'en' as const,
        zone: 'Asia/Tokyo',
        groupIds: [home.id('group')]
      }
    }),
    { further: [{ circumstance: 'the last that was agreed', prepare: oneMoreAgreed, audit: 'account.created' }] }
  ),
  right(people.personGet, (home) => ({ params: subject(home) })),
  right(
    people.personEdit,
    (home) => ({
      params: subject(home),
      body: { version: 1, name: home.name('edited'), role: 'viewer' as const, groupIds: [home.id('other group')] }
    }),
    {
      further: [
        {
          circumstance: 'into a first group',
          input: (home) => ({ params: single(home), body: { version: 1, groupIds: [home.id('group')] } }),
          audit: 'account.changed'
        }
      ]
    }
  ),
  right(people.personDisable, onSubject, {
    wrong: [
      {
        circumstance: 'the last administrator',
        prepare: (world, home) =>
          world.app.owner.query("update account set role = 'viewer' where tenant_id = $1 and id = $2", [
            home.tenantId,
            home.id('account', 'second-admin')
          ]),
        input: (home) => ({ params: { accountId: home.id('account', 'admin') }, body: { version: 1 } }),
        status: 409,
        code: 'last-admin'
      }
    ]
  }),
  right(people.personEnable, (home) => ({ params: { accountId: home.id('account', 'disabled') }, body: { version: 1 } })),
  right(people.personDelete, (home) => ({
    params: subject(home),
    body: { version: 1, areasTo: home.id('account', 'second-admin') }
  })),
  right(people.personLeave, (home) => ({
    params: subject(home),
    body: { version: 1, areasTo: home.id('account', 'second-admin') }
  })),
  right(people.personRestore, (home) => ({
    params: { accountId: home.id('account', 'gone') },
    body: { version: 1, areasBack: true }
  })),
  right(people.personReset, onSubject),
  right(people.personResetSecondFactor, onSubject),
  right(people.personUnlock, (home) => ({ params: subject(home) })),
  right(people.personHoldings, (home) => ({ params: subject(home) })),
  right(importPreview, (home) => ({ body: { rows: [row(home)] } }), {
    further: [
      {
        circumstance: 'of what another tenant has',
        input: (home) => ({
          body: {
            rows: [
              { ...row(home), email: `subject.canary${otherSlug(home)}@example.com`, groups: [`only ${otherSlug(home)}`] },
              { ...row(home), line: 3, email: home.email('subject') }
            ]
          }
        })
      }
    ]
  }),
  right(importPeople, (home) => ({ body: { rows: [row(home)], createGroups: true } })),

  right(groupsList, () => ({ query: {} })),
  right(groupCreate, (home) => ({ body: { name: home.name('third group') } }), {
    further: [
      {
        circumstance: 'under a key',
        headers: { 'idempotency-key': KEY },
        prepare: sameKeyElsewhere,
        audit: 'group.created'
      }
    ]
  }),
  right(groupRename, (home) => ({ params: group(home), body: { version: 1, name: home.name('renamed') } })),
  right(groupDelete, (home) => ({ params: group(home), body: { version: 1 } })),
  right(groupMembers, (home) => ({ params: group(home), query: {} }), {
    further: [
      {
        circumstance: 'a further page',
        input: (home) => ({ params: group(home), query: { after: home.id('account', 'admin') } })
      }
    ]
  }),
  right(groupMembersChange, (home) => ({
    params: group(home),
    body: { version: 1, add: [home.id('account', 'viewer')], remove: [home.id('account', 'subject')] }
  })),

  right(policyGet, () => ({})),
  right(
    policyEffects,
    () => ({
      body: { policy: { labels: [], secondFactor: { requiredFor: ['admin' as const, 'analyst' as const] } } }
    }),
    {
      further: [
        {
          circumstance: 'passwords that end',
          prepare: (world) => world.app.owner.query("update account set password_changed_at = created_at - interval '10 days'"),
          input: () => ({ body: { policy: { labels: [], password: { legacy: { expiryDays: 5 } } } } })
        }
      ]
    }
  ),
  right(policyReplace, (home) => ({
    body: { version: 1, policy: { labels: [home.name('label')], session: { idleMinutes: 30 } } }
  }))
];
