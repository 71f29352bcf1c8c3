import { version } from '$app/environment';
import { openapiGet } from '$lib/api/contracts/openapi';
import { endpoint } from '$lib/server/http/endpoint';
import { openApi } from '$lib/server/http/openapi';

export const GET = endpoint(openapiGet, () => Promise.resolve(openApi(version)));
