import { policyGet, policyReplace } from '$lib/api/contracts/policy';
import { endpoint } from '$lib/server/http/endpoint';
import { readVersionedPolicy, replacePolicy } from '$lib/server/tenants/policy-acts';

export const GET = endpoint(policyGet, ({ tx }) => readVersionedPolicy(tx));
export const PUT = endpoint(policyReplace, ({ tx, actor, body }) => replacePolicy(tx, actor, body));
