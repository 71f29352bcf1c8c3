import * as v from 'valibot';
import { contract } from '../contract';
import { Policy } from '../policy';
import { Role } from '../shapes';
import { ADMIN_ONLY, Version } from './people';

export const VersionedPolicy = v.object({ version: Version, policy: Policy });
export type VersionedPolicy = v.InferOutput<typeof VersionedPolicy>;

/** What a policy would do to the people there are. */
export const PolicyEffects = v.object({
  /** active accounts, by role, that would have to set up a second factor at their next sign-in */
  withoutSecondFactor: v.array(v.object({ role: Role, count: v.number() })),
  /** active accounts whose password would have expired */
  expiredPasswords: v.number(),
  /** labels that process areas use and the policy no longer has */
  labelsInUse: v.array(v.object({ label: v.string(), areas: v.number() }))
});
export type PolicyEffects = v.InferOutput<typeof PolicyEffects>;

export const policyGet = contract({
  method: 'GET',
  path: '/api/v1/policy',
  summary: 'What the tenant has decided for itself.',
  guard: ADMIN_ONLY,
  reply: VersionedPolicy
});

export const policyEffects = contract({
  method: 'POST',
  path: '/api/v1/policy/effects',
  summary: 'What a policy would do to the people there are, before it is saved.',
  guard: ADMIN_ONLY,
  body: v.object({ policy: Policy }),
  isRepeatable: true,
  reply: PolicyEffects
});

export const policyReplace = contract({
  method: 'PUT',
  path: '/api/v1/policy',
  summary: 'Replace the policy.',
  guard: ADMIN_ONLY,
  body: v.object({ version: Version, policy: Policy }),
  reply: VersionedPolicy,
  errors: ['stale', 'label-in-use']
});
