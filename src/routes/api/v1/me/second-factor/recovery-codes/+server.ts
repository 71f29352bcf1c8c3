import { recoveryCodesRenew } from '$lib/api/contracts/second-factor';
import { renewRecoveryCodes } from '$lib/server/accounts/second-factor';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(recoveryCodesRenew, async ({ tx, actor, user }) => ({
  codes: await renewRecoveryCodes(tx, actor, user)
}));
