import { guestNoticesGet } from '$lib/api/contracts/notices';
import { endpoint } from '$lib/server/http/endpoint';
import { readGuestNotices } from '$lib/server/notices/read-notices';

export const GET = endpoint(guestNoticesGet, async ({ tx }) => ({ items: await readGuestNotices(tx) }));
