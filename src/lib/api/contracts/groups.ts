import * as v from 'valibot';
import { contract } from '../contract';
import { Id, line, Nothing, PageQuery, pageOf } from '../shapes';
import { ADMIN_ONLY, Version } from './people';

export const GroupName = line(80);

export const Group = v.object({ groupId: Id, name: v.string(), members: v.number(), version: Version });
export type Group = v.InferOutput<typeof Group>;

export const Member = v.object({ accountId: Id, name: v.string(), email: v.string() });
export type Member = v.InferOutput<typeof Member>;

const one = '/api/v1/groups/[groupId]' as const;

export const groupsList = contract({
  method: 'GET',
  path: '/api/v1/groups',
  summary: 'The groups of the tenant, by name.',
  guard: ADMIN_ONLY,
  query: v.object({ ...PageQuery.entries, search: v.optional(v.pipe(v.string(), v.maxLength(120))) }),
  reply: v.object({ ...pageOf(Group).entries, total: v.number() })
});

export const groupCreate = contract({
  method: 'POST',
  path: '/api/v1/groups',
  summary: 'Create a group.',
  guard: ADMIN_ONLY,
  body: v.object({ name: GroupName }),
  reply: Group,
  errors: ['conflict']
});

export const groupRename = contract({
  method: 'PATCH',
  path: one,
  summary: 'Rename a group.',
  guard: ADMIN_ONLY,
  body: v.object({ version: Version, name: GroupName }),
  reply: Group,
  errors: ['conflict', 'not-found', 'stale']
});

export const groupDelete = contract({
  method: 'POST',
  path: `${one}/delete`,
  summary: 'Delete a group, and with it what was granted to it.',
  guard: ADMIN_ONLY,
  body: v.object({ version: Version }),
  reply: Nothing,
  errors: ['not-found', 'stale']
});

export const groupMembers = contract({
  method: 'GET',
  path: `${one}/members`,
  summary: 'Who is in a group, by name.',
  guard: ADMIN_ONLY,
  query: PageQuery,
  reply: pageOf(Member),
  errors: ['not-found']
});

export const groupMembersChange = contract({
  method: 'POST',
  path: `${one}/members`,
  summary: 'Put people into a group and take others out.',
  guard: ADMIN_ONLY,
  body: v.object({
    version: Version,
    add: v.pipe(v.array(Id), v.maxLength(500)),
    remove: v.pipe(v.array(Id), v.maxLength(500))
  }),
  reply: Group,
  errors: ['not-found', 'stale']
});
