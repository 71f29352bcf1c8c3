import { version } from '$app/environment';
import { operatorHealthGet } from '$lib/api/contracts/operator-service';
import { endpoint } from '$lib/server/http/endpoint';
import { readHealth } from '$lib/server/operators/health';

export const GET = endpoint(operatorHealthGet, ({ tx, service }) => readHealth(tx, service, version));
