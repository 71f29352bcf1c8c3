import { sessionsGet } from '$lib/api/contracts/sessions';
import { listSessions } from '$lib/server/accounts/sessions';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(sessionsGet, async ({ tx, user }) => ({ items: await listSessions(tx, user) }));
