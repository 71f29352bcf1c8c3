import { contactGet } from '$lib/api/contracts/contact';
import { endpoint } from '$lib/server/http/endpoint';
import { readSettings } from '$lib/server/operators/settings';

export const GET = endpoint(contactGet, async ({ tx }) => (await readSettings(tx)).contact);
