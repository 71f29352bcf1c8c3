import { networkGet, networkReplace } from '$lib/api/contracts/network';
import { endpoint } from '$lib/server/http/endpoint';
import { readNetwork, replaceNetwork } from '$lib/server/tenants/network';

export const GET = endpoint(networkGet, ({ tx, address }) => readNetwork(tx, address));
export const PUT = endpoint(networkReplace, ({ tx, actor, body, address }) =>
  replaceNetwork(tx, actor, body.ranges, body.expected, address)
);
