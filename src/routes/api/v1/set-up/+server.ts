import { setUpPost } from '$lib/api/contracts/set-up';
import { endpoint } from '$lib/server/http/endpoint';
import { setUp } from '$lib/server/operators/set-up';

export const POST = endpoint(setUpPost, ({ tx, actor, body }) => setUp(tx, actor, body));
