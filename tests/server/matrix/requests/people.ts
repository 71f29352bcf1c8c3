import { groupCreate, groupDelete, groupMembers, groupMembersChange, groupRename, groupsList } from '$lib/api/contracts/groups';
import * as people from '$lib/api/contracts/people';
import { importPeople, importPreview } from '$lib/api/contracts/people-import';
import { policyEffects, policyGet, policyReplace } from '$lib/api/contracts/policy';
import type { Home } from '../home';
import { right } from './right';

const subject = (home: Home) => ({ accountId: home.id('account', 'subject') });
const onSubject = (home: Home) => ({ params: subject(home), body: { version: 1 } });
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
  right(people.personCreate, (home) => ({
    body: {
      email: `made.${home.canary}@example.com`,
      name: home.name('made'),
      role: 'viewer' as const,
      language: 'en' as const,
      zone: 'Asia/Tokyo',
      groupIds: [home.id('group')]
    }
  })),
  right(people.personGet, (home) => ({ params: subject(home) })),
  right(people.personEdit, (home) => ({
    params: subject(home),
    body: { version: 1, name: home.name('edited'), role: 'viewer' as const, groupIds: [home.id('other group')] }
  })),
  right(people.personDisable, onSubject),
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
  right(importPreview, (home) => ({ body: { rows: [row(home)] } })),
  right(importPeople, (home) => ({ body: { rows: [row(home)], createGroups: true } })),

  right(groupsList, () => ({ query: {} })),
  right(groupCreate, (home) => ({ body: { name: home.name('third group') } })),
  right(groupRename, (home) => ({ params: group(home), body: { version: 1, name: home.name('renamed') } })),
  right(groupDelete, (home) => ({ params: group(home), body: { version: 1 } })),
  right(groupMembers, (home) => ({ params: group(home), query: {} })),
  right(groupMembersChange, (home) => ({
    params: group(home),
    body: { version: 1, add: [home.id('account', 'viewer')], remove: [home.id('account', 'subject')] }
  })),

  right(policyGet, () => ({})),
  right(policyEffects, () => ({
    body: { policy: { labels: [], secondFactor: { requiredFor: ['admin' as const, 'analyst' as const] } } }
  })),
  right(policyReplace, (home) => ({
    body: { version: 1, policy: { labels: [home.name('label')], session: { idleMinutes: 30 } } }
  }))
];
