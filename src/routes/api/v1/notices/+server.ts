import { noticesGet } from '$lib/api/contracts/notices';
import { endpoint } from '$lib/server/http/endpoint';
import { readUsersNotices } from '$lib/server/notices/read-notices';

export const GET = endpoint(noticesGet, async ({ tx, user }) => ({ items: await readUsersNotices(tx, user) }));
