import { policyEffects } from '$lib/api/contracts/policy';
import { endpoint } from '$lib/server/http/endpoint';
import { effectsOf } from '$lib/server/tenants/policy-acts';

export const POST = endpoint(policyEffects, ({ tx, body }) => effectsOf(tx, body.policy));
