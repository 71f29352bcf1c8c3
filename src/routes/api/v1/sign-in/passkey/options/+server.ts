import { passkeyAsk } from '$lib/api/contracts/second-factor';
import { askPasskey } from '$lib/server/accounts/passkeys';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(passkeyAsk, async ({ tx, user, event }) => ({ ...(await askPasskey(tx, user, event.url)) }));
