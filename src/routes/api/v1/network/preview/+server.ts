import { networkPreview } from '$lib/api/contracts/network';
import { endpoint } from '$lib/server/http/endpoint';
import { previewNetwork } from '$lib/server/tenants/network';

export const POST = endpoint(networkPreview, ({ body, address }) => Promise.resolve(previewNetwork(body.ranges, address)));
