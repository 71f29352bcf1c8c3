import { meGet } from '$lib/api/contracts/me';
import { readMe } from '$lib/server/accounts/me';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(meGet, ({ tx, user }) => readMe(tx, user));
