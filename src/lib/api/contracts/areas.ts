import * as v from 'valibot';
import { contract } from '../contract';
import { AREA_STATES, RIGHTS } from '../rights';
import { Id, Instant, line, PageQuery, pageOf, prose } from '../shapes';

const USER = { who: 'user' } as const;
/** Who may make areas, and so be given one. */
const MAKERS = { who: 'user', roles: ['admin', 'analyst'] } as const;

export const AREA_NAME_MAX = 80;
export const AREA_DESCRIPTION_MAX = 1000;
/** entries of one area's list of who has access */
export const GRANTS_MAX = 200;

const AreaName = line(AREA_NAME_MAX);
const Label = v.nullable(line(40));
const Version = v.pipe(v.number(), v.integer(), v.minValue(1));
const RightShape = v.picklist(RIGHTS);
const StateShape = v.picklist(AREA_STATES);
const Search = v.pipe(v.string(), v.maxLength(120));

/** Logs of an area that lie on one of the caller's own devices. */
export const OnDevice = v.object({ deviceId: Id, name: v.string(), objects: v.number(), sizeBytes: v.number() });

export const Area = v.object({
  areaId: Id,
  name: v.string(),
  label: v.nullable(v.string()),
  description: v.string(),
  owner: v.object({ accountId: Id, name: v.string() }),
  /** names of the groups that have access */
  groups: v.array(v.string()),
  /** the caller's own; null for an administrator who has none. See [Note: Rights]. */
  right: v.nullable(RightShape),
  state: StateShape,
  stateSince: Instant,
  updatedAt: Instant,
  version: v.number(),
  /** of the caller's own devices, those that logs of it lie on */
  devices: v.array(OnDevice)
});
export type Area = v.InferOutput<typeof Area>;

/** Who has which right, by name. */
export const Grant = v.object({
  kind: v.picklist(['account', 'group']),
  id: Id,
  name: v.string(),
  /** '' for a group */
  email: v.string(),
  right: RightShape
});
export type Grant = v.InferOutput<typeof Grant>;

export const AreaDetail = v.object({ ...Area.entries, createdAt: Instant, grants: v.array(Grant) });
export type AreaDetail = v.InferOutput<typeof AreaDetail>;

/** What was changed, and which change that was. */
const Changed = v.object({ areaId: Id, version: v.number() });

export const areasList = contract({
  method: 'GET',
  path: '/api/v1/areas',
  summary: 'The process areas that the caller may see, by name.',
  guard: USER,
  query: v.object({ ...PageQuery.entries, state: v.optional(StateShape, 'active'), search: v.optional(Search) }),
  reply: v.object({
    ...pageOf(Area).entries,
    /** the tenant's classes of confidentiality, least first */
    labels: v.array(v.string())
  })
});

export const areaCreate = contract({
  method: 'POST',
  path: '/api/v1/areas',
  summary: 'Create a process area; the caller owns it.',
  guard: MAKERS,
  body: v.strictObject({
    name: AreaName,
    label: v.optional(Label, null),
    description: v.optional(prose(AREA_DESCRIPTION_MAX), '')
  }),
  reply: Changed,
  errors: ['conflict']
});

export const areaGet = contract({
  method: 'GET',
  path: '/api/v1/areas/[areaId]',
  summary: 'A process area and who has access.',
  guard: USER,
  reply: AreaDetail,
  errors: ['not-found']
});

export const areaChange = contract({
  method: 'PATCH',
  path: '/api/v1/areas/[areaId]',
  summary: 'Rename, describe or label a process area.',
  guard: USER,
  body: v.strictObject({
    version: Version,
    name: v.optional(AreaName),
    label: v.optional(Label),
    description: v.optional(prose(AREA_DESCRIPTION_MAX))
  }),
  reply: Changed,
  errors: ['not-found', 'forbidden', 'stale', 'wrong-state', 'conflict']
});

export const areaGrants = contract({
  method: 'PUT',
  path: '/api/v1/areas/[areaId]/grants',
  summary: 'Say who has access to a process area: the whole list.',
  guard: USER,
  body: v.strictObject({
    version: Version,
    grants: v.pipe(
      v.array(v.strictObject({ kind: v.picklist(['account', 'group']), id: Id, right: RightShape })),
      v.maxLength(GRANTS_MAX)
    )
  }),
  reply: Changed,
  errors: ['not-found', 'forbidden', 'stale', 'wrong-state']
});

export const areaTransfer = contract({
  method: 'POST',
  path: '/api/v1/areas/[areaId]/transfer',
  summary: 'Give a process area to another owner.',
  guard: USER,
  body: v.strictObject({
    version: Version,
    ownerId: Id,
    /** what the owner until now keeps; nothing unless said */
    keep: v.optional(RightShape)
  }),
  reply: Changed,
  errors: ['not-found', 'forbidden', 'stale', 'wrong-state']
});

export const areaState = contract({
  method: 'PUT',
  path: '/api/v1/areas/[areaId]/state',
  summary: 'Archive, delete, or take that back (a deletion for 30 days).',
  guard: USER,
  body: v.strictObject({
    version: Version,
    state: StateShape,
    /** for an area that comes back while its name is in use */
    name: v.optional(AreaName)
  }),
  reply: Changed,
  errors: ['not-found', 'forbidden', 'stale', 'wrong-state', 'conflict']
});

export const directorySearch = contract({
  method: 'GET',
  path: '/api/v1/directory',
  summary: 'People and groups of the tenant, to give access to: the first 20 of each that match.',
  guard: MAKERS,
  query: v.object({ search: v.optional(Search) }),
  reply: v.object({
    people: v.array(v.object({ accountId: Id, name: v.string(), email: v.string(), canOwn: v.boolean() })),
    groups: v.array(v.object({ groupId: Id, name: v.string(), members: v.number() }))
  })
});
