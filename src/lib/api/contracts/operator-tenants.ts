import * as v from 'valibot';
import { contract } from '../contract';
import { Email, Id, Instant, LanguageCode, line, Nothing, prose, Slug } from '../shapes';
import { IssuedCode } from './set-up';

const Day = v.pipe(v.string(), v.isoDate());

/** What was agreed with a tenant; days are whole, in the tenant's own zone. */
export const TenantContract = v.strictObject({
  contactName: v.union([v.literal(''), line(120)]),
  contactEmail: v.union([v.literal(''), Email]),
  startsOn: v.nullable(Day),
  endsOn: v.nullable(Day),
  /** what is the tenant's may be exported until then; then the tenant ends */
  exportUntil: v.nullable(Day),
  maxAccounts: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
  note: prose(2000)
});
export type TenantContract = v.InferOutput<typeof TenantContract>;

/** A tenant as operators see it: numbers, never names of what is in it. */
export const Tenant = v.object({
  tenantId: Id,
  slug: v.string(),
  name: v.string(),
  state: v.picklist(['active', 'suspended', 'ended']),
  createdAt: Instant,
  contract: TenantContract,
  version: v.number(),
  usage: v.object({
    accounts: v.number(),
    sessions: v.number(),
    areas: v.number(),
    devices: v.number(),
    auditEntries: v.number(),
    /** of the last 30 days, times 365 / 30: a straight line on */
    auditEntriesInAYear: v.number()
  })
});
export type Tenant = v.InferOutput<typeof Tenant>;

export const operatorTenantsGet = contract({
  method: 'GET',
  path: '/api/v1/operator/tenants',
  summary: 'All tenants, with contract and usage.',
  guard: { who: 'operator' },
  reply: v.object({ items: v.array(Tenant) })
});

export const operatorTenantPost = contract({
  method: 'POST',
  path: '/api/v1/operator/tenants',
  summary: 'Create a tenant and its first administrator, whose one-time code is shown once.',
  guard: { who: 'operator' },
  body: v.strictObject({
    slug: Slug,
    name: line(120),
    admin: v.strictObject({ email: Email, name: line(120), language: LanguageCode })
  }),
  reply: v.object({ tenantId: Id, admin: IssuedCode }),
  errors: ['conflict']
});

export const operatorTenantPatch = contract({
  method: 'PATCH',
  path: '/api/v1/operator/tenants/[tenantId]',
  summary: 'Change a tenant’s name and contract.',
  guard: { who: 'operator' },
  body: v.strictObject({ version: v.number(), name: line(120), contract: TenantContract }),
  reply: Nothing,
  errors: ['stale']
});

export const operatorTenantStatePut = contract({
  method: 'PUT',
  path: '/api/v1/operator/tenants/[tenantId]/state',
  summary: 'Suspend a tenant, let it in again, or end it. An ended one stays ended.',
  guard: { who: 'operator' },
  body: v.strictObject({ state: v.picklist(['active', 'suspended', 'ended']), reason: v.optional(prose(500), '') }),
  reply: Nothing,
  errors: ['wrong-state']
});

export const operatorTenantCodePost = contract({
  method: 'POST',
  path: '/api/v1/operator/tenants/[tenantId]/admin-code',
  summary: 'Issue the code of an administrator anew who has never signed in.',
  guard: { who: 'operator' },
  body: v.strictObject({ email: Email }),
  reply: IssuedCode
});
