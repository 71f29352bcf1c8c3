import { passkeyBegin } from '$lib/api/contracts/second-factor';
import { beginPasskey } from '$lib/server/accounts/passkeys';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(passkeyBegin, async ({ tx, user, event }) => ({ ...(await beginPasskey(tx, user, event.url)) }));
